"""Stands between a Kafka broker and its clients: sees their requests, and may pass one on late.

A request is four bytes that tell how many follow, then what is asked for, in two bytes.
"""

import asyncio
import contextlib
import struct

OFFSET_COMMIT, JOIN_GROUP, LEAVE_GROUP = 8, 11, 13
"""What is asked for: take these offsets as committed; let me into the group, or out of it."""

_HEAD = struct.Struct(">ih")

_CHUNK = 1 << 16


class Relay:
    """Passes on what clients and a broker send; it must be opened, and told where the broker is."""

    def __init__(self) -> None:
        self.broker = 0
        """The broker's port."""
        self.asked: dict[int, set[int]] = {}
        """What was asked for → the numbers of the connections that did so."""
        self._connections = 0
        self._commits = 0
        self._late: dict[int, float] = {}
        """Number of a commit, from 1 → seconds by which it is passed on late."""

    async def open(self) -> int:
        """Begin to listen; return the port."""
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return int(server.sockets[0].getsockname()[1])

    def delay(self, after: int, seconds: float) -> None:
        """Pass the commit that comes after so many more on late."""
        self._late[self._commits + after + 1] = seconds

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._connections += 1
        number = self._connections
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            back, to = await asyncio.open_connection("127.0.0.1", self.broker)
            replies = asyncio.create_task(_pass_on(back, writer))
            try:
                await self._pass_requests_on(number, reader, to)
            finally:
                to.close()
                await replies
        writer.close()

    async def _pass_requests_on(
        self, number: int, reader: asyncio.StreamReader, to: asyncio.StreamWriter
    ) -> None:
        """Pass requests on until the client is gone: what is late then comes to nothing."""
        requests: asyncio.Queue[tuple[bytes, float]] = asyncio.Queue()
        passing = asyncio.create_task(_pass_late(requests, to))
        try:
            while True:
                head = await reader.readexactly(_HEAD.size)
                size, kind = _HEAD.unpack(head)
                body = await reader.readexactly(size + 4 - _HEAD.size)
                requests.put_nowait((head + body, self._lateness(number, kind)))
        finally:
            passing.cancel()

    def _lateness(self, number: int, kind: int) -> float:
        """Return by how many seconds a request is to be late."""
        self.asked.setdefault(kind, set()).add(number)
        if kind != OFFSET_COMMIT:
            return 0.0
        self._commits += 1
        return self._late.get(self._commits, 0.0)


async def _pass_late(
    requests: asyncio.Queue[tuple[bytes, float]], to: asyncio.StreamWriter
) -> None:
    with contextlib.suppress(OSError):
        while True:
            request, seconds = await requests.get()
            if seconds:
                await asyncio.sleep(seconds)
            to.write(request)
            await to.drain()


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(_CHUNK):
            writer.write(data)
            await writer.drain()
    writer.close()
