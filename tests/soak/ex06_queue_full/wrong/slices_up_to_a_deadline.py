# verdict: deadlock @ consumer_gone_afterwards
# whether the consumer is gone is only looked at while there is an item to send
import multiprocessing as mp
import queue as queues
import time


def produce(queue: mp.Queue, items: list, patience: float, gone) -> tuple[int, list]:
    sent, rejected = 0, []
    for position, item in enumerate(items):
        deadline = time.monotonic() + patience
        while True:
            if gone.is_set():
                queue.cancel_join_thread()
                return sent, rejected + items[position:]
            try:
                queue.put(item, True, min(0.2, max(0.0, deadline - time.monotonic())))
                sent += 1
                break
            except queues.Full:
                if time.monotonic() >= deadline:
                    rejected.append(item)
                    break
    return sent, rejected
