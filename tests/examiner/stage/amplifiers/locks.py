"""How the taking of locks is changed: what amplifiers are made of."""

from collections.abc import Callable
from typing import Any

from examiner.stage import cpython


def change_acquire(changing: Callable[[Callable[..., bool]], Callable[..., bool]]) -> None:
    """Give each lock, and whatever else is made of a semaphore, another `acquire`.

    It is an attribute of each one's own, made together with it; `changing` makes the new one of
    the old one, and must not keep the lock itself: that would live on in a cycle.
    """

    def also(make_methods: Callable[..., None]) -> Callable[..., None]:
        def make(self: Any) -> None:
            make_methods(self)
            self.acquire = changing(self.acquire)

        return make

    cpython.MAKE_METHODS.wrap(also)
