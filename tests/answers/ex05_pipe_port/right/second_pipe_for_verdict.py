"""Two pipes: one for the items until it ends, and one on which the sender says that it is through."""

import multiprocessing as mp
import pickle


def send(others: tuple, data, verdict, items: list) -> None:
    for connection in others:
        connection.close()
    for item in items:
        data.send(item)
    data.close()
    verdict.send_bytes(b"through")
    verdict.close()


def messages(connection):
    while True:
        try:
            yield connection.recv_bytes()
        except (EOFError, OSError):
            return


def run(items: list) -> tuple[list, bool]:
    data_in, data_out = mp.Pipe(duplex=False)
    verdict_in, verdict_out = mp.Pipe(duplex=False)
    with data_in, verdict_in:
        with data_out, verdict_out:
            sender = mp.Process(
                target=send, args=((data_in, verdict_in), data_out, verdict_out, items)
            )
            sender.start()
        try:
            received = [pickle.loads(message) for message in messages(data_in)]
            clean = list(messages(verdict_in)) == [b"through"]
        finally:
            data_in.close()
            verdict_in.close()
            sender.join()
            sender.close()
    return received, clean
