"""What a scene does in its own process and in every process that will be started below it."""

from collections.abc import Callable
from multiprocessing import process
from typing import Any

_done: set[str] = set()


class Passenger:
    """Rides in a process's configuration, which multiprocessing copies to every child.

    Where it is unpickled, before the child's target is, it does again what it is for.
    """

    def __init__(self, act: Callable[..., None], arguments: tuple[Any, ...]) -> None:
        """`act` is a function of a module, and `arguments` are plain data."""
        self.act = act
        self.arguments = arguments

    def __reduce__(self) -> tuple[Any, ...]:
        return everywhere, (self.act, *self.arguments)


def everywhere(act: Callable[..., None], *arguments: Any) -> Passenger:
    """Do something in this process and in all that it will start, once in each.

    What it changes in classes survives a fork; under spawn and forkserver a Passenger repeats it.
    """
    passenger = Passenger(act, arguments)
    if act.__qualname__ not in _done:
        _done.add(act.__qualname__)
        process.current_process()._config[act.__qualname__] = passenger  # type: ignore[attr-defined]
        act(*arguments)
    return passenger
