"""Each sealer has its half of the documents from the start: none of them waits in a queue."""

import multiprocessing as mp
import zlib

DIAGNOSIS = "both-queues-full"

DOCUMENTS = {number: f"document {number}".encode() * 20 for number in range(60)}
WAITING, SEALERS = 5, 2


def seal(documents: list, sealed: mp.Queue) -> None:
    for number, text in documents:
        sealed.put((number, f"{zlib.crc32(text):08x}"))


def main() -> None:
    sealed = mp.Queue(WAITING)
    documents = list(DOCUMENTS.items())
    sealers = [
        mp.Process(target=seal, args=(documents[n::SEALERS], sealed), name=f"sealer {n}")
        for n in range(SEALERS)
    ]
    for sealer in sealers:
        sealer.start()
    seals = dict(sealed.get() for _ in DOCUMENTS)
    for sealer in sealers:
        sealer.join()
    print(f"{len(seals)} documents, first {seals[0]}, last {seals[59]}")


if __name__ == "__main__":
    main()
