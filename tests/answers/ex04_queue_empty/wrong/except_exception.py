# verdict: wrong @ errors_of_the_handler
# `except Exception` round everything swallows the handler's own exception and calls it a pause.
import multiprocessing as mp  # noqa: F401


def consume(queue, handle, on_idle, timeout):
    while True:
        try:
            item = queue.get(timeout=timeout)
            if item is None:
                return "done"
            handle(item)
        except Exception:
            if on_idle():
                return "idle"
            continue
