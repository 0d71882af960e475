# verdict: wrong @ prints_the_right_thing (spawn)
import multiprocessing as mp

DIAGNOSIS = "killed-with-lock"

RATES = {"Monday": 7, "Tuesday": 8}
PRICES = range(100, 500, 10)
rate_of_the_day = RATES["Monday"]


def convert(prices: mp.Queue, converted: mp.Queue) -> None:
    while True:
        price = prices.get()
        if price is None:
            break
        converted.put(price * rate_of_the_day)


def main() -> None:
    global rate_of_the_day
    prices, converted = mp.Queue(), mp.Queue()
    for day, rate_of_the_day in RATES.items():
        converters = [
            mp.Process(target=convert, args=(prices, converted), name=f"{day} {n}")
            for n in range(3)
        ]
        for converter in converters:
            converter.start()
        for price in PRICES:
            prices.put(price)
        total = sum(converted.get() for _ in PRICES)
        print(f"{day}: {len(PRICES)} prices, {total}")
        for _ in converters:
            prices.put(None)
        for converter in converters:
            converter.join()


if __name__ == "__main__":
    main()
