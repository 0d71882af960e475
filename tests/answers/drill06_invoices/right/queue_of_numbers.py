# right: the numbers wait in a queue
import multiprocessing as mp

DIAGNOSIS = "needs-fork"

INVOICES = 30


def write(numbers, written) -> None:
    for number in iter(numbers.get, None):
        written.put(number)


def main() -> None:
    numbers, written = mp.Queue(), mp.Queue()
    for number in [*range(1, INVOICES + 1), None, None, None]:
        numbers.put(number)
    clerks = [mp.Process(target=write, args=(numbers, written)) for _ in range(3)]
    for clerk in clerks:
        clerk.start()
    done = {written.get() for _ in range(INVOICES)}
    for clerk in clerks:
        clerk.join()
    print(f"{len(done)} invoices, No. {min(done)} to {max(done)}")


if __name__ == "__main__":
    main()
