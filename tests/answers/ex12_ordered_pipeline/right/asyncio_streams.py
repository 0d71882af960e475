"""A task for each child over a socket pair, and asyncio queues between the stages."""

import asyncio
import multiprocessing as mp
import pickle
import socket
import struct

END = object()


def child(sock, stage):
    with sock, sock.makefile("rb") as stream:
        while (head := stream.read(8)) and (size := struct.unpack("!Q", head)[0]):
            data = stream.read(size)
            try:
                answer = pickle.dumps(stage(pickle.loads(data)))
            except Exception:
                answer = b""
            try:
                sock.sendall(struct.pack("!Q", len(answer)) + answer)
            except OSError:
                return


async def lead(sock, source, target):
    reader, writer = await asyncio.open_connection(sock=sock)
    try:
        while True:
            number, data = await source.get()
            writer.write(struct.pack("!Q", len(data)) + data)
            await writer.drain()
            (size,) = struct.unpack("!Q", await reader.readexactly(8))
            if size == 0:
                raise RuntimeError("a stage raised an exception")
            await target.put((number, await reader.readexactly(size)))
    finally:
        writer.write(struct.pack("!Q", 0))
        writer.close()


async def feed(items, tickets, first, results):
    iterator, count = iter(items), 0
    while True:
        await tickets.acquire()
        item = await asyncio.to_thread(next, iterator, END)
        if item is END:
            break
        await first.put((count, pickle.dumps(item)))
        count += 1
    await results.put((None, count))


async def sort(results, tickets, handle):
    following, total, early = 0, None, {}
    while following != total:
        number, value = await results.get()
        if number is None:
            total = value
            continue
        early[number] = value
        while following in early:
            await asyncio.to_thread(handle, pickle.loads(early.pop(following)))
            following += 1
            tickets.release()


async def main(items, socks, workers, maxsize, handle):
    tickets = asyncio.Semaphore((len(socks) + 1) * (maxsize + workers))
    queues = [asyncio.Queue(maxsize) for _ in socks] + [asyncio.Queue()]
    async with asyncio.TaskGroup() as group:
        leaders = [
            group.create_task(lead(sock, queues[k], queues[k + 1]))
            for k, row in enumerate(socks)
            for sock in row
        ]
        group.create_task(feed(items, tickets, queues[0], queues[-1]))
        await group.create_task(sort(queues[-1], tickets, handle))
        for leader in leaders:
            leader.cancel()


def run(items, stages, workers, maxsize, handle):
    crew, socks = [], []
    for stage in stages:
        socks.append([])
        for _ in range(workers):
            mine, theirs = socket.socketpair()
            crew.append(mp.Process(target=child, args=(theirs, stage)))
            crew[-1].start()
            theirs.close()
            socks[-1].append(mine)
    try:
        asyncio.run(main(items, socks, workers, maxsize, handle))
    except BaseException:
        for process in crew:
            process.kill()
        raise
    finally:
        for process in crew:
            process.join()
            process.close()
        for row in socks:
            for sock in row:
                sock.close()
