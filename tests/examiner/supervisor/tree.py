"""Owns the process tree of a trial.

It starts it in a session of its own, and ends it to the last process.
"""

import contextlib
import ctypes
import glob
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from examiner.supervisor.linux import procfs, wakers

ENDING = 5.0
"""Seconds to end a tree: SIGKILL works at once, but a loaded machine takes a while to reap."""

_TIDYING = 1.0
"""Seconds that the resource tracker gets to remove what the ended processes have left."""

_PASS = 0.002
"""Seconds between two passes over a tree that is being ended."""

_CLOCK_STEP = 0.1
"""Seconds by which a file's time may lag behind the clock."""

_PR_SET_CHILD_SUBREAPER = 36


def become_subreaper() -> None:
    """Make this process the new parent of every orphan below it (Linux).

    Daemonised ones are included.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


class Tree:
    """The first process of a trial or a program, and everything below it."""

    def __init__(self, folder: str, *, portable: bool) -> None:
        """Files of the trial go to `folder`."""
        self.folder = folder
        self.portable = portable or not procfs.available()
        self.first = 0
        self.first_status: int | None = None
        """Exit code of the first process, negative for a signal; None while it runs."""
        self.statuses: dict[int, int] = {}
        """Exit codes of orphans that came to us."""
        self.semaphores: set[str] = set()
        """Names in /dev/shm of those of its own that were in use when the tree was ended.

        The resource tracker would remove them, but it is ended as well.
        """
        self._began = time.time()
        self._popen: subprocess.Popen[bytes] | None = None

    def start(self, body: Callable[[], None]) -> None:
        """Fork the first process and run `body` in it."""
        out, err = self._output_files()
        pid = os.fork()
        if pid:
            self.first = pid
            os.close(out)
            os.close(err)
            return
        try:
            os.setsid()
            _redirect(out, err)
            _reset_signals()
            body()
        finally:
            os._exit(70)

    def start_fresh(self, command: list[str]) -> None:
        """Start the first process as an interpreter of its own, where there is no fork."""
        out, err = self._output_files()
        self._popen = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, start_new_session=True
        )
        self.first = self._popen.pid
        os.close(out)
        os.close(err)

    def start_program(self, command: list[str], environment: dict[str, str]) -> None:
        """Start the first process as a program that shares our terminal, input and output."""
        if self.portable:
            self._popen = subprocess.Popen(command, env=environment)
            self.first = self._popen.pid
        else:
            self.first = os.posix_spawn(command[0], command, environment)

    def _output_files(self) -> tuple[int, int]:
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        out, err = (os.open(os.path.join(self.folder, n), flags, 0o600) for n in ("out", "err"))
        return out, err

    def reap(self) -> None:
        """Collect the exit codes of whatever has ended."""
        if self._popen is not None:
            self.first_status = self._popen.poll()
            return
        with contextlib.suppress(ChildProcessError):
            while True:
                pid, status = os.waitpid(-1, os.WNOHANG)
                if pid == 0:
                    return
                code = os.waitstatus_to_exitcode(status)
                if pid == self.first:
                    self.first_status = code
                else:
                    self.statuses[pid] = code

    def pids(self) -> set[int]:
        """Return the processes of the tree, quickly."""
        if self.portable:
            return set() if self.first_status is not None else {self.first}
        found: set[int] = set()
        todo = [os.getpid()]
        while todo:
            below = procfs.children(todo.pop()) - found
            found |= below
            todo += below
        return found

    def all_pids(self) -> dict[int, int]:
        """Return pid → parent of every living process of the tree, surely."""
        return procfs.family(os.getpid())

    def end(self) -> None:
        """End every process of the tree and reap it; what was started meanwhile too."""
        begun = time.monotonic()
        if self.portable:
            self._end_session()
        else:
            # By their inodes: a mapping has the name under which the C library makes a semaphore.
            used = {inode for pid in self.all_pids() for inode in wakers.semaphores(pid)}
            self.semaphores |= set(self._named(used))
        while time.monotonic() < begun + ENDING:
            patient = time.monotonic() < begun + _TIDYING
            # Also the children of the moment: who forks away faster than one can look ends here.
            for pid in {*self.all_pids(), *procfs.children(os.getpid())}:
                if patient and procfs.is_resource_tracker(pid):
                    continue
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            self.reap()
            if self._is_alone():
                return
            time.sleep(_PASS)

    def _named(self, inodes: set[str]) -> Iterator[str]:
        """Yield those of some semaphores that have a name, and were made since the tree began."""
        with contextlib.suppress(OSError):
            for entry in os.scandir("/dev/shm") if inodes else ():
                if entry.name.startswith("sem.") and str(entry.inode()) in inodes:
                    made = entry.stat().st_mtime
                    if made >= self._began - _CLOCK_STEP:
                        yield entry.name

    def _is_alone(self) -> bool:
        if self._popen is not None and self.first_status is None:
            return False
        try:
            if os.name != "nt":
                os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
                return False  # there are children
        except ChildProcessError:
            pass
        return True

    def _end_session(self) -> None:
        if os.name == "nt":
            command = ["taskkill", "/F", "/T", "/PID", str(self.first)]
            subprocess.run(command, capture_output=True, check=False, timeout=ENDING)
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.first, signal.SIGKILL)


def sweep(
    folder: str, trial: str, log: list[dict[str, Any]], used: Iterable[str] = ()
) -> list[str]:
    """Remove the files, semaphores and shared memory of a trial; name the latter two.

    The log tells the names of the shared memory, and could tell anything. `used` are further
    semaphores of the trial's, which were in use when it was ended.
    """
    left = [os.path.basename(path) for path in glob.glob(f"/dev/shm/sem.mp-{trial}-*")]
    named = {entry["name"].strip("/") for entry in log if entry["kind"] == "memory"}
    left += [name for name in sorted(named) if _is_shared_memory(name)]
    for name in {*left, *used}:
        with contextlib.suppress(OSError):
            os.unlink(f"/dev/shm/{name}")
    try:
        shutil.rmtree(folder, ignore_errors=True)
    except RecursionError:  # rmtree before Python 3.13, in thousands of nested folders
        subprocess.run(["rm", "-rf", folder], check=False, timeout=ENDING)
    return left


def _is_shared_memory(name: str) -> bool:
    plain = name and not {"/", "\0"} & set(name) and name not in (".", "..")
    return bool(plain) and os.path.isfile(f"/dev/shm/{name}")


def _redirect(out: int, err: int) -> None:
    null = os.open(os.devnull, os.O_RDONLY)
    for descriptor, target in ((null, 0), (out, 1), (err, 2)):
        os.dup2(descriptor, target)
    os.closerange(3, 1024)  # the examiner's own descriptors are none of the answer's business


def _reset_signals() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
