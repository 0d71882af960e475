"""Moves tasks and answers over non-blocking socket pairs, with one selector and its own frames."""

import multiprocessing as mp
import pickle
import socket
import struct
import time
from collections.abc import Callable
from selectors import EVENT_READ, EVENT_WRITE, DefaultSelector
from typing import Any

SPARE = 0.5
HEAD = struct.Struct("!sdQ")  # kind, seconds spent, length of the body


def _child(sock: socket.socket) -> None:
    sock.setblocking(True)
    with sock, sock.makefile("rb") as stream:
        fn, task = pickle.load(stream)
        sock.sendall(b"b")
        begin = time.monotonic()
        try:
            kind, body = b"o", pickle.dumps(fn(task))
        except Exception as error:
            kind, body = b"e", pickle.dumps(type(error).__name__)
        sock.sendall(HEAD.pack(kind, time.monotonic() - begin, len(body)) + body)


class _Call:
    def __init__(self, payload: bytes, limit: float, selector: DefaultSelector) -> None:
        self.out, self.data = memoryview(payload), bytearray()
        self.limit, self.deadline, self.answer = limit, float("inf"), ()
        self.sock, far_end = socket.socketpair()
        self.sock.setblocking(False)
        with far_end:
            self.process = mp.Process(target=_child, args=(far_end,), daemon=True)
            self.process.start()
        self.at_end, self.selector = False, selector
        selector.register(self.sock, EVENT_READ | EVENT_WRITE, self)

    def move(self, events: int) -> None:
        try:
            if events & EVENT_WRITE:
                self.out = self.out[self.sock.send(self.out) :]
                if not self.out:
                    self.selector.modify(self.sock, EVENT_READ, self)
            if events & EVENT_READ:
                self.data += (part := self.sock.recv(1 << 20))
                self.at_end = not part
        except OSError:
            self.at_end = True
        if self.at_end:
            self.selector.unregister(self.sock)
            self.deadline += 3  # it is dying, however slowly
        elif self.data and not self.answer:
            self.parse(len(self.data) - 1 - HEAD.size)

    def parse(self, length: int) -> None:
        if length < 0:
            self.deadline = min(self.deadline, time.monotonic() + self.limit + SPARE)
            return
        kind, spent, whole_length = HEAD.unpack_from(self.data, 1)
        self.deadline = float("inf")  # the body may take as long as it likes
        if length == whole_length:
            answer = "ok" if kind == b"o" else "error", bytes(self.data[1 + HEAD.size :])
            self.answer = answer if spent <= self.limit + SPARE else ("timeout",)
            self.deadline = time.monotonic() + 1  # for its way out

    def is_over(self, now: float) -> bool:
        code = self.process.exitcode if self.at_end or now >= self.deadline else None
        if code is None and now < self.deadline:
            return False
        self.answer = self.answer or (("timeout",) if code is None else ("crashed", code))
        self.end()
        return True

    def end(self) -> None:
        if not self.at_end:
            self.selector.unregister(self.sock)
        self.process.kill()
        self.process.join()
        self.process.close()
        self.sock.close()


def run(tasks: list, fn: Callable[[Any], Any], limit: float, workers: int) -> list[tuple]:
    payloads = [pickle.dumps((fn, task)) for task in tasks]
    calls, live = list[_Call](), list[_Call]()
    with DefaultSelector() as selector:
        try:
            while live or len(calls) < len(payloads):
                while len(calls) < len(payloads) and sum(not c.answer for c in live) < workers:
                    live.append(_Call(payloads[len(calls)], limit, selector))
                    calls.append(live[-1])
                now = time.monotonic()  # from before the look into the sockets
                pauses = [0.025 if call.at_end else call.deadline - now for call in live]
                for key, events in selector.select(max(0, min(60, *pauses))):
                    key.data.move(events)
                live = [call for call in live if not call.is_over(now)]
        finally:
            for call in live:
                call.end()
    return [_row(index, *call.answer) for index, call in enumerate(calls)]


def _row(index: int, kind: str, *rest: Any) -> tuple:
    try:
        return kind, index, *(map(pickle.loads, rest) if kind in ("ok", "error") else rest)
    except Exception as error:
        return "error", index, type(error).__name__
