# right: an event says that the day is over; converters look at it between two timed gets
import multiprocessing as mp
import queue

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
        total = sum(converted.get() for _ in PRICES)
        print(f"{day}: {len(PRICES)} prices, {total}")
        over.set()
        for converter in converters:
            converter.join()


if __name__ == "__main__":
    main()
