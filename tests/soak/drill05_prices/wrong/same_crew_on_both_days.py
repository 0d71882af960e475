# verdict: wrong @ processes
import multiprocessing as mp

DIAGNOSIS = "killed-with-lock"

RATES = {"Monday": 7, "Tuesday": 8}
PRICES = range(100, 500, 10)


def convert(prices: mp.Queue, converted: mp.Queue) -> None:
    for rate, price in iter(prices.get, None):
        converted.put(price * rate)


def main() -> None:
    prices, converted = mp.Queue(), mp.Queue()
    converters = [
        mp.Process(target=convert, args=(prices, converted), name=f"converter {n}")
        for n in range(3)
    ]
    for converter in converters:
        converter.start()
    for day, rate in RATES.items():
        for price in PRICES:
            prices.put((rate, price))
        total = sum(converted.get() for _ in PRICES)
        print(f"{day}: {len(PRICES)} prices, {total}")
    for _ in converters:
        prices.put(None)
    for converter in converters:
        converter.join()


if __name__ == "__main__":
    main()
