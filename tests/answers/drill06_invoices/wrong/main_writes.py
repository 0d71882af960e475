# verdict: wrong @ needs_its_children
# The clerks draw no number; main writes all invoices.
import multiprocessing as mp

DIAGNOSIS = "needs-fork"

INVOICES = 30


def write(counter) -> None:
    with counter.get_lock():
        counter.value += 1


if __name__ == "__main__":
    counter = mp.Value("i", 0)
    clerks = [mp.Process(target=write, args=(counter,), name=f"clerk {n}") for n in range(3)]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
    numbers = list(range(1, INVOICES + 1))
    print(f"{len(set(numbers))} invoices, No. {min(numbers)} to {max(numbers)}")
