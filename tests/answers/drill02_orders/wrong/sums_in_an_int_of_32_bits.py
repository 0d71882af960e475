# verdict: wrong @ other_data
# the sum is kept in a C int, and a large book does not fit into it
"""Find the bug: adding up orders.

One process reads the order book, a second one adds the amounts up; a pipe connects them. The
program has to print this line, and then to exit with code 0, under fork, spawn and forkserver, on a
slow machine too, and where a pipe holds little:

    300 orders, 30509 EUR

It does not. Repair it, and set DIAGNOSIS to the code of what was wrong. One child process goes on
reading, and passes each amount on to a second one, which adds them up. The start method stays what
it is set to, and every process ends by itself, with code 0. BOOK stays at the top: it is also run
with other books, and with a long one.

The codes, which are the same in all drills:

    both-queues-full    two sides wait for room, each in a queue that the other should empty
    empty-is-not-done   an empty queue is taken for the end of the data
    join-before-drain   a process is joined before what it has put is read
    killed-with-lock    a process is killed while it holds a lock that others need
    lost-update         shared data is changed without a lock
    needs-fork          something is used that only a forked child has
    open-write-end      a pipe's write end stays open where nobody writes
    too-few-sentinels   there are more consumers than end marks

Done when ``nox -s grade -- drill02`` passes.
"""

import multiprocessing as mp

DIAGNOSIS = "open-write-end"

BOOK = [f"{n % 7 + 1} x {n * 3 % 50 + 1} EUR" for n in range(300)]


def read(book, amounts) -> None:
    with amounts:
        for line in book:
            count, _, price, _ = line.split()
            amounts.send(int(count) * int(price))


def add(amounts, orders, total) -> None:
    try:
        while True:
            amount = amounts.recv()
            with orders.get_lock(), total.get_lock():
                orders.value += 1
                total.value += amount
    except EOFError:
        amounts.close()


def main() -> None:
    orders, total = mp.Value("i", 0), mp.Value("i", 0)
    source, sink = mp.Pipe(duplex=False)
    reader = mp.Process(target=read, args=(BOOK, sink), name="reader")
    adder = mp.Process(target=add, args=(source, orders, total), name="adder")
    reader.start()
    sink.close()
    adder.start()
    source.close()
    reader.join()
    adder.join()
    print(f"{orders.value} orders, {total.value} EUR")


if __name__ == "__main__":
    main()
