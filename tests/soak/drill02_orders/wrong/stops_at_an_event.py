# verdict: wrong @ prints_the_right_thing
import multiprocessing as mp
import time

DIAGNOSIS = "open-write-end"

BOOK = [f"{n % 7 + 1} x {n * 3 % 50 + 1} EUR" for n in range(300)]


def read(book, amounts) -> None:
    with amounts:
        for line in book:
            count, _, price, _ = line.split()
            amounts.send(int(count) * int(price))


def add(amounts, all_sent) -> None:
    seen = []
    try:
        while not all_sent.is_set():
            if amounts.poll(0.1):
                seen.append(amounts.recv())
    except EOFError:
        pass
    print(f"{len(seen)} orders, {sum(seen)} EUR")


def main() -> None:
    source, sink = mp.Pipe(duplex=False)
    all_sent = mp.Event()
    reader = mp.Process(target=read, args=(BOOK, sink), name="reader")
    adder = mp.Process(target=add, args=(source, all_sent), name="adder")
    reader.start()
    adder.start()
    source.close()
    sink.close()
    reader.join()
    time.sleep(0.5)
    all_sent.set()
    adder.join()


if __name__ == "__main__":
    main()
