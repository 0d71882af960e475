# verdict: deadlock | timeout @ late_source
# Reads in the threads of asyncio, which are as few as the machine has processors, and four more.
import asyncio
import multiprocessing as mp


def produce(conn, source):
    with conn:
        for item in source:
            conn.send(("item", item))
        conn.send(("end",))


async def read(name, conn, lock, handle):
    with conn:
        while True:
            try:
                message = await asyncio.to_thread(conn.recv)
            except (EOFError, OSError):
                return name, "died"
            if message[0] == "end":
                return name, "done"
            async with lock:
                handle(name, message[1])


async def ingest(readers, handle):
    lock = asyncio.Lock()
    return dict(await asyncio.gather(*(read(n, c, lock, handle) for n, c in readers.items())))


def run(sources, handle):
    readers, children = {}, []
    for name, source in sources.items():
        reader, writer = mp.Pipe(duplex=False)
        child = mp.Process(target=produce, args=(writer, source))
        child.start()
        writer.close()
        readers[name] = reader
        children.append(child)
    fates = asyncio.run(ingest(readers, handle))
    for child in children:
        child.join()
    return fates
