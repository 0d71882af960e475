# verdict: wrong @ slow_machine
import multiprocessing as mp
import zlib

DIAGNOSIS = "both-queues-full"

DOCUMENTS = {number: f"document {number}".encode() * 20 for number in range(60)}
WAITING = 5


def seal(unsealed: mp.Queue, sealed: mp.Queue) -> None:
    for batch in iter(unsealed.get, None):
        sealed.put([(number, f"{zlib.crc32(text):08x}") for number, text in batch])


def main() -> None:
    unsealed, sealed = mp.Queue(WAITING), mp.Queue(WAITING)
    sealers = [
        mp.Process(target=seal, args=(unsealed, sealed), name=f"sealer {n}") for n in range(2)
    ]
    for sealer in sealers:
        sealer.start()
    documents = list(DOCUMENTS.items())
    batches = [documents[n : n + 12] for n in range(0, len(documents), 12)]
    for batch in batches:
        unsealed.put(batch)
    for _ in sealers:
        unsealed.put(None)
    seals = {}
    for _ in batches:
        seals.update(sealed.get())
    for sealer in sealers:
        sealer.join()
    print(f"{len(seals)} documents, first {seals[0]}, last {seals[59]}")


if __name__ == "__main__":
    main()
