# verdict: early @ every_item_in_order
# keeps to the count, but also takes a queue that is empty just now for one that is finished
import multiprocessing as mp


def consume(queue: mp.Queue, count: int, handle) -> None:
    done = 0
    while done < count and not queue.empty():
        handle(queue.get())
        done += 1
