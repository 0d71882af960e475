"""A list whose objects have addresses in another order in each process."""

import pickle
from collections.abc import Callable
from multiprocessing.reduction import ForkingPickler
from typing import Any


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
    # One round of copies for each object, so that there is one below, or above, all the others.
    copies = [[pickle.loads(each) for each in pickles] for _ in pickles]
    made: list[Any] = []
    for index in range(len(pickles)):
        left = [each[index] for each in copies]
        left.sort(key=id, reverse=falls)
        fitting = [one for one in left if not made or (id(one) < id(made[-1])) == falls]
        made.append((fitting or left)[0])
    return made
