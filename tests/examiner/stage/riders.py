"""What is done in one process and in every process that will be started below it."""

from collections.abc import Callable
from typing import Any

from examiner.stage.cpython import configuration
from examiner.stage.recorder import recorder
from examiner.stage.where import own_fault

_done: set[str] = set()


class Rider:
    """Rides in a process's configuration, which multiprocessing copies to every child.

    Where it is unpickled, before the child's target and its arguments are, it does again what it
    is for.
    """

    def __init__(self, act: Callable[..., None], arguments: tuple[Any, ...]) -> None:
        """`act` is a function of a module, and `arguments` are plain data."""
        self.act = act
        self.arguments = arguments

    def __reduce__(self) -> tuple[Any, ...]:
        return everywhere, (self.act, *self.arguments)


def everywhere(act: Callable[..., None], folder: str, *arguments: Any) -> Rider:
    """Do something in this process and in all that it will start, once in each.

    `act` takes the trial's folder first. What it changes in classes survives a fork; under spawn
    and forkserver a Rider repeats it. What it raises is the kit's own fault, and told so.
    """
    name = f"{act.__module__}.{act.__qualname__}"
    rider = Rider(act, (folder, *arguments))
    if name not in _done:
        _done.add(name)
        configuration()[name] = rider
        try:
            act(folder, *arguments)
        except Exception as error:
            recorder(folder).log("failure", where=name, own=own_fault(error) or repr(error))
            raise
    return rider
