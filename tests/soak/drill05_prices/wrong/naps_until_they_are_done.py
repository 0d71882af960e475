# verdict: wrong | deadlock | crashed | early @ prints_the_right_thing | slow_machine
# An event ends the day after a nap that ought to be long enough.
import multiprocessing as mp
import queue
import time

DIAGNOSIS = "killed-with-lock"

RATES = {"Monday": 7, "Tuesday": 8}
PRICES = range(100, 500, 10)


def convert(rate: int, prices: mp.Queue, converted: mp.Queue, over) -> None:
    while not over.is_set():
        try:
            price = prices.get(timeout=0.02)
        except queue.Empty:
            continue
        converted.put(price * rate)


def main() -> None:
    prices, converted = mp.Queue(), mp.Queue()
    for day, rate in RATES.items():
        over = mp.Event()
        converters = [
            mp.Process(target=convert, args=(rate, prices, converted, over), name=f"{day} {n}")
            for n in range(3)
        ]
        for converter in converters:
            converter.start()
        for price in PRICES:
            prices.put(price)
        time.sleep(1.5)  # they are done by then
        over.set()
        total = sum(converted.get() for _ in PRICES)
        print(f"{day}: {len(PRICES)} prices, {total}")
        for converter in converters:
            converter.join()


if __name__ == "__main__":
    main()
