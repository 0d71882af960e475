"""A list whose objects have addresses in another order in each process."""

import pickle
from collections.abc import Callable
from multiprocessing.reduction import ForkingPickler
from typing import Any

_ROUNDS = 60
"""How many copies of each object are made at most."""


class Shuffled(list[Any]):
    """A list of what `mp.Process` takes along; who gets it by pickle finds other `id()`s.

    The objects' addresses rise from the first to the last in every other process, and fall in the
    rest, so whoever goes by addresses goes by another order in each. A fork leaves them alone.
    """

    _falls = False
    """Shall addresses fall where it is unpickled next?"""

    def __reduce__(self) -> tuple[Callable[..., list[Any]], tuple[Any, ...]]:
        self._falls = not self._falls
        return _rebuilt, ([bytes(ForkingPickler.dumps(each)) for each in self], self._falls)


def _rebuilt(pickles: list[bytes], falls: bool) -> list[Any]:
    # Copies are made of all until there is one of each above, or below, that of the one before.
    copies: list[list[Any]] = []
    for _ in range(_ROUNDS):
        copies.append([pickle.loads(each) for each in pickles])
        made = _in_order(copies, falls)
        if len(made) == len(pickles):
            return made
    return copies[0]


def _in_order(copies: list[list[Any]], falls: bool) -> list[Any]:
    """Return a copy of each object, the nearest one whose address fits; ends where none does."""
    made: list[Any] = []
    for ones in zip(*copies, strict=True):
        fitting = [one for one in ones if not made or (id(one) < id(made[-1])) == falls]
        if not fitting:
            break
        made.append(max(fitting, key=id) if falls else min(fitting, key=id))
    return made
