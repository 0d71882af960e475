# verdict: deadlock @ much_data
# joins each clerk before it reads what that has sent
import multiprocessing as mp

DIAGNOSIS = "needs-fork"

INVOICES = 30


def write(counter, last: int, writer) -> None:
    mine = []
    while True:
        with counter.get_lock():
            counter.value += 1
            number = counter.value
        if number > last:
            break
        mine.append(number)
    with writer:
        writer.send(mine)


def main() -> None:
    counter = mp.Value("i", 0)
    clerks, readers = [], []
    for n in range(3):
        reader, writer = mp.Pipe(duplex=False)
        clerk = mp.Process(target=write, args=(counter, INVOICES, writer), name=f"clerk {n}")
        clerk.start()
        writer.close()
        clerks.append(clerk)
        readers.append(reader)
    numbers = []
    for clerk, reader in zip(clerks, readers):
        clerk.join()
        numbers += reader.recv()
    print(f"{len(set(numbers))} invoices, No. {min(numbers)} to {max(numbers)}")


if __name__ == "__main__":
    main()
