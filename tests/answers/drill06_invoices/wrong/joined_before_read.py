# verdict: deadlock @ much_data
# The clerks are joined before the numbers are read, which fit into a pipe if they are few.
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


def start_clerks(counter, written: mp.Queue) -> list:
    clerks = [
        mp.Process(target=write, args=(counter, written), name=f"clerk {n}") for n in range(3)
    ]
    for clerk in clerks:
        clerk.start()
    return clerks


if __name__ == "__main__":
    written = mp.Queue()
    counter = mp.Value("i", 0)  # kept here as long as the clerks may need it
    clerks = start_clerks(counter, written)
    for clerk in clerks:
        clerk.join()
    numbers = [written.get() for _ in range(INVOICES)]
    print(f"{len(set(numbers))} invoices, No. {min(numbers)} to {max(numbers)}")
