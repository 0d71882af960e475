# right: a pool whose initializer hands over the counter
import multiprocessing as mp

DIAGNOSIS = "needs-fork"

INVOICES = 30


def remember(shared) -> None:
    global counter
    counter = shared


def write(_) -> list:
    drawn = []
    while True:
        with counter.get_lock():
            counter.value += 1
            number = counter.value
        if number > INVOICES:
            break
        drawn.append(number)
    return drawn


def main() -> None:
    counter = mp.Value("i", 0)
    with mp.Pool(3, remember, (counter,)) as pool:
        numbers = [number for drawn in pool.map(write, range(3), chunksize=1) for number in drawn]
    print(f"{len(set(numbers))} invoices, No. {min(numbers)} to {max(numbers)}")


if __name__ == "__main__":
    main()
