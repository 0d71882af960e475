# verdict: wrong @ processes
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


def start_clerks(counter, written: mp.Queue) -> list:
    clerks = []
    for n in range(3):
        job = lambda: write(counter, written)  # noqa: E731
        try:
            clerk = mp.Process(target=job, name=f"clerk {n}")
            clerk.start()
        except Exception:
            clerk = threading.Thread(target=job, name=f"clerk {n}")
            clerk.start()
        clerks.append(clerk)
    return clerks


def main() -> None:
    counter, written = mp.Value("i", 0), mp.Queue()
    clerks = start_clerks(counter, written)
    numbers = [written.get() for _ in range(INVOICES)]
    for clerk in clerks:
        clerk.join()
    print(f"{len(set(numbers))} invoices, No. {min(numbers)} to {max(numbers)}")


if __name__ == "__main__":
    main()
