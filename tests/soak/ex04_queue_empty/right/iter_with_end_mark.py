# right: iter(get, None) for the end mark, with a marker of this module for a pause
import enum
import multiprocessing as mp  # noqa: F401
from functools import partial
from queue import Empty


class Pause(enum.Enum):
    PAUSE = "pause"


def get_or_pause(queue, timeout):
    try:
        return queue.get(block=True, timeout=timeout)
    except Empty:
        return Pause.PAUSE


def consume(queue, handle, on_idle, timeout):
    for item in iter(partial(get_or_pause, queue, timeout), None):
        if item is Pause.PAUSE:
            if on_idle():
                break
        else:
            handle(item)
    else:
        return "done"
    return "idle"
