# verdict: crashed | early @ prints_the_right_thing (fork)
# After the reader has ended, the adder is terminated before it has printed.
import multiprocessing as mp

DIAGNOSIS = "open-write-end"

BOOK = [f"{n % 7 + 1} x {n * 3 % 50 + 1} EUR" for n in range(300)]


def read(book, amounts) -> None:
    with amounts:
        for line in book:
            count, _, price, _ = line.split()
            amounts.send(int(count) * int(price))


def add(amounts) -> None:
    seen = []
    try:
        while True:
            seen.append(amounts.recv())
    except EOFError:
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
    adder.join(1)
    if adder.is_alive():
        adder.terminate()
        adder.join()


if __name__ == "__main__":
    main()
