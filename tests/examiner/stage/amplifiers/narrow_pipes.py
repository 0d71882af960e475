"""Amplifier: a pipe holds one page."""

from multiprocessing import connection
from typing import Any

from examiner.stage.where import passes_on

_ONE_PAGE = 4096
"""Bytes: the least that Linux lets a pipe hold."""


def narrow_pipes(folder: str) -> None:
    """Let pipes hold one page only; where that can't be set, they stay as they are."""
    try:
        from fcntl import F_SETPIPE_SZ, fcntl  # type: ignore[attr-defined, unused-ignore]
    except ImportError:
        return
    pipe = connection.Pipe

    @passes_on
    def narrow_pipe(duplex: bool = True) -> Any:
        ends = pipe(duplex)
        if not duplex:
            fcntl(ends[1].fileno(), F_SETPIPE_SZ, _ONE_PAGE)
        return ends

    connection.Pipe = narrow_pipe
