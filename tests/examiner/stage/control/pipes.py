"""Connections: a message goes when the controller says so, and as far as it can go."""

import io
import os
import select
import stat
from collections.abc import Callable
from multiprocessing import connection
from typing import Any

from examiner.stage import cpython, where
from examiner.stage.control.link import (
    ask,
    here,
    is_controlled,
    natively,
    perform,
    tell,
    touch,
)


def key_of_descriptor(descriptor: int) -> str:
    """Return what names a pipe (`i…`), or one end of a pair of sockets (`n…`)."""
    found = os.fstat(descriptor)
    return f"{'n' if stat.S_ISSOCK(found.st_mode) else 'i'}{found.st_ino}"


def key_of(thing: Any) -> str:
    """Return the same for a connection, a socket or a descriptor; `""` if it is closed."""
    try:
        if isinstance(thing, connection.Connection):
            return _key(thing)
        return key_of_descriptor(thing if isinstance(thing, int) else thing.fileno())
    except (OSError, AttributeError):
        return ""


def _key(own: Any) -> str:
    if not hasattr(own, "control_key"):
        own.control_key = key_of_descriptor(cpython.handle_of(own))
    found: str = own.control_key
    return found


def _label(own: Any) -> str:
    return getattr(own, "label", "")


def _is_queues(own: Any) -> bool:
    """Is it an end of a queue's pipe? There a message is one step: a lock keeps others out."""
    return getattr(own, "is_queues", False)


def is_ready(descriptor: int, event: int) -> bool:
    """Could it be read, or written?"""
    poll = select.poll()
    poll.register(descriptor, event)
    return bool(poll.poll(0))


def at_once(descriptor: int, call: Callable[..., Any], *args: Any) -> tuple[bool, Any]:
    """Call what may wait at a descriptor, but without waiting: could it be done, and what came?"""
    waits = os.get_blocking(descriptor)
    os.set_blocking(descriptor, False)
    try:
        return True, call(*args)
    except BlockingIOError:
        return False, None
    finally:
        os.set_blocking(descriptor, waits)


def install() -> None:
    """Hook connections and what waits for them."""
    _messages()
    cpython.SEND_PART.wrap(_sending)
    cpython.RECEIVE_PART.wrap(_receiving)
    _closing()
    _pairs()
    _waiting()
    _listeners()


def _messages() -> None:
    def sending(original: Any) -> Any:
        @where.passes_on
        def _send_bytes(self: Any, buf: Any) -> None:
            if _is_queues(self) and is_controlled():
                ask("send", [_key(self)], [_label(self)])
            original(self, buf)

        return _send_bytes

    def receiving(original: Any) -> Any:
        @where.passes_on
        def _recv_bytes(self: Any, maxsize: int | None = None) -> Any:
            if _is_queues(self) and is_controlled():
                ask("receive", [_key(self)], [_label(self)])
            return original(self, maxsize)

        return _recv_bytes

    cpython.SEND_BYTES.wrap(sending)
    cpython.RECEIVE_BYTES.wrap(receiving)


def _sending(original: Any) -> Any:
    @where.passes_on
    def _send(self: Any, buf: Any, write: Any = os.write) -> None:
        if not is_controlled():
            original(self, buf)
            return
        rest = memoryview(buf)
        descriptor, key = cpython.handle_of(self), _key(self)

        def attempt() -> tuple[bool, None]:
            nonlocal rest
            fits, sent = at_once(descriptor, write, descriptor, rest)
            if fits:
                rest = rest[sent:]
                touch(key)
            return not rest, None

        perform("send", [key], [_label(self)], attempt, asked=_is_queues(self))

    return _send


def _receiving(original: Any) -> Any:
    @where.passes_on
    def _recv(self: Any, size: int, read: Any = os.read) -> Any:
        if not is_controlled():
            return original(self, size)
        descriptor, key = cpython.handle_of(self), _key(self)
        found = io.BytesIO()

        def attempt() -> tuple[bool, bytes]:
            can = is_ready(descriptor, select.POLLIN)
            return can, read(descriptor, size - found.tell()) if can else b""

        while found.tell() < size:
            chunk = perform(
                "receive", [key], [_label(self)], attempt, asked=_is_queues(self), touches=True
            )
            if not chunk and not found.tell():
                raise EOFError
            if not chunk:
                raise OSError("got end of file during message")  # as multiprocessing says it
            found.write(chunk)
        return found

    return _recv


def _closing() -> None:
    def closing(original: Any) -> Any:
        @where.passes_on
        def close(self: Any) -> None:
            if not self.closed and is_controlled():
                ask("close", [_key(self)], [_label(self)])
            original(self)

        return close

    def letting_go(original: Any) -> Any:
        # A destructor calls it too, at any moment: it only notes what it touches.
        @where.passes_on
        def _close(self: Any, *args: Any) -> None:
            if here.on and (key := key_of(self)):
                _touch_if_known(key)
            original(self, *args)

        return _close

    kind: Any = connection.Connection
    kind.close = closing(kind.close)
    cpython.CLOSE_CONNECTION.wrap(letting_go)


def _touch_if_known(key: str) -> None:
    from threading import get_ident

    own = here.links.get(get_ident())
    if own is not None:
        own.touched.append(key)


def _pairs() -> None:
    pipe = connection.Pipe

    @where.passes_on
    def noted_pipe(duplex: bool = True) -> Any:
        ends = pipe(duplex)
        if duplex and is_controlled():
            tell("pair", *map(key_of, ends))
        return ends

    connection.Pipe = noted_pipe


def _waiting() -> None:
    wait = connection.wait

    @where.passes_on
    def controlled_wait(object_list: Any, timeout: float | None = None) -> Any:
        if not is_controlled():
            return wait(object_list, timeout)
        objects = list(object_list)

        def attempt() -> tuple[bool, Any]:
            with natively():
                found = wait(objects, 0)
            return bool(found), found

        keys, labels = map(key_of, objects), map(_label, objects)
        return perform("wait", [*keys], [*labels], attempt, timeout=timeout, look="poll")

    connection.wait = controlled_wait


def _listeners() -> None:
    def accepting(original: Any) -> Any:
        @where.passes_on
        def accept(self: Any) -> Any:
            if not is_controlled():
                return original(self)
            address, descriptor = cpython.listening(self)
            key = f"l{address}"
            perform(
                "accept", [key], ["a listener"],
                lambda: (is_ready(descriptor, select.POLLIN), None),
            )  # fmt: skip
            made = original(self)
            tell("accepted", key, _key(made))
            return made

        return accept

    def connecting(original: Any) -> Any:
        @where.passes_on
        def client(address: Any) -> Any:
            if not is_controlled():
                return original(address)
            key = f"l{address}"
            ask("connect", [key], ["a listener"])
            made = original(address)
            tell("connected", key, _key(made))
            touch(key)
            return made

        return client

    cpython.ACCEPT.wrap(accepting)
    cpython.SOCKET_CLIENT.wrap(connecting)
