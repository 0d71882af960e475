"""Processes: each is announced before it is started, and joined when the controller says so."""

import atexit
import os
import random
import subprocess
import threading
from functools import partial
from multiprocessing import popen_fork, spawn
from pathlib import Path
from typing import Any

from examiner.facts.control import Flag
from examiner.stage import cpython, where
from examiner.stage.control.link import (
    ask,
    enter,
    here,
    is_controlled,
    leave_for_good,
    link,
    natively,
    perform,
    tell,
    tell_error,
    unseen,
)
from examiner.stage.control.processors import seen

_PACKAGES = str(Path(__file__).resolve().parents[3])

_KEY = "ipc-kata-control"
"""Where a child's preparation data hold what puts it under control."""


class Ordered(dict[Any, None]):
    """A set in the order of insertion: no address decides who is joined first."""

    def add(self, item: Any) -> None:
        """Add an item at the end."""
        self[item] = None

    def discard(self, item: Any) -> None:
        """Remove an item, if it is there."""
        self.pop(item, None)


class Rider:
    """Unpickled in a spawned child before anything of the program is."""

    def __init__(self, *data: object) -> None:
        """`data` is what `arrive` takes."""
        self.data = data

    def __reduce__(self) -> tuple[Any, ...]:
        # Nothing of ours can be imported there yet.
        source = (
            f"import sys; sys.path.append({_PACKAGES!r}); "
            f"from examiner.stage.control.install import arrive; arrive(*{self.data!r})"
        )
        return exec, (source,)


def install() -> None:
    """Hook how processes begin, are waited for, and end."""
    _launching()
    _polling()
    _waiting()
    _lives()
    _exits()
    _forks()
    _signals()
    _programs()
    os.register_at_fork(before=_before_fork, after_in_child=_in_forked_child)


def _launching() -> None:
    def announcing(launch: Any) -> Any:
        @where.passes_on
        def _launch(self: Any, process_obj: Any) -> None:
            if not is_controlled():
                launch(self, process_obj)
                return
            name = here.launching = f"{here.name}.{here.next('child')}"
            tell("expect", name)
            try:
                with natively():
                    launch(self, process_obj)
            except BaseException:
                tell("unborn", name)
                raise
            finally:
                here.launching = ""
            here.children.add(self.pid)
            tell("child", name, self.pid, self.method)

        return _launch

    cpython.LAUNCH_SPAWN.wrap(announcing)
    cpython.LAUNCH_FORKSERVER.wrap(announcing)
    prepare = spawn.get_preparation_data

    @where.passes_on
    def get_preparation_data(name: str) -> dict[str, Any]:
        found = prepare(name)
        if not here.launching:
            return found
        rider = Rider(here.address, here.launching, here.seed, here.now, [*seen.processors])
        return {_KEY: rider} | found  # the first that is unpickled

    spawn.get_preparation_data = get_preparation_data


def _polling() -> None:
    def polling(poll: Any) -> Any:
        @where.passes_on
        def controlled_poll(self: Any, flag: int = os.WNOHANG) -> int | None:
            if self.returncode is not None:
                return int(self.returncode)
            if not is_controlled():
                return poll(self, flag)  # type: ignore[no-any-return]
            if ask("poll child", [f"p{self.pid}"]) is Flag.IS_DEAD:
                flag = 0  # from the forkserver its exit code may still be on the way
            with natively():
                code: int | None = poll(self, flag)
            link().outcome = "alive" if code is None else str(code)
            return code

        return controlled_poll

    cpython.POLL.wrap(polling)
    cpython.POLL_FORKSERVER.wrap(polling)


def _waiting() -> None:
    popen: Any = popen_fork.Popen
    wait = popen.wait

    @where.passes_on
    def controlled_wait(self: Any, timeout: float | None = None) -> int | None:
        if not is_controlled() or self.returncode is not None:
            return wait(self, timeout)  # type: ignore[no-any-return]

        def attempt(flag: int = os.WNOHANG) -> tuple[bool, int | None]:
            with natively():
                code: int | None = self.poll(flag)
            return code is not None, code

        found: int | None = perform(
            "join", [f"p{self.pid}"], [""], attempt, timeout=timeout, look="poll child",
            if_dead=lambda: attempt(0),
        )  # fmt: skip
        return found

    popen.wait = controlled_wait


