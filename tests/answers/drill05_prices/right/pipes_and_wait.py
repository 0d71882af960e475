"""A scheduler: each converter has a pipe of its own and gets the next price with connection.wait."""

import multiprocessing as mp
from multiprocessing.connection import wait

DIAGNOSIS = "killed-with-lock"

RATES = {"Monday": 7, "Tuesday": 8}
PRICES = range(100, 500, 10)


def convert(rate, connection, unused):
    unused.close()
    with connection:
        while (price := connection.recv()) is not None:
            connection.send(price * rate)


def work(day, rate):
    converters, connections = [], []
    for n in range(3):
        ours, theirs = mp.Pipe()
        converter = mp.Process(target=convert, args=(rate, theirs, ours), name=f"{day} {n}")
        converter.start()
        theirs.close()
        converters.append(converter)
        connections.append(ours)
    prices = iter(PRICES)
    for connection in connections:
        connection.send(next(prices))
    amounts = []
    while connections:
        for connection in wait(connections):
            amounts.append(connection.recv())
            price = next(prices, None)
            connection.send(price)
            if price is None:
                connection.close()
                connections.remove(connection)
    for converter in converters:
        converter.join()
    return amounts


def main():
    for day, rate in RATES.items():
        amounts = work(day, rate)
        print(f"{day}: {len(amounts)} prices, {sum(amounts)}")


if __name__ == "__main__":
    main()
