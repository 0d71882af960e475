# verdict: wrong @ processes
import multiprocessing as mp
import signal
import sys

DIAGNOSIS = "killed-with-lock"

RATES = {"Monday": 7, "Tuesday": 8}
PRICES = range(100, 500, 10)


def convert(rate: int, prices: mp.Queue, converted: mp.Queue) -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    while True:
        converted.put(prices.get() * rate)


def main() -> None:
    prices, converted = mp.Queue(), mp.Queue()
    for day, rate in RATES.items():
        converters = [
            mp.Process(target=convert, args=(rate, prices, converted), name=f"{day} {n}")
            for n in range(3)
        ]
        for converter in converters:
            converter.start()
        for price in PRICES:
            prices.put(price)
        total = sum(converted.get() for _ in PRICES)
        print(f"{day}: {len(PRICES)} prices, {total}")
        for converter in converters:
            converter.terminate()
            converter.join()


if __name__ == "__main__":
    main()
