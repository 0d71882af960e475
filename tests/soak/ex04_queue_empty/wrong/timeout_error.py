# verdict: crashed @ idle_and_sent_home
# A get that times out raises queue.Empty, not TimeoutError: the first pause ends the consumer.
import multiprocessing as mp


def consume(queue, handle, on_idle, timeout):
    while True:
        try:
            item = queue.get(timeout=timeout)
        except (TimeoutError, mp.TimeoutError):
            if on_idle():
                return "idle"
            continue
        if item is None:
            return "done"
        handle(item)
