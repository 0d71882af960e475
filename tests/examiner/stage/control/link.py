"""A thread's line to the controller: it asks before an operation, and waits until it may go on.

An operation that would block is tried without blocking. If it cannot be done, the thread says so
and waits; the controller lets it try again when somebody has touched one of its objects.
"""

import errno
import json
import math
import os
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from threading import get_ident
from types import CodeType, FrameType
from typing import Any

from examiner.facts.control import CHANNELS_FROM, Flag
from examiner.stage import where

LOST = 97
"""Exit code of a process whose controller has gone."""

MOST_CHARACTERS = 300
"""Of what is told of an exception."""

_exit = os._exit
_Socket = socket.socket
_send_all, _receive = _Socket.sendall, _Socket.recv  # before these are hooked


class Link:
    """One thread's line."""

    __slots__ = (
        "accessed",
        "accesses",
        "inside",
        "name",
        "number",
        "outcome",
        "pending",
        "place",
        "socket",
        "touched",
    )

    def __init__(self, name: str) -> None:
        self.name = name
        self.touched: list[str] = []
        self.outcome = ""
        self.number = 0
        self.pending: bytes | None = None
        self.inside = 0
        self.accesses = 0
        self.accessed = "", ""
        self.place = ""
        """On which line of the program it asked last."""
        self.socket = _connected()


class _Here:
    """What this process knows of being controlled."""

    def __init__(self) -> None:
        self.address = ""
        self.name = ""
        self.seed = ""
        self.now = 0.0
        self.on = False
        self.begin("")

    def begin(self, name: str) -> None:
        """Be the process of this name, which has no threads and no children yet."""
        self.name = name
        self.links: dict[int, Link] = {}
        self.children: set[int] = set()
        self.launching = ""
        """The child that is being started."""
        self.arriving = False
        """Has this process been spawned, and has not asked to begin yet?"""
        self.numbers = {what: count(1) for what in ("child", "thread", "object", "stray")}

    def next(self, what: str) -> int:
        """Return the next number of a child, a thread, an object or a stray thread."""
        return next(self.numbers[what])


here = _Here()


def _connected() -> Any:
    low = _Socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        import fcntl

        high = fcntl.fcntl(low.fileno(), fcntl.F_DUPFD_CLOEXEC, CHANNELS_FROM)
    finally:
        low.close()
    made = _Socket(socket.AF_UNIX, socket.SOCK_STREAM, 0, high)
    made.connect(here.address)
    return made


def enter(name: str) -> Link:
    """Say hello from this thread."""
    link = here.links[get_ident()] = Link(name)
    _send(link, "hello", name, os.getpid())
    return link


def link() -> Link:
    """Return this thread's line; one that nobody announced gets one now."""
    found = here.links.get(get_ident())
    if found is None:
        found = enter(f"{here.name}/x{here.next('stray')}")
        note("a thread that was not made by threading.Thread")
    return found


def is_controlled() -> bool:
    """Does an operation of this thread go by the controller?"""
    if not here.on:
        return False
    found = here.links.get(get_ident())
    return found is None or not found.inside


@contextmanager
def natively() -> Iterator[None]:
    """Within, operations of this thread go straight through."""
    own = link()
    own.inside += 1
    try:
        yield
    finally:
        own.inside -= 1


