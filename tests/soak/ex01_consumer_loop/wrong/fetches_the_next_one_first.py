# verdict: deadlock @ one_at_a_time
# always waits for the next item before it handles the one it has
import multiprocessing as mp


def consume(queue: mp.Queue, count: int, handle) -> None:
    if count < 1:
        return
    current = queue.get()
    for _ in range(count - 1):
        upcoming = queue.get()
        handle(current)
        current = upcoming
    handle(current)
