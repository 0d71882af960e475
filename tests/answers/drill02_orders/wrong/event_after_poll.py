# verdict: wrong @ few_orders
# looks for data before it asks whether more may come
import multiprocessing as mp

DIAGNOSIS = "open-write-end"

BOOK = [f"{n % 7 + 1} x {n * 3 % 50 + 1} EUR" for n in range(300)]


def read(book, amounts, complete) -> None:
    with amounts:
        for line in book:
            count, _, price, _ = line.split()
            amounts.send(int(count) * int(price))
        complete.set()


def add(amounts, complete) -> None:
    seen = []
    while amounts.poll(0.05) or not complete.is_set():
        if amounts.poll():
            seen.append(amounts.recv())
    print(f"{len(seen)} orders, {sum(seen)} EUR")


def main() -> None:
    source, sink = mp.Pipe(duplex=False)
    complete = mp.Event()
    reader = mp.Process(target=read, args=(BOOK, sink, complete), name="reader")
    adder = mp.Process(target=add, args=(source, complete), name="adder")
    reader.start()
    adder.start()
    source.close()
    reader.join()
    adder.join()
    sink.close()


if __name__ == "__main__":
    main()