def unseen(original: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function of the library's that takes no turn, whatever it does."""

    @where.passes_on
    def call(*args: Any, **kwargs: Any) -> Any:
        if not is_controlled():
            return original(*args, **kwargs)
        with natively():
            return original(*args, **kwargs)

    return call


_encoded = json.JSONEncoder().encode


def _line(*message: object) -> bytes:
    return f"{_encoded(message)}\n".encode()


def _send(own: Link, *message: object) -> bool:
    try:
        _send_all(own.socket, _line(*message))
    except OSError as error:
        _lost(error)
    return here.on


def _lost(error: OSError) -> None:
    """Go on without control if the program has closed the line; end if the controller has gone."""
    if error.errno not in (errno.EBADF, errno.ENOTSOCK):
        _exit(LOST)
    here.on = False


def tell(*message: object) -> None:
    """Tell the controller something."""
    _send(link(), *message)


def leave(own: Link) -> None:
    """Say that a thread is at its end."""
    _send(own, "end", own.touched, here.now)
    own.socket.close()


def leave_for_good() -> None:
    """Ask to exit; what the interpreter does then, nobody waits for."""
    ask("exit")
    here.on = False


def tell_error(error: BaseException) -> None:
    """Tell that the program has raised something that nobody caught, or that we have."""
    if is_controlled() and (own := where.own_fault(error)):
        tell("failure", own)
    elif is_controlled():
        tell("raised", f"{type(error).__name__}: {error}".rstrip(": ")[:MOST_CHARACTERS])


def note(text: str) -> None:
    """Tell it something that limits what can be claimed."""
    tell("note", text)


def touch(key: str) -> None:
    """Say, with the next ask, that an object has changed."""
    link().touched.append(key)


def ask(
    kind: str,
    keys: list[str] | None = None,
    labels: list[str] | None = None,
    *,
    deadline: float | None = None,
    blocked: bool = False,
) -> Flag:
    """Wait until this thread may do something."""
    return _ask(link(), kind, keys or [], labels or [], deadline, blocked=blocked)


def _ask(
    own: Link,
    kind: str,
    keys: list[str],
    labels: list[str],
    deadline: float | None = None,
    *,
    blocked: bool = False,
) -> Flag:
    own.number += 1
    number, outer = own.number, own.pending
    patient = deadline is not None and _is_timed_by_the_library()
    own.place, told = place_of(sys._getframe(2))
    own.pending = (
        f'["ask",{number},"{kind}",{_texts(keys)},{_texts(labels)},{_moment(deadline)},'
        f"{_JSON[patient]},{told},{_texts(own.touched)},{_quoted(own.outcome)},{here.now!r},"
        f"{_JSON[blocked]}]\n"
    ).encode()
    own.touched, own.outcome = [], ""
    try:
        _send_all(own.socket, own.pending)
        return _answer(own, number)
    except OSError as error:
        _lost(error)
        return Flag.GRANTED
    finally:
        own.pending = outer


_JSON = {False: "false", True: "true"}


def _moment(deadline: float | None) -> str:
    return "null" if deadline is None or deadline == math.inf else repr(deadline)


_quoted = json.encoder.encode_basestring_ascii


def _texts(texts: list[str]) -> str:
    """Return a list of texts as JSON: the encoder itself takes three times as long."""
    return f"[{','.join(map(_quoted, texts))}]" if texts else "[]"


def _answer(own: Link, number: int) -> Flag:
    """Wait for the answer to an ask: in a signal's handler those to others may come before."""
    while True:
        data = _receive(own.socket, 4096)
        if not data:
            _exit(LOST)
        for line in data.splitlines():
            which, now, flag = line.split(b" ")
            if int(which) == number:
                here.now = max(here.now, float(now))  # another thread may have looked at the clock
                return _FLAGS[flag]


_FLAGS = {flag.encode(): flag for flag in Flag}


def ask_again(own: Link, pending: bytes | None) -> None:
    """Ask anew what a signal's handler has come between."""
    own.pending = pending
    if pending is not None:
        _send_all(own.socket, pending)


Attempt = Callable[[], tuple[bool, Any]]
"""Tries an operation without blocking: whether it is done, and what came of it."""


@where.passes_on
def perform(
    kind: str,
    keys: list[str],
    labels: list[str],
    attempt: Attempt,
    *,
    timeout: float | None = None,
    block: bool = True,
    look: str = "",
    touches: bool = False,
    asked: bool = False,
    if_dead: Attempt | None = None,
) -> Any:
    """Do an operation when that is granted and can be done, or when its time is up.

    Return what came of it. `look` is what it is called if there is no time to wait. `touches`: it
    changes the objects. `asked`: the first try has been granted already. `if_dead` is tried instead
    if the process that it is about has ended.
    """
    if look and timeout is not None and timeout <= 0:
        kind, block = look, False
    own = link()
    deadline = None if timeout is None else here.now + max(timeout, 0.0)
    flag = Flag.GRANTED if asked else _ask(own, kind, keys, labels)
    while True:
        done, result = (if_dead if if_dead and flag is Flag.IS_DEAD else attempt)()
        if done:
            own.outcome = "ok"
            if touches:
                own.touched += keys
            return result
        late = deadline is not None and here.now >= deadline
        if not block or late or flag is Flag.TIME_IS_UP:
            own.outcome = "timeout" if block else "no"
            return result
        flag = _ask(own, kind, keys, labels, deadline, blocked=True)


_places: dict[tuple[CodeType, int], tuple[str, str]] = {}


def place_of(frame: FrameType | None) -> tuple[str, str]:
    """Return the line of the program that a frame is in, or was called from, `program.py:3`.

    The same comes a second time as JSON, with what is done there, and the spot.
    """
    frame = where.program_frame(frame)
    if frame is None:
        return "", '"","",""'
    key = frame.f_code, frame.f_lasti
    if key not in _places:
        name = os.path.basename(frame.f_code.co_filename)
        place = f"{name}:{frame.f_lineno}"
        told = (place, where.statement(frame), f"{place}@{frame.f_lasti}")
        _places[key] = place, ",".join(map(_quoted, told))
    return _places[key]


_LIBRARY = os.path.dirname(threading.__file__)

_TIMED = tuple(
    os.path.join(_LIBRARY, *parts)
    for parts in (
        ("multiprocessing", "managers.py"), ("multiprocessing", "pool.py"),
        ("multiprocessing", "util.py"), ("concurrent", "futures", "process.py"),
        ("concurrent", "futures", "thread.py"), ("subprocess.py",), ("socketserver.py",),
    )
)  # fmt: skip
"""Modules that choose timeouts for themselves."""

_PASSING = tuple(
    os.path.join(_LIBRARY, *parts)
    for parts in (
        ("multiprocessing", "queues.py"), ("multiprocessing", "synchronize.py"),
        ("multiprocessing", "connection.py"), ("multiprocessing", "process.py"),
        ("multiprocessing", "popen_fork.py"), ("threading.py",), ("queue.py",), ("selectors.py",),
        ("asyncio", "base_events.py"),
    )
)  # fmt: skip
"""Modules that hand on the timeouts of their callers."""

_SERVING = "serve_client"
"""The function of managers.py that calls what a client asks for."""

_STAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

_HANDING_ON = (
    *_PASSING,
    *(os.path.join(_STAGE, name) for name in ("control", "eyes", "noting.py", "amplifiers")),
)
"""The same, and what of our own stands in their places."""


def _hands_on(code: CodeType) -> bool:
    """Does it only hand on the timeout that it was given?"""
    file = code.co_filename
    return file.startswith(_HANDING_ON) or (file in _TIMED and code.co_name in _WAITING)


_WAITING = ("wait", "get", "next", "join", "result", "communicate")
"""Functions of these modules to which the program gives a timeout."""


def _is_timed_by_the_library() -> bool:
    """Did the library or the grader choose the timeout of the present call?"""
    frame = sys._getframe(3)
    while frame is not None and _hands_on(frame.f_code):
        frame = frame.f_back  # type: ignore[assignment]
    if frame is None:
        return False
    file = frame.f_code.co_filename
    if file.endswith("managers.py") and frame.f_code.co_name == _SERVING:
        return False  # a client chose it
    return file in _TIMED or file.startswith(_STAGE) or where.is_graders(file)
