# right: a queue with an end mark in place of the pipe
import multiprocessing as mp

DIAGNOSIS = "open-write-end"

BOOK = [f"{n % 7 + 1} x {n * 3 % 50 + 1} EUR" for n in range(300)]


def read(book, amounts) -> None:
    for line in book:
        count, _, price, _ = line.split()
        amounts.put(int(count) * int(price))
    amounts.put(None)


def add(amounts) -> None:
    seen = list(iter(amounts.get, None))
    print(f"{len(seen)} orders, {sum(seen)} EUR")


def main() -> None:
    amounts = mp.Queue()
    reader = mp.Process(target=read, args=(BOOK, amounts), name="reader")
    adder = mp.Process(target=add, args=(amounts,), name="adder")
    reader.start()
    adder.start()
    reader.join()
    adder.join()


if __name__ == "__main__":
    main()
