# verdict: crashed @ other_data
# drops an incomplete round
import multiprocessing as mp
import zlib

DIAGNOSIS = "both-queues-full"

DOCUMENTS = {number: f"document {number}".encode() * 20 for number in range(60)}
WAITING = 5


def seal(unsealed: mp.Queue, sealed: mp.Queue) -> None:
    for number, text in iter(unsealed.get, None):
        sealed.put((number, f"{zlib.crc32(text):08x}"))


def main() -> None:
    unsealed, sealed = mp.Queue(WAITING), mp.Queue(WAITING)
    sealers = [
        mp.Process(target=seal, args=(unsealed, sealed), name=f"sealer {n}") for n in range(2)
    ]
    for sealer in sealers:
        sealer.start()
    seals = {}
    for batch in zip(*[iter(DOCUMENTS.items())] * WAITING):
        for document in batch:
            unsealed.put(document)
        seals.update(sealed.get() for _ in batch)
    for _ in sealers:
        unsealed.put(None)
    for sealer in sealers:
        sealer.join()
    print(f"{len(seals)} documents, first {seals[min(DOCUMENTS)]}, last {seals[max(DOCUMENTS)]}")


if __name__ == "__main__":
    main()
