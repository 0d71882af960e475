# verdict: wrong @ much_before_a_death
# a long list goes in batches, so that the sender's death takes along the items before it
import multiprocessing as mp


def send(writer, items: list, size: int) -> None:
    with writer:
        for start in range(0, len(items), size):
            writer.send(items[start : start + size])


def run(items: list) -> tuple[list, bool]:
    size = 64 if len(items) > 1000 else 1  # One system call an item is too slow for the long ones.
    reader, writer = mp.Pipe(duplex=False)
    sender = mp.Process(target=send, args=(writer, items, size), name="sender")
    sender.start()
    writer.close()
    received: list = []
    with reader:
        try:
            while True:
                received += reader.recv()
        except (EOFError, OSError):
            pass
    sender.join()
    sender.close()
    return received, len(received) == len(items)
