# verdict: wrong @ other_data
# prices beyond 32 bits wrap
import multiprocessing as mp

DIAGNOSIS = "killed-with-lock"

RATES = {"Monday": 7, "Tuesday": 8}
PRICES = range(100, 500, 10)
CONVERTERS = 3


def convert(rate: int, first: int, prices, converted) -> None:
    for place in range(first, len(prices), CONVERTERS):
        converted[place] = prices[place] * rate


def main() -> None:
    for day, rate in RATES.items():
        converted = mp.Array("i", len(PRICES), lock=False)  # Nobody shares a place.
        converters = [
            mp.Process(target=convert, args=(rate, n, PRICES, converted), name=f"{day} {n}")
            for n in range(CONVERTERS)
        ]
        for converter in converters:
            converter.start()
        for converter in converters:
            converter.join()
        print(f"{day}: {len(PRICES)} prices, {sum(converted)}")


if __name__ == "__main__":
    main()
