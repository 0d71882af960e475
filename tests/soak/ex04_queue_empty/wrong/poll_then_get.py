# verdict: deadlock @ two_consumers
# poll() on the queue's pipe wakes every consumer, one gets the item, the others are stuck in get().
import multiprocessing as mp  # noqa: F401


def consume(queue, handle, on_idle, timeout):
    while True:
        if queue._reader.poll(timeout):
            item = queue.get()
            if item is None:
                return "done"
            handle(item)
        elif on_idle():
            return "idle"
