# verdict: wrong @ prints_the_right_thing (fork)
# A context of its own evades the start method that is set.
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
    ctx = mp.get_context("spawn")
    source, sink = ctx.Pipe(duplex=False)
    reader = ctx.Process(target=read, args=(BOOK, sink), name="reader")
    adder = ctx.Process(target=add, args=(source,), name="adder")
    reader.start()
    adder.start()
    source.close()
    sink.close()
    reader.join()
    adder.join()


if __name__ == "__main__":
    main()
