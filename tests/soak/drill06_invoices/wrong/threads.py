# verdict: wrong @ processes
# Threads: nothing is pickled, nothing is imported again, nobody is a process.
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


def start_clerks(written: mp.Queue) -> list:
    counter = mp.Value("i", 0)
    clerks = [
        threading.Thread(target=lambda: write(counter, written), name=f"clerk {n}")
        for n in range(3)
    ]
    for clerk in clerks:
        clerk.start()
    return clerks


def main() -> None:
    written = mp.Queue()
    clerks = start_clerks(written)
    numbers = [written.get() for _ in range(INVOICES)]
    for clerk in clerks:
        clerk.join()
    print(f"{len(set(numbers))} invoices, No. {min(numbers)} to {max(numbers)}")


if __name__ == "__main__":
    main()
