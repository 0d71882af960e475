"""Props for contracts with several named streams: sources, handlers of two arguments, deaths."""

import os
import time
from collections.abc import Iterator
from typing import Any

from examiner.facts.labels import label
from examiner.stage.props.callables import returned
from examiner.stage.props.sources import Source
from examiner.stage.props.steps import Step
from examiner.stage.recorder import recorder


class Stream(Source):
    """A Source with a name, which reports who iterates over it."""

    def __init__(
        self, folder: str, name: str, items: list[Any], steps: dict[int, list[Step]] | None = None
    ) -> None:
        """`steps` maps an item's position (len(items) for the end) to what happens before it."""
        super().__init__(folder, items, steps or {})
        self.name = name

    def __iter__(self) -> Iterator[Any]:
        """Report who iterates, then yield the items."""
        recorder(self.folder).log("stream", name=self.name)
        yield from super().__iter__()


class PairHandler:
    """A handler of two arguments: reports each call, and on whose behalf it is.

    That is the handler's owner, if it has one; otherwise the first argument says it.
    """

    def __init__(
        self,
        folder: str,
        steps: dict[tuple[Any, Any], list[Step]] | None = None,
        owner: str = "",
        *,
        returns: str = "",
    ) -> None:
        """`steps` maps a pair of arguments to what its call does.

        `returns` is what it returns in the trial's world.
        """
        self.returns = returns
        self.folder = folder
        self.steps = {label(pair): todo for pair, todo in (steps or {}).items()}
        self.owner = owner
        self.calls = 0

    def __call__(self, first: Any, second: Any) -> Any:
        """Report the call, then do the steps of this pair."""
        number, self.calls = self.calls, self.calls + 1
        pair = label((first, second))
        whose = self.owner or (first if isinstance(first, str) else label(first))
        data = {"item": pair if self.owner else label(second), "number": number, "of": whose}
        log = recorder(self.folder).log
        log("handle", **data)
        try:
            for step in self.steps.get(pair, ()):
                step(self.folder)
        finally:
            log("handled", **data)
        return returned(self.returns)


class Draft:
    """Amplifier: a payload that its maker goes on changing, and that is slow to pickle there.

    Whoever pickles it later than at the moment of publishing sends what it has become.
    """

    def __init__(self, value: Any, maker: int = 0) -> None:
        """It stands for `[value]`, a list that `change` alters in place."""
        self.value = [value]
        self.maker = maker or os.getpid()

    @property
    def label(self) -> str:
        """What it stands for now."""
        return label(self.value)

    def change(self, value: Any) -> None:
        """Become something else."""
        self.value[0] = value

    def __reduce__(self) -> tuple[Any, ...]:
        if os.getpid() == self.maker:
            time.sleep(_DRAFT_PICKLING)
        return _copied_draft, (self.value, self.maker)


_DRAFT_PICKLING = 0.02
"""Seconds: longer than a publisher needs to go on to its next event."""


def _copied_draft(value: list[Any], maker: int) -> Draft:
    draft = Draft(None, maker)
    draft.value = value  # not a copy of it: a shallow copy shares what is inside
    return draft
