# right: a generator tells arrivals from pauses, match tells them apart
import multiprocessing as mp  # noqa: F401
import queue as queues


def arrivals(queue, timeout):
    while True:
        try:
            item = queue.get(timeout=timeout)
        except queues.Empty:
            yield "pause", None
        else:
            yield "item", item


def consume(queue, handle, on_idle, timeout):
    for arrival in arrivals(queue, timeout):
        match arrival:
            case "pause", _:
                if on_idle():
                    return "idle"
            case "item", None:
                return "done"
            case "item", item:
                handle(item)
