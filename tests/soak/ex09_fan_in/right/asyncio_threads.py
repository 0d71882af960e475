import asyncio
import multiprocessing as mp
from concurrent.futures import ThreadPoolExecutor


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
    # asyncio's own threads may be fewer than the sources.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(len(readers) or 1))
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
