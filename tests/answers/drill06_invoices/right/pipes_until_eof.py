"""A pipe per clerk, read with connection.wait until each is at its end; value and lock by hand."""

import multiprocessing as mp
from multiprocessing.connection import wait

DIAGNOSIS = "needs-fork"

INVOICES = 30


def write(counter, lock, written) -> None:
    with written:
        while True:
            with lock:
                counter.value += 1
                number = counter.value
            if number > INVOICES:
                return
            written.send(number)


def start_clerks(counter, lock):
    clerks, sources = [], []
    for n in range(3):
        source, sink = mp.Pipe(duplex=False)
        clerk = mp.Process(target=write, args=(counter, lock, sink), name=f"clerk {n}")
        clerk.start()
        sink.close()
        clerks.append(clerk)
        sources.append(source)
    return clerks, sources


def main() -> None:
    counter, lock = mp.RawValue("i", 0), mp.Lock()
    clerks, sources = start_clerks(counter, lock)
    numbers = []
    while sources:
        for source in wait(sources):
            try:
                numbers.append(source.recv())
            except EOFError:
                source.close()
                sources.remove(source)
    for clerk in clerks:
        clerk.join()
    print(f"{len(set(numbers))} invoices, No. {min(numbers)} to {max(numbers)}")


if __name__ == "__main__":
    main()
