"""No manager at all: each worker sends its own dict over a pipe, and the caller merges them."""

import multiprocessing as mp


def collect(sender, share: list) -> None:
    part: dict[str, list] = {}
    for key, value in share:
        part.setdefault(key, []).append(value)
    sender.send(part)
    sender.close()


def run(events: list, workers: int) -> dict[str, list]:
    readers, processes = [], []
    for first in range(workers):
        reader, sender = mp.Pipe(duplex=False)
        process = mp.Process(target=collect, args=(sender, events[first::workers]))
        process.start()
        sender.close()
        readers.append(reader)
        processes.append(process)
    board: dict[str, list] = {}
    for reader, process in zip(readers, processes, strict=True):
        for key, values in reader.recv().items():
            board.setdefault(key, []).extend(values)
        reader.close()
        process.join()
    return board
