"""A spawned child prints the name of the lock that its import makes, and dies; main waits for ever."""

import multiprocessing as mp

lock = mp.Lock()


def main(writer):
    print(lock._semlock.name, flush=True)
    raise SystemExit(1)


def run():
    reader, writer = mp.Pipe(duplex=False)
    child = mp.Process(target=main, args=(writer,))
    child.start()
    child.join()
    reader.recv()
