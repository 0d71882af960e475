# verdict: crashed @ prints_the_right_thing (spawn)
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


def main() -> None:
    counter, written = mp.Value("i", 0), mp.Queue()
    clerks = start_clerks(counter, written)
    numbers = [written.get() for _ in range(INVOICES)]
    for clerk in clerks:
        clerk.join()
    print(f"{len(set(numbers))} invoices, No. {min(numbers)} to {max(numbers)}")


main()
