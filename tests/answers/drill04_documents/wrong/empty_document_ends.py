# verdict: deadlock @ other_data
# An empty document is taken for the end mark.
import multiprocessing as mp
import threading
import zlib

DIAGNOSIS = "both-queues-full"

DOCUMENTS = {number: f"document {number}".encode() * 20 for number in range(60)}
WAITING = 5


def seal(unsealed: mp.Queue, sealed: mp.Queue) -> None:
    number, text = unsealed.get()
    while text:
        sealed.put((number, f"{zlib.crc32(text):08x}"))
        number, text = unsealed.get()


def feed(unsealed: mp.Queue, sealers: int) -> None:
    for document in DOCUMENTS.items():
        unsealed.put(document)
    for _ in range(sealers):
        unsealed.put((None, None))


def main() -> None:
    unsealed, sealed = mp.Queue(WAITING), mp.Queue(WAITING)
    sealers = [
        mp.Process(target=seal, args=(unsealed, sealed), name=f"sealer {n}") for n in range(2)
    ]
    for sealer in sealers:
        sealer.start()
    feeder = threading.Thread(target=feed, args=(unsealed, len(sealers)))
    feeder.start()
    seals = dict(sealed.get() for _ in DOCUMENTS)
    feeder.join()
    for sealer in sealers:
        sealer.join()
    numbers = list(DOCUMENTS)
    print(f"{len(seals)} documents, first {seals[numbers[0]]}, last {seals[numbers[-1]]}")


if __name__ == "__main__":
    main()
