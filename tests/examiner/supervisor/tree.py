"""Owns the process tree of a trial.

It starts it in a session of its own, and ends it to the last process.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterable

from examiner.facts import signals
from examiner.facts.log import Entry
from examiner.supervisor.logbook import Logbook
from examiner.supervisor.system import System

ENDING = 5.0
"""Seconds to end a tree: SIGKILL works at once, but a loaded machine takes a while to reap."""

_TIDYING = 1.0
"""Seconds that the resource tracker gets to remove what the ended processes have left."""

_PASS = 0.002
"""Seconds between two passes over a tree that is being ended."""


class Tree:
    """The first process of a trial or a program, and everything below it."""

    def __init__(self, folder: str, system: System) -> None:
        """Files of the trial go to `folder`."""
        self.folder = folder
        self.system = system
        self.root = os.getpid()
        """Everything of the tree is below this process, also what has lost its parents."""
        self.first = 0
        self.first_status: int | None = None
        """Exit code of the first process, negative for a signal; None while it runs."""
        self.statuses: dict[int, int] = {}
        """Exit codes of orphans that came to us."""
        self.semaphores: set[str] = set()
        """Names of those of its own that were in use when the tree was ended.

        The resource tracker would remove them, but it is ended as well.
        """
        self.told: set[int] = set()
        """Processes that have told of themselves, and not that they end: where nobody can list
        processes, these are known all the same."""
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
            signals.begin_anew()
            body()
        finally:
            os._exit(70)

    def start_fresh(self, command: list[str]) -> None:
        """Start the first process as an interpreter of its own, where there is no fork."""
        out, err = self._output_files()
        self._popen = subprocess.Popen(
            command,
            cwd=self.folder,  # by which it is known from its first moment on
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            start_new_session=True,
        )
        self.first = self._popen.pid
        os.close(out)
        os.close(err)

    def start_program(self, command: list[str], environment: dict[str, str]) -> None:
        """Start the first process as a program that shares our terminal, input and output."""
        if self.system.adopts_orphans:
            self.first = os.posix_spawn(command[0], command, environment)
        else:
            self._popen = subprocess.Popen(command, env=environment)
            self.first = self._popen.pid

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

    def wait(self, seconds: float = ENDING) -> None:
        """Wait until everybody has ended, but not for long: helpers tidy up after the others."""
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            self.reap()
            if self.first_status is not None and self.is_alone():
                return
            time.sleep(_PASS)

    def pids(self) -> set[int]:
        """Return the processes of the tree, quickly."""
        return self.system.quickly_below(self.root) | self._first_if_alive()

    def all_pids(self) -> dict[int, int]:
        """Return pid → parent of every living process of the tree, surely."""
        return self.system.below(self.root) | dict.fromkeys(self._first_if_alive(), self.root)

    def _first_if_alive(self) -> set[int]:
        return {self.first} if self.first and self.first_status is None else set()

    def end(self) -> None:
        """End every process of the tree and reap it; what was started meanwhile too."""
        self.reap()
        if self.system.adopts_orphans and self.is_alone():
            return  # as it mostly is: to look for others takes a while
        begun = time.monotonic()
        self.semaphores |= self.system.semaphores_in_use(self.all_pids(), self._began)
        while time.monotonic() < begun + ENDING:
            patient = time.monotonic() < begun + _TIDYING
            self._end_unlisted()
            # Also the children of the moment: who forks away faster than one can look ends here.
            everybody = {*self.all_pids(), *self.system.quickly_below(self.root)}
            self.system.kill(
                pid for pid in everybody if not (patient and self.system.is_resource_tracker(pid))
            )
            self.reap()
            if self.is_alone():
                return
            time.sleep(_PASS)

    def _end_unlisted(self) -> None:
        """End the session of the first process, and whoever has told, where nobody lists them."""
        if self.system.sees_processes:
            return
        self.system.kill(self.told)
        self.told = set()  # a number can come again
        if os.name == "posix" and self._first_if_alive():
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.first, signal.SIGKILL)

    def is_alone(self) -> bool:
        """Is nothing left of the tree, surely?"""
        if self._popen is not None and self.first_status is None:
            return False
        try:
            if os.name != "nt":
                os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
                return False  # there are children
        except ChildProcessError:
            pass
        return self.system.adopts_orphans or not self.all_pids()


def sweep(
    system: System, folder: str, trial: str, log: list[Entry], used: Iterable[str]
) -> list[str]:
    """Remove the files, semaphores and shared memory of a trial; name the latter two.

    `used` are further semaphores of the trial's, which were in use when it was ended.
    """
    memory = {entry["name"].strip("/") for entry in log if entry["kind"] == "memory"}
    left = system.sweep(trial, memory, used)
    try:
        shutil.rmtree(folder, ignore_errors=True)
    except RecursionError:  # rmtree before Python 3.13, in thousands of nested folders
        subprocess.run(["rm", "-rf", folder], check=False, timeout=ENDING)
    return left


def sweep_unwatched(system: System, folder: str, trial: str) -> list[str]:
    """Do so for a trial whose warden could not."""
    return sweep(system, folder, trial, Logbook(folder).read(), ())


def _redirect(out: int, err: int) -> None:
    null = os.open(os.devnull, os.O_RDONLY)
    for descriptor, target in ((null, 0), (out, 1), (err, 2)):
        os.dup2(descriptor, target)
    os.closerange(3, 1024)  # the examiner's own descriptors are none of the answer's business
