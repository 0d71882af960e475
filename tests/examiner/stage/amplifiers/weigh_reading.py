"""Weighs what each child process reads by system calls, from files and pipes; not what it maps.

The caller is left out: in its process the kit itself reads, to see what a call leaves behind.
Only Linux tells it: elsewhere nothing is logged, and nothing can be said.
"""

from collections.abc import Callable
from typing import Any

from examiner.stage import cpython
from examiner.stage.recorder import recorder

_COUNTS = "/proc/self/io"


def weigh_reading(folder: str) -> None:
    """Log at the end of each child process how many bytes it has read since it began."""

    def weighing(bootstrap: Callable[..., int]) -> Callable[..., int]:
        def weighed_bootstrap(self: Any, *args: Any, **kwargs: Any) -> int:
            before = _bytes_read()
            code = bootstrap(self, *args, **kwargs)
            recorder(folder).log("read", bytes=_bytes_read() - before)
            return code

        return weighed_bootstrap

    cpython.BOOTSTRAP.wrap(weighing)


def _bytes_read() -> int:
    """Return how many bytes this process has read so far; always 0 where nobody counts them."""
    try:
        with open(_COUNTS, "rb") as file:
            first, _, _ = file.read().partition(b"\n")
    except OSError:
        return 0
    return int(first.removeprefix(b"rchar: "))
