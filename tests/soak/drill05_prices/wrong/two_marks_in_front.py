# verdict: wrong @ processes
import multiprocessing as mp

DIAGNOSIS = "killed-with-lock"

RATES = {"Monday": 7, "Tuesday": 8}
PRICES = range(100, 500, 10)


def convert(rate: int, prices: mp.Queue, converted: mp.Queue) -> None:
    while True:
        price = prices.get()
        if price is None:
            break
        converted.put(price * rate)


def main() -> None:
    prices, converted = mp.Queue(), mp.Queue()
    for day, rate in RATES.items():
        converters = [
            mp.Process(target=convert, args=(rate, prices, converted), name=f"{day} {n}")
            for n in range(3)
        ]
        for converter in converters:
            converter.start()
        for work in [None, None, *PRICES, None]:
            prices.put(work)
        total = sum(converted.get() for _ in PRICES)
        print(f"{day}: {len(PRICES)} prices, {total}")
        for converter in converters:
            converter.join()


if __name__ == "__main__":
    main()
