# verdict: deadlock @ much_data
# sends all prices before it receives the first
import multiprocessing as mp

DIAGNOSIS = "killed-with-lock"

RATES = {"Monday": 7, "Tuesday": 8}
PRICES = range(100, 500, 10)


def convert(rate: int, desk) -> None:
    with desk:
        while (price := desk.recv()) is not None:
            desk.send(price * rate)


def main() -> None:
    for day, rate in RATES.items():
        desks, converters = [], []
        for n in range(3):
            mine, theirs = mp.Pipe()
            converter = mp.Process(target=convert, args=(rate, theirs), name=f"{day} {n}")
            converter.start()
            theirs.close()
            desks.append(mine)
            converters.append(converter)
        for place, price in enumerate(PRICES):
            desks[place % 3].send(price)
        for desk in desks:
            desk.send(None)
        total = sum(desks[place % 3].recv() for place in range(len(PRICES)))
        print(f"{day}: {len(PRICES)} prices, {total}")
        for converter in converters:
            converter.join()
        for desk in desks:
            desk.close()


if __name__ == "__main__":
    main()
