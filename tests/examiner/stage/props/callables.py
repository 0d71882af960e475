"""The functions that a contract hands to an answer: each reports its calls."""

import os
from collections.abc import Iterator
from typing import Any

from examiner.facts.calls import TALLY_PREFIX, chained
from examiner.facts.labels import label
from examiner.stage.props.failures import Unsendable
from examiner.stage.props.gate import Gate
from examiner.stage.props.steps import Step
from examiner.stage.recorder import recorder

IDLE_CALLS_LOGGED = 300
"""Calls of on_idle that a process logs: who calls it without waiting would fill the log."""


class Handler:
    """The `handle` of most contracts: reports each item as it is handled, and by which process."""

    def __init__(
        self, folder: str, steps: dict[int, list[Step]], name: str = "handle", *, returns: str = ""
    ) -> None:
        """`steps` maps the number of a call (0, 1, …, counted in each process) to what it does.

        `returns` is what it returns in the trial's world.
        """
        self.returns = returns
        self.folder = folder
        self.steps = steps
        self.name = name
        self.calls = 0

    def __call__(self, item: Any) -> Any:
        """Report the item, then do the steps of this call."""
        number, self.calls = self.calls, self.calls + 1
        shown = label(item)
        log = recorder(self.folder).log
        log(self.name, item=shown, number=number, of="")
        try:
            for step in self.todo(number, shown):
                step(self.folder)
        finally:
            log(past(self.name), item=shown, number=number, of="")
        return returned(self.returns)

    def todo(self, number: int, shown: str) -> list[Step]:
        """Return the steps of a call, by its number and the label of its item."""
        return self.steps.get(number, [])


def returned(what: str) -> Any:
    """Return what a callback returns in a world."""
    if what == "a generator":
        return iter_nothing()
    return {"True": True, "False": False, "an error": ValueError("a callback's value")}.get(what)


def iter_nothing() -> Iterator[None]:
    """Return a generator."""
    yield from ()


def past(verb: str) -> str:
    """Return a verb's past form: `handled`, `rejected`."""
    return f"{verb}d" if verb.endswith("e") else f"{verb}ed"


class Tally:
    """A `handle` for very many items: only counts them and chains them into a hash.

    Reporting each of 200,000 items would cost more than moving them.
    """

    def __init__(self, folder: str) -> None:
        """The count and the hash are kept in one small file a process."""
        self.folder = folder
        self._descriptor = -1
        self._owner = 0
        self._count = 0
        self._chain = 0

    def __getstate__(self) -> str:
        return self.folder

    def __setstate__(self, folder: str) -> None:
        self.__init__(folder)  # type: ignore[misc]

    def __call__(self, item: int) -> None:
        """Count an item and chain it."""
        if self._owner != os.getpid():
            self._owner = os.getpid()
            path = os.path.join(self.folder, f"{TALLY_PREFIX}{self._owner}")
            self._descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
            self._count = self._chain = 0
        self._count += 1
        self._chain = chained(self._chain, item)
        _write_at_start(self._descriptor, b"%20d %20d\n" % (self._count, self._chain))


def _write_at_start(descriptor: int, data: bytes) -> None:
    if hasattr(os, "pwrite"):
        os.pwrite(descriptor, data, 0)
        return
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, data)


class Function:
    """The `fn` of contracts that give work away: reports each item and returns a plain result."""

    def __init__(
        self, folder: str, name: str, steps: dict[str, list[Step]], gives: dict[str, Any]
    ) -> None:
        """`steps` and `gives` map an item's label to what its call does and returns."""
        self.folder = folder
        self.name = name
        self.steps = steps
        self.gives = gives
        self.__name__ = name

    def __call__(self, item: Any) -> Any:
        """Work on an item; what is not in `gives` gives `worked(name, item)`."""
        shown = label(item)
        log = recorder(self.folder).log
        log("work", name=self.name, item=shown)
        try:
            for step in self.steps.get(shown, ()):
                step(self.folder)
        finally:
            log("worked", name=self.name, item=shown)
        given = self.gives.get(shown, worked(self.name, item))
        return given.made() if isinstance(given, Unsendable) else given


def worked(name: str, item: Any) -> tuple[str, Any]:
    """Return what the Function `name` gives for an item, so that a check can foretell it."""
    return name, item


class Idle:
    """The `on_idle` of ex04.

    It reports each call, does its steps, answers True once a gate is open.
    """

    def __init__(self, folder: str, until: Gate | None, steps: dict[int, list[Step]]) -> None:
        """Without a gate it never answers True."""
        self.folder = folder
        self.until = until
        self.steps = steps
        self.calls = 0

    def __call__(self) -> bool:
        """Report the call and answer."""
        number, self.calls = self.calls, self.calls + 1
        log = recorder(self.folder).log if number < IDLE_CALLS_LOGGED else _unlogged
        log("idle", number=number)
        for step in self.steps.get(number, ()):
            step(self.folder)
        stop = self.until is not None and self.until.is_open()
        log("idled", number=number, stop=stop)
        return stop


def _unlogged(kind: str, **data: object) -> None:
    """Log nothing."""
