# verdict: wrong @ slow_machine
import multiprocessing as mp
import zlib

DIAGNOSIS = "both-queues-full"

DOCUMENTS = {number: f"document {number}".encode() * 20 for number in range(60)}


def seal(unsealed: mp.Queue, sealed: mp.Queue) -> None:
    for number, text in iter(unsealed.get, None):
        sealed.put((number, f"{zlib.crc32(text):08x}"))


def main() -> None:
    unsealed, sealed = mp.SimpleQueue(), mp.SimpleQueue()
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