@where.passes_on
def _run_and_tell(run: Any) -> None:
    try:
        run()
    except Exception as error:
        tell_error(error)
        raise


def _lives() -> None:
    def telling(bootstrap: Any) -> Any:
        @where.passes_on
        def _bootstrap(self: Any, *args: Any, **kwargs: Any) -> int:
            tell("role", str(self.name))
            if here.arriving:
                here.arriving = False
                ask("begin")
            self.run = partial(_run_and_tell, self.run)
            code: int = bootstrap(self, *args, **kwargs)
            return code

        return _bootstrap

    def in_order(after_fork: Any) -> Any:
        def _after_fork() -> None:
            cpython.replace_children(Ordered())
            after_fork()

        return _after_fork

    cpython.BOOTSTRAP.wrap(telling)
    cpython.AFTER_FORK.wrap(in_order)
    cpython.CLEAN_UP.wrap(unseen)  # start() looks who has ended, and nobody sees that
    cpython.replace_children(Ordered())


def _exits() -> None:
    """Ask before this process exits: a forked one by os._exit, any other after its exit functions.

    From then on nothing is controlled: what destructors do in an interpreter that is being taken
    apart, nobody waits for.
    """
    exit_now = os._exit

    @where.passes_on
    def controlled_exit(status: int) -> None:
        _leave_if_controlled()
        exit_now(status)

    os._exit = controlled_exit  # type: ignore[assignment]
    exit_function = cpython.EXIT_FUNCTION.get()
    atexit.unregister(exit_function)
    atexit.register(_leave_if_controlled)
    atexit.register(exit_function)  # the last one that is registered is run first


def _leave_if_controlled() -> None:
    if is_controlled():
        leave_for_good()


_child = ""


def _before_fork() -> None:
    global _child
    if here.on and not link().inside:
        if threading.active_count() > 1:
            ask("fork")  # what the other threads hold, the child will never get
        _child = f"{here.name}.{here.next('child')}"
        tell("expect", _child)


def _in_forked_child() -> None:
    if not here.on:
        return
    for inherited in here.links.values():
        inherited.socket.close()
    here.begin(_child)
    random.seed(f"{here.seed}/{here.name}")
    enter(here.name)
    ask("begin")


def _forks() -> None:
    fork, waitpid = os.fork, os.waitpid

    @where.passes_on
    def controlled_fork() -> int:
        pid = fork()
        if pid and here.on and not link().inside:
            here.children.add(pid)
            tell("child", _child, pid, "fork")
        return pid

    @where.passes_on
    def controlled_waitpid(pid: int, options: int) -> tuple[int, int]:
        if not is_controlled() or options & ~os.WNOHANG:
            return waitpid(pid, options)
        if pid > 0 and pid not in here.children:
            return _wait_outside(pid, options)

        def attempt() -> tuple[bool, tuple[int, int]]:
            found = waitpid(pid, os.WNOHANG)
            return found[0] != 0, found

        blocks = not options & os.WNOHANG
        keys = [f"p{pid}" if pid > 0 else "p*"]
        found: tuple[int, int] = perform("waitpid", keys, [""], attempt, block=blocks)
        return found

    @where.passes_on
    def _wait_outside(pid: int, options: int) -> tuple[int, int]:
        if options:
            return waitpid(pid, options)
        tell("outside", f"waitpid() for process {pid}")
        try:
            return waitpid(pid, options)
        finally:
            ask("back")

    os.fork, os.waitpid = controlled_fork, controlled_waitpid


def _signals() -> None:
    kill = os.kill

    @where.passes_on
    def controlled_kill(pid: int, number: int) -> None:
        if not is_controlled() or number == 0:
            kill(pid, number)
            return
        ask(f"kill -{int(number)}", [f"p{pid}"])
        kill(pid, number)
        tell("killed", pid, int(number))

    os.kill = controlled_kill


def _programs() -> None:
    """Note programs that are started: they go by the real clock, and nobody controls them."""
    popen: Any = subprocess.Popen
    for owner, name in ((popen, "__init__"), (os, "posix_spawn"), (os, "system")):
        setattr(owner, name, _noting_program(getattr(owner, name)))


def _noting_program(original: Any) -> Any:
    start_unseen = unseen(original)

    @where.passes_on
    def start(*args: Any, **kwargs: Any) -> Any:
        if is_controlled():
            tell("program")
        return start_unseen(*args, **kwargs)

    return start
