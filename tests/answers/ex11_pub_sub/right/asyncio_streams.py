"""asyncio in a background thread: socket pairs, streams, and an asyncio.Queue for each subscriber."""

import asyncio
import multiprocessing as mp
import pickle
import socket
import struct
import threading


def child(sock, handler):
    with sock, sock.makefile("rb") as stream:
        while True:
            sock.sendall(b"?")
            (size,) = struct.unpack("!Q", stream.read(8))
            if size == 0:
                break
            handler(*pickle.loads(stream.read(size)))


async def serve(sock, box):
    reader, writer = await asyncio.open_connection(sock=sock)
    data = b"start"
    while data:
        await reader.readexactly(1)
        data = await box.get()
        writer.write(struct.pack("!Q", len(data)) + data)
        await writer.drain()
    await reader.read()
    writer.close()
    await writer.wait_closed()


async def serve_all(socks, boxes):
    await asyncio.gather(*(serve(socks[name], boxes[name]) for name in socks))


def run(events, subscribers, mailbox):
    crew, socks = [], {}
    for name, (_, handler) in subscribers.items():
        socks[name], theirs = socket.socketpair()
        crew.append(mp.Process(target=child, args=(theirs, handler)))
        crew[-1].start()
        theirs.close()
    boxes = {name: asyncio.Queue() for name in subscribers}
    lost = dict.fromkeys(subscribers, 0)
    loop = asyncio.new_event_loop()

    def publish(topic, data):
        for name, (topics, _) in subscribers.items():
            if topic in topics:
                if boxes[name].qsize() < mailbox:
                    boxes[name].put_nowait(data)
                else:
                    lost[name] += 1

    def close():
        for box in boxes.values():
            box.put_nowait(b"")

    thread = threading.Thread(target=loop.run_until_complete, args=(serve_all(socks, boxes),))
    thread.start()
    for topic, payload in events:
        loop.call_soon_threadsafe(publish, topic, pickle.dumps((topic, payload)))
    if subscribers:
        loop.call_soon_threadsafe(close)
    thread.join()
    loop.close()
    for process in crew:
        process.join()
    return lost
