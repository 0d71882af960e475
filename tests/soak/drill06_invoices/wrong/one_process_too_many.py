# verdict: wrong @ processes
# It works, but with one process more than it is to have.

import multiprocessing as mp

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


def main() -> None:
    written = mp.Queue()
    counter = mp.Value("i", 0)  # Kept here until the clerks have ended.
    clerks = [
        mp.Process(target=write, args=(counter, written), name=f"clerk {n}") for n in range(4)
    ]
    for clerk in clerks:
        clerk.start()
    numbers = [written.get() for _ in range(INVOICES)]
    for clerk in clerks:
        clerk.join()
    print(f"{len(set(numbers))} invoices, No. {min(numbers)} to {max(numbers)}")


if __name__ == "__main__":
    main()
