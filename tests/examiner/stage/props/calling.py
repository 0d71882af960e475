"""The answer's function, as the target of a process that the scene starts."""

import importlib
import os
import threading
from collections.abc import Callable
from typing import Any

from examiner.facts.labels import label, leaves
from examiner.stage import census
from examiner.stage.noting import error_data
from examiner.stage.props.steps import Step
from examiner.stage.recorder import recorder
from examiner.stage.where import passes_on


class Calling:
    """The answer's function, by name.

    It reports when it is called, returns or raises, and what it leaves. It may be a class: `play`
    is then called with what it makes, and what is left is seen when that has been dropped.
    """

    def __init__(
        self,
        folder: str,
        module: str,
        function: str,
        *,
        goes_on: bool = False,
        first: Step | None = None,
        in_thread: bool = False,
        play: Callable[[Any], Any] | None = None,
    ) -> None:
        """Found in its module wherever it runs, so that spawn's children find it too."""
        self.in_thread = in_thread
        self.folder = folder
        self.module = module
        self.function = function
        self.goes_on = goes_on
        self.first = first
        self.play = play
        self.__name__ = function

    @passes_on
    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the answer's function."""
        rec = recorder(self.folder)
        log, own = rec.log, os.path.realpath(rec.path)
        function: Callable[..., Any] = getattr(importlib.import_module(self.module), self.function)
        if self.first is not None:
            self.first(self.folder)
        before = census.take(own)
        log("answer", phase="begin", function=self.function)
        try:
            if self.in_thread:
                result = _in_a_thread(function, *args, **kwargs)
            else:
                result = function(*args, **kwargs)
            log("answer", phase="return", function=self.function, **told(result))
        except Exception as error:  # reported here, and by the process that it ends
            log("answer", phase="raise", function=self.function, **error_data(error))
            if not self.goes_on:
                raise
            result = None
        else:
            if self.play is not None:
                result = self.play(result)
        log("alive", processes=census.living_children())
        log("remains", **census.settled(before, own)._asdict())
        return result


def told(value: object) -> dict[str, Any]:
    """Return a value as its label, with its parts if it has some."""
    has_parts = isinstance(value, (list, tuple, dict))
    return {"value": label(value), "leaves": leaves(value) if has_parts else []}


@passes_on
def _in_a_thread(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Call a function in a thread of its own; return what it returns, or raise what it raises."""
    result: list[Any] = []
    raised: list[BaseException] = []

    @passes_on
    def call() -> None:
        try:
            result.append(function(*args, **kwargs))
        except BaseException as error:  # noqa: BLE001 - it is raised where the function is called
            raised.append(error)

    thread = threading.Thread(target=call, name="caller")
    thread.start()
    thread.join()
    if raised:
        raise raised[0]
    return result[0]
