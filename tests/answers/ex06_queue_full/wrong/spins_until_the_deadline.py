# verdict: busy-wait @ patience_lasts
# put_nowait in a loop without any pause: right in every number, and it burns a CPU.
import multiprocessing as mp  # noqa: F401
import time
from queue import Empty, Full  # noqa: F401

NAP = 0.1


def produce(queue, items, patience, gone):
    sent, rejected = 0, []
    for position, item in enumerate(items):
        deadline = time.monotonic() + patience
        while True:
            if gone.is_set():
                queue.cancel_join_thread()
                return sent, rejected + items[position:]
            try:
                queue.put_nowait(item)
                sent += 1
                break
            except Full:
                if time.monotonic() >= deadline:
                    rejected.append(item)
                    break
    return sent, rejected
