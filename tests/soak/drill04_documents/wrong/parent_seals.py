# verdict: wrong @ slow_machine
import multiprocessing as mp
import threading
import zlib

DIAGNOSIS = "both-queues-full"

DOCUMENTS = {number: f"document {number}".encode() * 20 for number in range(60)}
WAITING = 5


def seal(unsealed: mp.Queue, sealed: mp.Queue) -> None:
    for number, text in iter(unsealed.get, None):
        sealed.put((number, text))


def feed(unsealed: mp.Queue, sealers: int) -> None:
    for document in DOCUMENTS.items():
        unsealed.put(document)
    for _ in range(sealers):
        unsealed.put(None)


def main() -> None:
    unsealed, sealed = mp.Queue(WAITING), mp.Queue(WAITING)
    sealers = [
        mp.Process(target=seal, args=(unsealed, sealed), name=f"sealer {n}") for n in range(2)
    ]
    for sealer in sealers:
        sealer.start()
    feeder = threading.Thread(target=feed, args=(unsealed, len(sealers)))
    feeder.start()
    seals = {}
    for _ in DOCUMENTS:
        number, text = sealed.get()
        seals[number] = f"{zlib.crc32(text):08x}"
    feeder.join()
    for sealer in sealers:
        sealer.join()
    print(f"{len(seals)} documents, first {seals[0]}, last {seals[59]}")


if __name__ == "__main__":
    main()
