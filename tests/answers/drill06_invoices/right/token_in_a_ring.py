# the next number that is free goes round in a ring of pipes, and whoever has it takes some
"""Find the bug: writing invoices.

Three clerks, one process each, write invoices. They draw the numbers from a shared counter; however
it is done, each number is used once. The program has to print this line, and then to exit with code
0, under fork, spawn and forkserver, on a slow machine too, and where a pipe holds little:

    30 invoices, No. 1 to 30

It does not. Repair it, and set DIAGNOSIS to the code of what was wrong. Three child processes go on
writing, each a part of the invoices. The start method stays what it is set to, and every process
ends by itself, with code 0. INVOICES stays at the top: it is also run with other numbers, and
with big ones.

The codes, which are the same in all drills:

    both-queues-full    two sides wait for room, each in a queue that the other should empty
    empty-is-not-done   an empty queue is taken for the end of the data
    join-before-drain   a process is joined before what it has put is read
    killed-with-lock    a process is killed while it holds a lock that others need
    lost-update         shared data is changed without a lock
    needs-fork          something is used that only a forked child has
    open-write-end      a pipe's write end stays open where nobody writes
    too-few-sentinels   there are more consumers than end marks

Done when ``nox -s grade -- drill06`` passes.
"""

import multiprocessing as mp

DIAGNOSIS = "needs-fork"

INVOICES = 30


def write(last: int, from_left, to_right, written) -> None:
    step = max(1, last // 100)
    while True:
        number = from_left.recv()
        to_right.send(number + step if number <= last else number)
        if number > last:
            break
        for each in range(number, min(number + step, last + 1)):
            written.put(each)


def main() -> None:
    written = mp.SimpleQueue()
    # Main holds all the ends until the clerks have ended: the last token goes to one that has.
    ring = [mp.Pipe(duplex=False) for _ in range(3)]
    clerks = [
        mp.Process(
            target=write,
            args=(INVOICES, ring[n][0], ring[(n + 1) % 3][1], written),
            name=f"clerk {n}",
        )
        for n in range(3)
    ]
    for clerk in clerks:
        clerk.start()
    ring[0][1].send(1)
    numbers = [written.get() for _ in range(INVOICES)]
    for clerk in clerks:
        clerk.join()
    print(f"{len(set(numbers))} invoices, No. {min(numbers)} to {max(numbers)}")


if __name__ == "__main__":
    main()
