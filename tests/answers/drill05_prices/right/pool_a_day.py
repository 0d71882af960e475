# right: a pool of three each day
import multiprocessing as mp

DIAGNOSIS = "killed-with-lock"

RATES = {"Monday": 7, "Tuesday": 8}
PRICES = range(100, 500, 10)


def convert(rate: int, price: int) -> int:
    return price * rate


def main() -> None:
    for day, rate in RATES.items():
        with mp.Pool(3) as pool:
            total = sum(pool.starmap(convert, [(rate, price) for price in PRICES]))
        print(f"{day}: {len(PRICES)} prices, {total}")


if __name__ == "__main__":
    main()
