# verdict: wrong @ slow_machine
# One more waits than may.

import multiprocessing as mp
import threading
import zlib

DIAGNOSIS = "both-queues-full"

DOCUMENTS = {number: f"document {number}".encode() * 20 for number in range(60)}
WAITING, SEALERS = 6, 2


def seal(unsealed: mp.Queue, sealed: mp.Queue) -> None:
    for number, text in iter(unsealed.get, None):
        sealed.put((number, f"{zlib.crc32(text):08x}"))


def feed(unsealed: mp.Queue) -> None:
    for document in DOCUMENTS.items():
        unsealed.put(document)
    for _ in range(SEALERS):
        unsealed.put(None)


def main() -> None:
    unsealed, sealed = mp.Queue(WAITING), mp.Queue(WAITING)
    sealers = [
        mp.Process(target=seal, args=(unsealed, sealed), name=f"sealer {n}") for n in range(SEALERS)
    ]
    for sealer in sealers:
        sealer.start()
    # Started after the processes: a thread of its own waits for room, so that this one can fetch.
    feeder = threading.Thread(target=feed, args=(unsealed,))
    feeder.start()
    seals = dict(sealed.get() for _ in DOCUMENTS)
    feeder.join()
    for sealer in sealers:
        sealer.join()
    print(f"{len(seals)} documents, first {seals[0]}, last {seals[59]}")


if __name__ == "__main__":
    main()
