"""With blocks bound the life of each end in the parent, which waits for both sentinels."""

import multiprocessing as mp
import sys
from multiprocessing.connection import wait

DIAGNOSIS = "open-write-end"

BOOK = [f"{n % 7 + 1} x {n * 3 % 50 + 1} EUR" for n in range(300)]


def read(book, amounts):
    with amounts:
        for line in book:
            count, _, price, _ = line.split()
            amounts.send_bytes(b"%d" % (int(count) * int(price)))


def add(amounts):
    seen = []
    with amounts:
        try:
            while True:
                seen.append(int(amounts.recv_bytes()))
        except EOFError:
            pass
    print(f"{len(seen)} orders, {sum(seen)} EUR")


def main():
    source, sink = mp.Pipe(duplex=False)
    with source:
        with sink:
            reader = mp.Process(target=read, args=(BOOK, sink), name="reader")
            reader.start()
        adder = mp.Process(target=add, args=(source,), name="adder")
        adder.start()
    running = {child.sentinel: child for child in (reader, adder)}
    while running:
        for sentinel in wait(list(running)):
            running.pop(sentinel).join()
    if reader.exitcode or adder.exitcode:
        sys.exit(1)


if __name__ == "__main__":
    main()
