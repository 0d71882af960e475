"""A thread of the caller receives while the caller itself waits for the sender to exit."""

import multiprocessing as mp
import pickle
from concurrent.futures import ThreadPoolExecutor


def send(receiver, writer, items: list) -> None:
    receiver.close()
    with writer:
        for item in items:
            writer.send(("item", item))
        writer.send(("end", len(items)))


def collect(receiver) -> tuple[list, bool]:
    received: list = []
    with receiver:
        while True:
            try:
                message = receiver.recv_bytes()
            except (EOFError, OSError):
                return received, False
            kind, value = pickle.loads(message)
            if kind == "end":
                return received, True
            received.append(value)


def run(items: list) -> tuple[list, bool]:
    receiver, writer = mp.Pipe(duplex=False)
    with receiver:
        with writer:
            sender = mp.Process(target=send, args=(receiver, writer, items), name="sender")
            sender.start()
        with ThreadPoolExecutor(max_workers=1) as pool:
            result = pool.submit(collect, receiver)
            sender.join()
            sender.close()
            return result.result()
