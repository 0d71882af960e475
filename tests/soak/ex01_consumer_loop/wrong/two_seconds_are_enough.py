# verdict: early @ late_items
# Who has to wait for two seconds gives up.
from queue import Empty


def consume(queue, count, handle):
    for _ in range(count):
        try:
            item = queue.get(timeout=2)
        except Empty:
            break
        handle(item)
