"""functools.partial in place of the lambda, and a thread in the parent that files the numbers."""

import functools
import multiprocessing as mp
import threading

DIAGNOSIS = "needs-fork"

INVOICES = 30


def write(counter, written) -> None:
    while True:
        with counter.get_lock():
            counter.value += 1
            number = counter.value
        if number > INVOICES:
            break
        written.put(number)


def start_clerks(job) -> list:
    clerks = [mp.Process(target=job, name=f"clerk {n}") for n in range(3)]
    for clerk in clerks:
        clerk.start()
    return clerks


def main() -> None:
    written = mp.Queue()
    job = functools.partial(write, mp.Value("i", 0), written)
    clerks = start_clerks(job)
    numbers = []

    def file_numbers():
        for _ in range(INVOICES):
            numbers.append(written.get())

    filing = threading.Thread(target=file_numbers)
    filing.start()
    for clerk in clerks:
        clerk.join()
    filing.join()
    print(f"{len(set(numbers))} invoices, No. {min(numbers)} to {max(numbers)}")


if __name__ == "__main__":
    main()
