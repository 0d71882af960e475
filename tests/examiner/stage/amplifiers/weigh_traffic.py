"""Weighs what a trial's processes send and receive: pickles, and what else goes over connections.

Queues, pools and managers all send over connections, others over sockets; under spawn and
forkserver the arguments of a process are pickled for it. Shared memory and files are not seen here,
and that is the point.
"""

import io
import socket
from collections.abc import Callable
from multiprocessing import process
from typing import Any

from examiner.stage import cpython
from examiner.stage.recorder import recorder
from examiner.stage.where import passes_on

GRAIN = 4096
"""Bytes between two reports of a process: a report for each message could fill the log."""


def weigh_traffic(folder: str) -> None:
    """Log from now on how many bytes each process has sent, and received."""
    scales, received = _Scales(folder, "sent"), _Scales(folder, "received")

    def weighing_messages(send: Callable[..., Any]) -> Callable[..., Any]:
        def weighed_send(self: Any, buffer: Any) -> Any:
            scales.add(len(buffer))
            return send(self, buffer)

        return weighed_send

    def weighing_receipts(receive: Callable[..., Any]) -> Callable[..., Any]:
        def weighed_receive(self: Any, *arguments: Any) -> Any:
            buffer = receive(self, *arguments)
            received.add(len(buffer.getbuffer()))
            return buffer

        return weighed_receive

    def weighing_pickles(dump: Callable[..., Any]) -> Callable[..., Any]:
        @passes_on
        def weighed_dump(obj: object, file: Any, protocol: Any = None) -> Any:
            if not isinstance(obj, process.BaseProcess):
                return dump(obj, file, protocol)  # multiprocessing's own data for the new process
            buffer = io.BytesIO()
            dump(obj, buffer, protocol)
            scales.add(buffer.tell())
            return file.write(buffer.getbuffer())

        return weighed_dump

    _weigh_sockets(scales, received)
    cpython.SEND_BYTES.wrap(weighing_messages)
    cpython.RECEIVE_BYTES.wrap(weighing_receipts)
    cpython.DUMP.wrap(weighing_pickles)


def _weigh_sockets(sent: "_Scales", received: "_Scales") -> None:
    kind: Any = socket.socket  # its methods are those of a class in C

    def weighing(name: str, scales: "_Scales", size: Callable[[Any, Any], int]) -> None:
        call = getattr(kind, name)

        def weighed(self: Any, *arguments: Any) -> Any:
            result = call(self, *arguments)
            scales.add(size(result, arguments[0]))
            return result

        setattr(kind, name, weighed)

    weighing("send", sent, lambda result, data: int(result))
    weighing("sendall", sent, lambda result, data: memoryview(data).nbytes)
    weighing("recv", received, lambda result, count: len(result))
    weighing("recv_into", received, lambda result, buffer: int(result))


class _Scales:
    """Adds up what this process sends, or what it receives."""

    def __init__(self, folder: str, kind: str) -> None:
        self.folder = folder
        self.kind = kind
        self.total = 0
        self.reported = 0

    def add(self, size: int) -> None:
        self.total += size
        if self.total - self.reported >= GRAIN:
            recorder(self.folder).log(self.kind, bytes=self.total - self.reported)
            self.reported = self.total
