# verdict: wrong @ processes
# The converters only start and stop; main converts.
import multiprocessing as mp

DIAGNOSIS = "killed-with-lock"

RATES = {"Monday": 7, "Tuesday": 8}
PRICES = range(100, 500, 10)


def convert(rate: int, prices: mp.Queue, converted: mp.Queue) -> None:
    while (price := prices.get()) is not None:
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
        for _ in converters:
            prices.put(None)
        total = sum(price * rate for price in PRICES)
        print(f"{day}: {len(PRICES)} prices, {total}")
        for converter in converters:
            converter.join()


if __name__ == "__main__":
    main()
