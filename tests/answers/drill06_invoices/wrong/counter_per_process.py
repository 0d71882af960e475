# verdict: wrong | leaked | early | crashed @ prints_the_right_thing
# A counter of the module: each spawned clerk imports a new one.
import multiprocessing as mp

DIAGNOSIS = "needs-fork"

INVOICES = 30


counter = mp.Value("i", 0)


def write(written) -> None:
    while True:
        with counter.get_lock():
            counter.value += 1
            number = counter.value
        if number > INVOICES:
            break
        written.put(number)


def start_clerks(written: mp.Queue) -> list:
    clerks = [mp.Process(target=write, args=(written,), name=f"clerk {n}") for n in range(3)]
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
