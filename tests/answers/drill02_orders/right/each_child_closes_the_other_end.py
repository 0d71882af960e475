"""Each child is handed both ends and closes the one it does not use."""

import multiprocessing as mp

DIAGNOSIS = "open-write-end"

BOOK = [f"{n % 7 + 1} x {n * 3 % 50 + 1} EUR" for n in range(300)]


def read(book, amounts, unused) -> None:
    unused.close()
    with amounts:
        for line in book:
            count, _, price, _ = line.split()
            amounts.send(int(count) * int(price))


def add(amounts, unused) -> None:
    unused.close()
    orders = total = 0
    with amounts:
        while True:
            try:
                total += amounts.recv()
            except EOFError:
                break
            orders += 1
    print(f"{orders} orders, {total} EUR")


def main() -> None:
    source, sink = mp.Pipe(duplex=False)
    reader = mp.Process(target=read, args=(BOOK, sink, source), name="reader")
    adder = mp.Process(target=add, args=(source, sink), name="adder")
    reader.start()
    adder.start()
    source.close()
    sink.close()
    reader.join()
    adder.join()


if __name__ == "__main__":
    main()
