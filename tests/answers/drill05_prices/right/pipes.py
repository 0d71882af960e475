# right: a pipe for each converter: closing it ends the converter
import multiprocessing as mp

DIAGNOSIS = "killed-with-lock"

RATES = {"Monday": 7, "Tuesday": 8}
PRICES = range(100, 500, 10)


def convert(rate: int, conn) -> None:
    while (price := conn.recv()) is not None:
        conn.send(price * rate)
    conn.close()


def main() -> None:
    for day, rate in RATES.items():
        converters, ends, total = [], [], 0
        for n in range(3):
            here, there = mp.Pipe()
            converter = mp.Process(target=convert, args=(rate, there), name=f"{day} {n}")
            converter.start()
            there.close()
            converters.append(converter)
            ends.append(here)
        for n, price in enumerate(PRICES):
            ends[n % 3].send(price)
            total += ends[n % 3].recv()
        for end in ends:
            end.send(None)
            end.close()
        print(f"{day}: {len(PRICES)} prices, {total}")
        for converter in converters:
            converter.join()


if __name__ == "__main__":
    main()
