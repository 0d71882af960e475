# verdict: wrong @ prints_the_right_thing (spawn)
# It works under fork, so a fork context is used.
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


def start_clerks(written: mp.Queue) -> list:
    counter = mp.Value("i", 0)
    clerks = [
        mp.get_context("fork").Process(target=lambda: write(counter, written), name=f"clerk {n}")
        for n in range(3)
    ]
    for clerk in clerks:
        clerk.start()
    return clerks


written = mp.Queue()
clerks = start_clerks(written)
numbers = [written.get() for _ in range(INVOICES)]
for clerk in clerks:
    clerk.join()
print(f"{len(set(numbers))} invoices, No. {min(numbers)} to {max(numbers)}")
