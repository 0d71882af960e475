"""Shared memory: the converters draw an index under a lock, write into a RawArray, and end when none is left."""

import multiprocessing as mp

DIAGNOSIS = "killed-with-lock"

RATES = {"Monday": 7, "Tuesday": 8}
PRICES = range(100, 500, 10)


def convert(rate, prices, converted, following):
    while True:
        with following.get_lock():
            index = following.value
            if index == len(prices):
                return
            following.value += 1
        converted[index] = prices[index] * rate


def main():
    for day, rate in RATES.items():
        converted = mp.RawArray("q", len(PRICES))
        following = mp.Value("i", 0)
        converters = [
            mp.Process(target=convert, args=(rate, PRICES, converted, following), name=f"{day} {n}")
            for n in range(3)
        ]
        for converter in converters:
            converter.start()
        for converter in converters:
            converter.join()
        print(f"{day}: {len(converted)} prices, {sum(converted)}")


if __name__ == "__main__":
    main()
