# verdict: wrong @ other_data
# An amount of 0 is taken for the end mark.
import multiprocessing as mp

DIAGNOSIS = "open-write-end"

BOOK = [f"{n % 7 + 1} x {n * 3 % 50 + 1} EUR" for n in range(300)]


def read(book, amounts) -> None:
    with amounts:
        for line in book:
            count, _, price, _ = line.split()
            amounts.send(int(count) * int(price))
        amounts.send(0)


def add(amounts) -> None:
    seen = list(iter(amounts.recv, 0))
    print(f"{len(seen)} orders, {sum(seen)} EUR")


def main() -> None:
    source, sink = mp.Pipe(duplex=False)
    reader = mp.Process(target=read, args=(BOOK, sink), name="reader")
    adder = mp.Process(target=add, args=(source,), name="adder")
    reader.start()
    adder.start()
    source.close()
    sink.close()
    reader.join()
    adder.join()


if __name__ == "__main__":
    main()
