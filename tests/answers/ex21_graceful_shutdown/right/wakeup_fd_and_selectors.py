"""The interpreter writes signals to a wakeup fd, and a selector with callbacks reads everything."""

import multiprocessing as mp
import selectors
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection
from typing import Any

SIGNALS = (signal.SIGINT, signal.SIGTERM)
ONE_DAY = 86_400.0  # The kernel takes no timeout of more than 24 days.


def _worker_main(conn: Connection, work: Callable[[Any], Any]) -> None:
    signal.set_wakeup_fd(-1)  # A forked child would write to the socket of its parent.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    conn.send_bytes(b"")
    while (boxed := conn.recv()) is not None:
        work(boxed[0])
        conn.send_bytes(b"")


@contextmanager
def _signals_as_bytes() -> Iterator[socket.socket]:
    reader, writer = socket.socketpair()
    with reader, writer:
        reader.setblocking(False)
        writer.setblocking(False)
        old_fd = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
        old_handlers = {signum: signal.signal(signum, lambda *_: None) for signum in SIGNALS}
        try:
            yield reader
        finally:
            for signum, handler in old_handlers.items():
                signal.signal(signum, handler)
            signal.set_wakeup_fd(old_fd)


def serve(jobs: list, work: Callable[[Any], Any], workers: int, grace: float) -> list:
    waiting = iter(range(len(jobs)))
    finished: set[int] = set()
    in_hand: dict[Connection, int] = {}
    crew: dict[Connection, mp.Process] = {}
    signal_times: list[float] = []

    def on_signal(reader: socket.socket) -> None:
        # Other signals that the caller handles come here too.
        signal_times.extend(time.monotonic() for byte in reader.recv(4096) if byte in SIGNALS)

    def on_report(conn: Connection) -> None:
        try:
            conn.recv_bytes()
            if conn in in_hand:
                finished.add(in_hand.pop(conn))
            if signal_times or (place := next(waiting, None)) is None:
                conn.send(None)
            else:
                in_hand[conn] = place
                conn.send((jobs[place],))
        except (EOFError, OSError):
            remove([conn])

    def remove(conns: list[Connection]) -> None:
        for conn in conns:
            selector.unregister(conn)
            crew.pop(conn).join()
            in_hand.pop(conn, None)
            conn.close()

    def kill(conns: list[Connection]) -> None:
        for conn in conns:
            crew[conn].kill()
        remove(conns)

    with _signals_as_bytes() as reader, selectors.DefaultSelector() as selector:
        selector.register(reader, selectors.EVENT_READ, partial(on_signal, reader))
        for _ in range(min(workers, len(jobs))):
            ours, theirs = mp.Pipe()
            crew[ours] = mp.Process(target=_worker_main, args=(theirs, work))
            crew[ours].start()
            theirs.close()
            selector.register(ours, selectors.EVENT_READ, partial(on_report, ours))

        while crew:
            timeout = ONE_DAY
            if signal_times:
                timeout = min(max(signal_times[0] + grace - time.monotonic(), 0.0), ONE_DAY)
            for key, _ in selector.select(timeout):
                key.data()
            if len(signal_times) > 1:
                kill(list(crew))
            elif signal_times and time.monotonic() >= signal_times[0] + grace:
                kill(list(in_hand))
    return [job for place, job in enumerate(jobs) if place not in finished]
