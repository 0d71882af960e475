"""Who finds a pipe full, or empty, does not wait at it, but at a condition."""

import multiprocessing as mp
import os

SIZE = 200_000


def write(writer, changed):
    os.set_blocking(writer.fileno(), False)
    left = SIZE
    with changed:
        while left:
            try:
                left -= os.write(writer.fileno(), bytes(left))
                changed.notify()
            except BlockingIOError:
                changed.wait()


if __name__ == "__main__":
    reader, writer = mp.Pipe(duplex=False)
    os.set_blocking(reader.fileno(), False)
    changed = mp.Condition()
    process = mp.Process(target=write, args=(writer, changed))
    process.start()
    left = SIZE
    with changed:
        while left:
            try:
                left -= len(os.read(reader.fileno(), left))
                changed.notify()
            except BlockingIOError:
                changed.wait()
    process.join()
    print("all of it has come")
