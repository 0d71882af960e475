# verdict: wrong @ slow_machine
import multiprocessing as mp
import zlib

DIAGNOSIS = "both-queues-full"

DOCUMENTS = {number: f"document {number}".encode() * 20 for number in range(60)}
WAITING = 5


def seal(unsealed: mp.Queue, sealed: mp.Queue) -> None:
    seals = []
    for number, text in iter(unsealed.get, None):
        seals.append((number, f"{zlib.crc32(text):08x}"))
    for pair in seals:
        sealed.put(pair)


def main() -> None:
    unsealed, sealed = mp.Queue(WAITING), mp.Queue(WAITING)
    sealers = [
        mp.Process(target=seal, args=(unsealed, sealed), name=f"sealer {n}") for n in range(2)
    ]
    for sealer in sealers:
        sealer.start()
    for document in DOCUMENTS.items():
        unsealed.put(document)
    for _ in sealers:
        unsealed.put(None)
    seals = dict(sealed.get() for _ in DOCUMENTS)
    for sealer in sealers:
        sealer.join()
    print(f"{len(seals)} documents, first {seals[0]}, last {seals[59]}")


if __name__ == "__main__":
    main()
