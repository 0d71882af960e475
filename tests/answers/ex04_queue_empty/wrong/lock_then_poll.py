# verdict: deadlock @ another_one_waits
# waits without a limit for the queue's lock, which another consumer may hold
import multiprocessing as mp
from collections.abc import Callable
from multiprocessing.reduction import ForkingPickler
from typing import Any

_SILENCE = object()


def _take(queue: mp.Queue, timeout: float) -> Any:
    """Take one item, as Queue.get does, but return _SILENCE in place of Empty."""
    with queue._rlock:
        if not queue._reader.poll(timeout):
            return _SILENCE
        data = queue._reader.recv_bytes()
        queue._sem.release()
    return ForkingPickler.loads(data)


def consume(
    queue: mp.Queue,
    handle: Callable[[Any], None],
    on_idle: Callable[[], bool],
    timeout: float,
) -> str:
    while True:
        item = _take(queue, timeout)
        if item is _SILENCE:
            if on_idle():
                return "idle"
        elif item is None:
            return "done"
        else:
            handle(item)
