"""Find the bug: converting prices.

Three processes convert prices at the rate of the day. When the rate changes, they are replaced by
three that know the new one. The program has to print these lines, and then to exit with code 0,
under fork, spawn and forkserver, on a slow machine too, and where a pipe holds little:

    Monday: 40 prices, 82600
    Tuesday: 40 prices, 94400

It does not. Repair it, and set DIAGNOSIS to the code of what was wrong. On each day three child
processes of that day go on converting: each multiplies a part of the prices by the rate, and main
none. The start method stays what it is set to, and every process ends by itself, with code 0. RATES
and PRICES stay at the top: it is also run with others, and with many.

The codes, which are the same in all drills:

    both-queues-full    two sides wait for room, each in a queue that the other should empty
    empty-is-not-done   an empty queue is taken for the end of the data
    join-before-drain   a process is joined before what it has put is read
    killed-with-lock    a process is killed while it holds a lock that others need
    lost-update         shared data is changed without a lock
    needs-fork          something is used that only a forked child has
    open-write-end      a pipe's write end stays open where nobody writes
    too-few-sentinels   there are more consumers than end marks

Done when ``nox -s grade -- drill05`` passes.
"""

import multiprocessing as mp

DIAGNOSIS = ""  # TODO: repair the program, and say what was wrong.

RATES = {"Monday": 7, "Tuesday": 8}
PRICES = range(100, 500, 10)


def convert(rate: int, prices: mp.Queue, converted: mp.Queue) -> None:
    while True:
        converted.put(prices.get() * rate)


def main() -> None:
    prices, converted = mp.Queue(), mp.Queue()
    for day, rate in RATES.items():
        converters = [
            mp.Process(target=convert, args=(rate, prices, converted), name=f"{day} {n}")
            for n in range(3)
        ]
        for converter in converters:
            converter.start()
        for price in PRICES:
            prices.put(price)
        total = sum(converted.get() for _ in PRICES)
        print(f"{day}: {len(PRICES)} prices, {total}")
        for converter in converters:
            converter.terminate()
            converter.join()


if __name__ == "__main__":
    main()
