"""Amplifiers of a whole program: a machine on which all that may be late or small is.

Each is called before the program runs, and changes the process that calls it. Children start late,
or end at once, under every start method; the other changes reach them by fork alone.
"""

import os
import signal
import stat
import time
from multiprocessing import connection, process
from typing import Any

from examiner.stage.props.steps import counted
from examiner.stage.riders import everywhere

_ONE_PAGE = 4096
"""Bytes: the least that Linux lets a pipe hold."""

_NAP = 0.005
"""Seconds that are left of a sleep."""

_AT_REST = 0.1
"""Seconds in which a process that has nothing more to do goes to sleep."""

_HOPELESS = 30
"""Children that have done nothing, after which nothing will come of it."""

_sleep = time.sleep


def late_children(seconds: float) -> None:
    """Let every child process come up that much later."""
    process.current_process()._config["ipc-kata-late"] = _Late(seconds)  # type: ignore[attr-defined]
    bootstrap, parent = process.BaseProcess._bootstrap, os.getpid()  # type: ignore[attr-defined]

    def late_bootstrap(self: Any, *args: Any, **kwargs: Any) -> Any:
        if os.getpid() != parent:  # forked
            _sleep(seconds)
        return bootstrap(self, *args, **kwargs)

    process.BaseProcess._bootstrap = late_bootstrap  # type: ignore[attr-defined]


class _Late:
    """Rides in a process's configuration: who unpickles it, ahead of the arguments, is late."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def __reduce__(self) -> tuple[Any, ...]:
        return _late, (self.seconds,)


def _late(seconds: float) -> _Late:
    _sleep(seconds)
    late_children(seconds)
    return _Late(seconds)


def idle_children(folder: str) -> None:
    """Let every child process end at once, with code 0; managers' servers work on.

    A pool replaces such workers for ever. So the program is ended when it has had many of them.
    """
    everywhere(_idle_children, folder)


def _idle_children(folder: str) -> None:
    bootstrap = process.BaseProcess._bootstrap  # type: ignore[attr-defined]

    def idle_bootstrap(self: Any, *args: Any, **kwargs: Any) -> Any:
        if getattr(getattr(self, "_target", None), "__name__", "") != "_run_server":
            if counted(os.path.join(folder, "idle-children")) >= _HOPELESS:
                os.kill(self._parent_pid, getattr(signal, "SIGKILL", signal.SIGTERM))
            os._exit(0)
        return bootstrap(self, *args, **kwargs)

    process.BaseProcess._bootstrap = idle_bootstrap  # type: ignore[attr-defined]


def late_send(folder: str, seconds: float) -> None:
    """Let the trial's first message on any pipe be written that much later.

    Behind it, the same pipe's other writers wait as well.
    """
    token, send = os.path.join(folder, "late-send"), connection.Connection._send_bytes  # type: ignore[attr-defined]

    def late(self: Any, data: Any) -> None:
        if stat.S_ISFIFO(os.fstat(self.fileno()).st_mode) and _taken(token):
            _sleep(seconds)
        send(self, data)

    connection.Connection._send_bytes = late  # type: ignore[attr-defined]


def _taken(token: str) -> bool:
    """Is the caller the first one that asks for this token?"""
    try:
        os.close(os.open(token, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return False
    return True


def narrow_pipes() -> None:
    """Let pipes hold one page only; where that can't be set, they stay as they are."""
    try:
        from fcntl import F_SETPIPE_SZ, fcntl  # type: ignore[attr-defined, unused-ignore]
    except ImportError:
        return
    pipe = connection.Pipe

    def narrow_pipe(duplex: bool = True) -> Any:
        ends = pipe(duplex)
        if not duplex:
            fcntl(ends[1].fileno(), F_SETPIPE_SZ, _ONE_PAGE)
        return ends

    connection.Pipe = narrow_pipe


def short_naps() -> None:
    """Let `time.sleep()` end at once: how long something takes is never known."""

    def nap(seconds: float) -> None:
        _sleep(min(seconds, _NAP))

    time.sleep = nap  # type: ignore[assignment]


def late_kills() -> None:
    """Let `terminate()` and `kill()` find the other processes at rest."""
    try:
        from multiprocessing.popen_fork import Popen
    except ImportError:
        return
    send_signal = Popen._send_signal  # type: ignore[attr-defined]

    def late_signal(self: Any, number: int) -> None:
        _sleep(_AT_REST)
        send_signal(self, number)

    Popen._send_signal = late_signal  # type: ignore[attr-defined]
