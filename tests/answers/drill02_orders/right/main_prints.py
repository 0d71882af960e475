# right: the adder sends its result back, main prints it
import multiprocessing as mp

DIAGNOSIS = "open-write-end"

BOOK = [f"{n % 7 + 1} x {n * 3 % 50 + 1} EUR" for n in range(300)]


def read(book, amounts) -> None:
    with amounts:
        for line in book:
            count, _, price, _ = line.split()
            amounts.send(int(count) * int(price))


def add(amounts, result) -> None:
    seen = []
    try:
        while True:
            seen.append(amounts.recv())
    except EOFError:
        result.put((len(seen), sum(seen)))


def main() -> None:
    result = mp.SimpleQueue()
    source, sink = mp.Pipe(duplex=False)
    reader = mp.Process(target=read, args=(BOOK, sink), name="reader")
    adder = mp.Process(target=add, args=(source, result), name="adder")
    reader.start()
    sink.close()
    adder.start()
    source.close()
    number, total = result.get()
    print(f"{number} orders, {total} EUR")
    reader.join()
    adder.join()


if __name__ == "__main__":
    main()
