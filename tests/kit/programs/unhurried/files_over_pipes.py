"""Two children write lines into files over pipes, more than these hold, and main reads files too."""

import multiprocessing as mp

LINES = 5_000


def write(end):
    with open(end.fileno(), "w", encoding="utf-8", closefd=False) as file:
        for number in range(LINES):
            print("this is line", number, file=file)


if __name__ == "__main__":
    readers = []
    for _ in range(2):
        reader, writer = mp.Pipe(duplex=False)
        with writer:
            mp.Process(target=write, args=(writer,)).start()
        readers.append(reader)
    for reader in readers:
        with reader, open(reader.fileno(), encoding="utf-8", closefd=False) as file:
            print(sum(1 for line in file))
    for child in mp.active_children():
        child.join()
