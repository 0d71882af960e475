"""Makes an asyncio task of each source, which reads its socket as a stream."""

import asyncio
import multiprocessing as mp
import pickle
import socket
import struct
from multiprocessing.reduction import ForkingPickler

FRAME = struct.Struct("!BQ")
ITEM, END = 1, 2


def produce(sock, source):
    for item in source:
        data = ForkingPickler.dumps(item)
        sock.sendall(FRAME.pack(ITEM, len(data)))
        sock.sendall(data)
    sock.sendall(FRAME.pack(END, 0))


async def ingest(sock, name, handle):
    reader, writer = await asyncio.open_connection(sock=sock)
    status = "died"
    try:
        while True:
            kind, size = FRAME.unpack(await reader.readexactly(FRAME.size))
            if kind == END:
                status = "done"
            else:
                handle(name, pickle.loads(await reader.readexactly(size)))
                await asyncio.sleep(0)  # The others have their turn, too.
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    writer.close()
    try:
        await writer.wait_closed()
    except ConnectionError:
        pass
    return status


async def ingest_all(lines, handle):
    return await asyncio.gather(*(ingest(sock, name, handle) for name, sock in lines.items()))


def run(sources, handle):
    lines, crew = {}, []
    for name, source in sources.items():
        mine, theirs = socket.socketpair()
        process = mp.Process(target=produce, args=(theirs, source))
        process.start()
        theirs.close()
        lines[name] = mine
        crew.append(process)
    statuses = asyncio.run(ingest_all(lines, handle))
    for process in crew:
        process.join()
    return dict(zip(sources, statuses, strict=True))
