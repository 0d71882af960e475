# verdict: deadlock @ late_source
# As many threads as the machine has processors, twice: a late source keeps one busy.
import multiprocessing as mp
import os
import threading
from concurrent.futures import ThreadPoolExecutor


def produce(conn, source):
    for item in source:
        conn.send((item,))
    conn.send(None)


def ingest(name, reader, handle, lock):
    try:
        while (message := reader.recv()) is not None:
            with lock:
                handle(name, *message)
    except EOFError:
        return "died"
    return "done"


def run(sources, handle):
    lock = threading.Lock()
    readers, crew = {}, []
    for name, source in sources.items():
        reader, writer = mp.Pipe(duplex=False)
        process = mp.Process(target=produce, args=(writer, source))
        process.start()
        writer.close()
        readers[name] = reader
        crew.append(process)
    with ThreadPoolExecutor(max_workers=(os.cpu_count() or 1) * 2) as pool:
        futures = {
            name: pool.submit(ingest, name, reader, handle, lock)
            for name, reader in readers.items()
        }
    for process in crew:
        process.join()
    return {name: future.result() for name, future in futures.items()}
