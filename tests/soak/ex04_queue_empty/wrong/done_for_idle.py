# verdict: wrong @ idle_and_sent_home
# Both ways out of the loop end in the same return: "done" is reported when on_idle stopped it.
import multiprocessing as mp  # noqa: F401
from queue import Empty


def consume(queue, handle, on_idle, timeout):
    running = True
    while running:
        try:
            item = queue.get(timeout=timeout)
        except Empty:
            running = not on_idle()
        else:
            if item is None:
                running = False
            else:
                handle(item)
    return "done"
