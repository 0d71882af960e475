"""Bare descriptors, sockets, and selectors: event loops, subprocess, servers wait through these."""

import os
import select
import selectors
import socket
import stat
from collections.abc import Callable
from threading import get_ident
from typing import Any

from examiner.stage import cpython, where
from examiner.stage.control.link import here, is_controlled, natively, perform, tell, unseen
from examiner.stage.control.pipes import is_ready, key_of, key_of_descriptor


def install() -> None:
    """Hook them."""
    _bare_descriptors()
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

    def controlled(kind: str, call: Callable[..., Any], event: int) -> Callable[..., Any]:
        @where.passes_on
        def controlled_call(descriptor: int, argument: Any) -> Any:
            if not is_controlled() or not _is_stream(descriptor):
                return call(descriptor, argument)

            def attempt() -> tuple[bool, Any]:
                can = is_ready(descriptor, event)
                return can, call(descriptor, argument) if can else None

            return perform(kind, [key_of_descriptor(descriptor)], [""], attempt, touches=True)

        return controlled_call

    os.read = controlled("read", read, select.POLLIN)
    os.write = controlled("write", write, select.POLLOUT)
    cpython.SEND_TO_TRACKER.wrap(unseen)


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
    for name in ("send", "sendall", "recv", "recv_into"):
        setattr(kind, name, _touching(getattr(kind, name)))
    kind.connect = _at_once(kind.connect)
    close = kind.close

    @where.passes_on
    def noted_close(self: Any) -> None:
        _touch(self)
        close(self)

    kind.close = noted_close


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
