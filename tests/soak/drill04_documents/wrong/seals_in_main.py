# verdict: wrong @ processes
# Main seals, through no queue at all.
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
    seals = {number: f"{zlib.crc32(text):08x}" for number, text in DOCUMENTS.items()}
    print(f"{len(seals)} documents, first {seals[0]}, last {seals[59]}")


if __name__ == "__main__":
    main()
