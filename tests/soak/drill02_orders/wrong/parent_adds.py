# verdict: wrong @ processes
import multiprocessing as mp

DIAGNOSIS = "open-write-end"

BOOK = [f"{n % 7 + 1} x {n * 3 % 50 + 1} EUR" for n in range(300)]


def read(book, amounts) -> None:
    with amounts:
        for line in book:
            count, _, price, _ = line.split()
            amounts.send(int(count) * int(price))


def add(amounts, sink, result) -> None:
    sink.close()
    try:
        while True:
            result.put(amounts.recv())
    except EOFError:
        result.put(None)


def main() -> None:
    source, sink = mp.Pipe(duplex=False)
    result = mp.Queue()
    reader = mp.Process(target=read, args=(BOOK, sink), name="reader")
    adder = mp.Process(target=add, args=(source, sink, result), name="adder")
    reader.start()
    adder.start()
    source.close()
    sink.close()
    seen = list(iter(result.get, None))
    reader.join()
    adder.join()
    print(f"{len(seen)} orders, {sum(seen)} EUR")


if __name__ == "__main__":
    main()
