"""Amplifier: a big message is written in halves, and something happens in between."""

import multiprocessing
from collections.abc import Callable
from typing import Any

from examiner.stage import cpython, shared
from examiner.stage.props.steps import Step
from examiner.stage.recorder import recorder


def in_halves(folder: str, least: int, *between: Step) -> None:
    """Let a child process that sends that many bytes do something when half of them are sent."""

    def halving(send: Callable[..., None]) -> Callable[..., None]:
        def send_halves(self: Any, data: Any, *arguments: Any) -> None:
            if len(data) < least or multiprocessing.parent_process() is None:
                send(self, data, *arguments)
                return
            rec, key, middle = recorder(folder), shared.key_of(self), len(data) // 2
            send(self, data[:middle], *arguments)
            rec.log("half", key=key)
            for step in between:
                step(folder)
            send(self, data[middle:], *arguments)
            rec.log("whole", key=key)

        return send_halves

    cpython.SEND_PART.wrap(halving)
