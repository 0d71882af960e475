"""A generator yields one event at a time, a match statement reacts to it."""

import enum
import multiprocessing as mp
from collections.abc import Callable, Iterator
from queue import Empty
from typing import Any


class Kind(enum.Enum):
    ITEM = "item"
    SILENCE = "silence"
    END = "end"


def events(queue: mp.Queue, timeout: float) -> Iterator[tuple[Kind, Any]]:
    # Runs only while somebody asks for the next event, so nothing is taken ahead.
    while True:
        try:
            item = queue.get(timeout=timeout)
        except Empty:
            event = (Kind.SILENCE, None)
        else:
            event = (Kind.END, None) if item is None else (Kind.ITEM, item)
        yield event


def consume(
    queue: mp.Queue,
    handle: Callable[[Any], None],
    on_idle: Callable[[], bool],
    timeout: float,
) -> str:
    for kind, item in events(queue, timeout):
        match kind:
            case Kind.END:
                return "done"
            case Kind.ITEM:
                handle(item)
            case Kind.SILENCE:
                if on_idle():
                    return "idle"
    raise AssertionError("the generator never ends")
