"""Tells which process records something with a manager, and which locks it holds meanwhile."""

from collections.abc import Callable
from multiprocessing import parent_process
from typing import Any

from examiner.stage import cpython, shared
from examiner.stage.amplifiers.overtake_readers import LOCKS, READS
from examiner.stage.recorder import recorder
from examiner.stage.where import passes_on


def tell_records(folder: str) -> None:
    """Log from now on each call of a proxy's that changes something, by any child process."""
    taken: set[str] = set()  # the manager's locks that this process holds

    def telling(call: Callable[..., Any]) -> Callable[..., Any]:
        @passes_on
        def call_method(self: Any, name: str, *arguments: Any, **named: Any) -> Any:
            result = call(self, name, *arguments, **named)
            kind = cpython.kind_behind(self)
            if kind in LOCKS:
                _take(taken, cpython.key_behind(self), name, result)
            elif name not in READS and parent_process() is not None:
                recorder(folder).log("record", held=[*shared.held(), *sorted(taken)])
            return result

        return call_method

    cpython.CALL_METHOD.wrap(telling)


def _take(taken: set[str], lock: str, name: str, result: object) -> None:
    """Note that a lock is taken or given back."""
    if name == "acquire" and result:
        taken.add(lock)
    elif name == "release":
        taken.discard(lock)
