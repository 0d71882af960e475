"""Subclasses of Process that own both ends of the pipe until they run, and keep one."""

import multiprocessing as mp

DIAGNOSIS = "open-write-end"

BOOK = [f"{n % 7 + 1} x {n * 3 % 50 + 1} EUR" for n in range(300)]


class Reader(mp.Process):
    def __init__(self, book, source, sink):
        super().__init__(name="reader")
        self.book, self.source, self.sink = book, source, sink

    def run(self):
        self.source.close()
        for line in self.book:
            count, _, price, _ = line.split()
            self.sink.send(int(count) * int(price))
        self.sink.close()


class Adder(mp.Process):
    def __init__(self, source, sink):
        super().__init__(name="adder")
        self.source, self.sink = source, sink

    def amounts(self):
        while True:
            try:
                yield self.source.recv()
            except EOFError:
                return

    def run(self):
        self.sink.close()
        seen = list(self.amounts())
        self.source.close()
        print(f"{len(seen)} orders, {sum(seen)} EUR")


def main() -> None:
    source, sink = mp.Pipe(duplex=False)
    adder, reader = Adder(source, sink), Reader(BOOK, source, sink)
    adder.start()
    reader.start()
    for end in (source, sink):
        end.close()
    for child in (reader, adder):
        child.join()


if __name__ == "__main__":
    main()
