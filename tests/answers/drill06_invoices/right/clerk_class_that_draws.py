"""Clerk is a subclass of Process and holds what it needs as picklable attributes."""

import multiprocessing as mp

DIAGNOSIS = "needs-fork"

INVOICES = 30


class Clerk(mp.Process):
    def __init__(self, n, counter, written):
        super().__init__(name=f"clerk {n}")
        self.counter, self.written = counter, written

    def draw(self):
        with self.counter.get_lock():
            self.counter.value += 1
            return self.counter.value

    def run(self):
        while (number := self.draw()) <= INVOICES:
            self.written.put(number)


def start_clerks(written):
    counter = mp.Value("i", 0)
    clerks = [Clerk(n, counter, written) for n in range(3)]
    for clerk in clerks:
        clerk.start()
    return clerks


def main():
    written = mp.Queue()
    clerks = start_clerks(written)
    numbers = {written.get() for _ in range(INVOICES)}
    for clerk in clerks:
        clerk.join()
    written.close()
    written.join_thread()
    print(f"{len(numbers)} invoices, No. {min(numbers)} to {max(numbers)}")


if __name__ == "__main__":
    main()
