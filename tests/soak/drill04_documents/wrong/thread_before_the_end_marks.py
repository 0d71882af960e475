# verdict: deadlock | wrong @ prints_the_right_thing
# The thread feeds, and forgets the end marks.
import multiprocessing as mp
import threading
import zlib

DIAGNOSIS = "both-queues-full"

DOCUMENTS = {number: f"document {number}".encode() * 20 for number in range(60)}
WAITING = 5


def seal(unsealed: mp.Queue, sealed: mp.Queue) -> None:
    for number, text in iter(unsealed.get, None):
        sealed.put((number, f"{zlib.crc32(text):08x}"))


def feed(unsealed) -> None:
    for document in DOCUMENTS.items():
        unsealed.put(document)


def main() -> None:
    unsealed, sealed = mp.Queue(WAITING), mp.Queue(WAITING)
    sealers = [
        mp.Process(target=seal, args=(unsealed, sealed), name=f"sealer {n}") for n in range(2)
    ]
    for sealer in sealers:
        sealer.start()
    feeder = threading.Thread(target=feed, args=(unsealed,))
    feeder.start()
    seals = dict(sealed.get() for _ in DOCUMENTS)
    feeder.join()
    for sealer in sealers:
        sealer.join()
    print(f"{len(seals)} documents, first {seals[0]}, last {seals[59]}")


if __name__ == "__main__":
    main()
