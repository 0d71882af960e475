"""Bare descriptors, sockets, and selectors: event loops, subprocess, servers wait through these."""

import builtins
import io
import os
import select
import selectors
import socket
import stat
from collections.abc import Callable
from threading import get_ident
from typing import Any

from examiner.stage import cpython, where
from examiner.stage.control.link import (
    here,
    is_controlled,
    natively,
    perform,
    tell,
    touch,
    unseen,
)
from examiner.stage.control.pipes import at_once, is_ready, key_of, key_of_descriptor


def install() -> None:
    """Hook them."""
    _bare_descriptors()
    _files()
    _selectors()
    _pairs()
    _sockets()


def _is_stream(descriptor: int) -> bool:
    """Is it a pipe or a socket? Of files nobody waits for anybody."""
    try:
        mode = os.fstat(descriptor).st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)


def _bare_descriptors() -> None:
    read, write = os.read, os.write

    @where.passes_on
    def controlled_read(descriptor: int, length: int) -> bytes:
        if not is_controlled() or not _is_stream(descriptor):
            return read(descriptor, length)

        def attempt() -> tuple[bool, bytes]:
            # Where nobody waits the call says so itself, by an exception.
            can = not os.get_blocking(descriptor) or is_ready(descriptor, select.POLLIN)
            return can, read(descriptor, length) if can else b""

        keys = [key_of_descriptor(descriptor)]
        found: bytes = perform("read", keys, [""], attempt, touches=True)
        return found

    @where.passes_on
    def controlled_write(descriptor: int, data: Any) -> int:
        if not is_controlled() or not _is_stream(descriptor):
            return write(descriptor, data)
        key, sent = key_of_descriptor(descriptor), 0

        def attempt() -> tuple[bool, int]:
            nonlocal sent
            if not os.get_blocking(descriptor):
                sent = write(descriptor, data)
                touch(key)
                return True, sent
            fits, more = at_once(descriptor, write, descriptor, view[sent:])
            if fits:
                sent += more
                touch(key)
            return sent == len(view), sent

        with memoryview(data) as whole, whole.cast("B") as view:
            written: int = perform("write", [key], [""], attempt)
        return written

    os.read, os.write = controlled_read, controlled_write
    cpython.SEND_TO_TRACKER.wrap(unseen)


def _files() -> None:
    """Have files over pipes and sockets read and write by os.read and os.write."""
    natively_opened, opened_by_os_calls = io.open, cpython.OPEN_BY_OS_CALLS.get()

    @where.passes_on
    def controlled_open(file: Any, *args: Any, **kwargs: Any) -> Any:
        is_taken = isinstance(file, int) and is_controlled() and _is_stream(file)
        return (opened_by_os_calls if is_taken else natively_opened)(file, *args, **kwargs)

    io.open = builtins.open = controlled_open


def _selectors() -> None:
    def selecting(select_: Any) -> Any:
        @where.passes_on
        def controlled_select(self: Any, timeout: float | None = None) -> Any:
            if not is_controlled():
                return select_(self, timeout)

            def attempt() -> tuple[bool, Any]:
                with natively():
                    found = select_(self, 0)
                return bool(found), found

            keys = [key_of(key.fd) for key in self.get_map().values()]
            return perform("select", keys, [], attempt, timeout=timeout, look="poll")

        return controlled_select

    for name in ("SelectSelector", "PollSelector", "EpollSelector", "KqueueSelector"):
        kind: Any = getattr(selectors, name, None)
        if kind is not None:
            kind.select = selecting(kind.select)


def _pairs() -> None:
    pair = socket.socketpair

    @where.passes_on
    def noted_pair(*args: Any, **kwargs: Any) -> Any:
        ends = pair(*args, **kwargs)
        if is_controlled():
            tell("pair", *map(key_of, ends))
        return ends

    socket.socketpair = noted_pair


def _sockets() -> None:
    kind: Any = socket.socket
    kind.recv = _waiting(kind.recv, "receive", select.POLLIN)
    kind.recv_into = _waiting(kind.recv_into, "receive", select.POLLIN)
    kind.send = _waiting(kind.send, "send", select.POLLOUT)
    kind.sendall = _sending_all(kind.sendall, kind.send)
    kind.connect = _at_once(kind.connect)
    close = kind.close

    @where.passes_on
    def noted_close(self: Any) -> None:
        _touch(self)
        close(self)

    kind.close = noted_close


def _waits(self: Any) -> bool:
    """Is it an end of a pair, on which somebody waits? Of others nobody knows who answers."""
    return (
        is_controlled()
        and self.gettimeout() != 0
        and self.fileno() >= 0
        and self.family == getattr(socket, "AF_UNIX", None)
        and self.type == socket.SOCK_STREAM
        and not self.getsockname()
        and not _peer(self)
    )


def _peer(self: Any) -> Any:
    try:
        return self.getpeername()
    except OSError:  # it is closed: reading and writing say so at once
        return ""


def _waiting(call: Callable[..., Any], kind: str, event: int) -> Callable[..., Any]:
    """Let a call that waits do so until the controller lets it go on."""
    untimed = _touching(call)

    @where.passes_on
    def controlled_call(self: Any, *args: Any) -> Any:
        if not _waits(self):
            return untimed(self, *args)
        timeout, descriptor = self.gettimeout(), self.fileno()

        def attempt() -> tuple[bool, Any]:
            can = is_ready(descriptor, event)
            return at_once(descriptor, call, self, *args) if can else (False, None)

        key = key_of_descriptor(descriptor)
        found = perform(kind, [key], [""], attempt, timeout=timeout, touches=True)
        if found is None:
            raise TimeoutError("timed out")
        return found

    return controlled_call


def _sending_all(call: Callable[..., Any], send: Callable[..., Any]) -> Callable[..., Any]:
    untimed = _touching(call)

    @where.passes_on
    def send_all(self: Any, data: Any, *flags: Any) -> None:
        if not _waits(self):
            untimed(self, data, *flags)
            return
        with memoryview(data) as view, view.cast("B") as rest:
            sent = 0
            while sent < len(rest):
                sent += send(self, rest[sent:], *flags)

    return send_all


def _at_once(connect: Callable[..., Any]) -> Callable[..., Any]:
    """Let TCP send what it is given: it would wait for the other side's word by the real clock."""

    @where.passes_on
    def connect_without_delay(self: Any, address: Any) -> None:
        connect(self, address)
        if self.family in (socket.AF_INET, socket.AF_INET6) and self.type == socket.SOCK_STREAM:
            self.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    return connect_without_delay


def _touching(call: Callable[..., Any]) -> Callable[..., Any]:
    @where.passes_on
    def noted_call(self: Any, *args: Any) -> Any:
        found = call(self, *args)
        _touch(self)
        return found

    return noted_call


def _touch(thing: Any) -> None:
    own = here.links.get(get_ident()) if here.on else None
    if own is not None and not own.inside and own.socket is not thing and (key := key_of(thing)):
        own.touched.append(key)
