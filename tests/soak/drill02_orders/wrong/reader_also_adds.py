# verdict: wrong @ processes
import multiprocessing as mp

DIAGNOSIS = "open-write-end"

BOOK = [f"{n % 7 + 1} x {n * 3 % 50 + 1} EUR" for n in range(300)]


def read(book, amounts) -> None:
    seen = []
    with amounts:
        for line in book:
            count, _, price, _ = line.split()
            seen.append(int(count) * int(price))
        amounts.send((len(seen), sum(seen)))


def add(amounts) -> None:
    orders, total = amounts.recv()
    print(f"{orders} orders, {total} EUR")


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
