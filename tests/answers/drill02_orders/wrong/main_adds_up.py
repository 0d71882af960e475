# verdict: wrong @ processes
# Nothing goes through the pipe any more: main reads the book and adds up.
import multiprocessing as mp

DIAGNOSIS = "open-write-end"

BOOK = [f"{n % 7 + 1} x {n * 3 % 50 + 1} EUR" for n in range(300)]


def read(book, amounts) -> None:
    with amounts:
        pass


def add(amounts) -> None:
    amounts.close()


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
    seen = []
    for line in BOOK:
        count, _, price, _ = line.split()
        seen.append(int(count) * int(price))
    print(f"{len(seen)} orders, {sum(seen)} EUR")


if __name__ == "__main__":
    main()
