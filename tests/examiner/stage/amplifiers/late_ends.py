"""Amplifier: child processes end late."""

from collections.abc import Callable
from typing import Any

from examiner.stage import cpython
from examiner.stage.amplifiers.replacing import sleep


def late_ends(folder: str, seconds: float) -> None:
    """Let every child process end that much after its work is done; managers' servers do not.

    Who has not joined its children returns before they have ended, every time.
    """

    def late(bootstrap: Callable[..., int]) -> Callable[..., int]:
        def late_bootstrap(self: Any, *args: Any, **kwargs: Any) -> int:
            code = bootstrap(self, *args, **kwargs)
            if not cpython.is_managers_server(self):
                sleep(seconds)
            return code

        return late_bootstrap

    cpython.BOOTSTRAP.wrap(late)
