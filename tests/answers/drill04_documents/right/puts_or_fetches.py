# right: if there is no room, main fetches what is there
import multiprocessing as mp
import queue
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
    todo = [*DOCUMENTS.items(), None, None]
    while todo or len(seals) < len(DOCUMENTS):
        try:
            if todo:
                unsealed.put(todo[0], timeout=0.02)
                todo.pop(0)
        except queue.Full:
            pass
        try:
            if len(seals) < len(DOCUMENTS):
                number, mark = sealed.get(timeout=0 if todo else None)
                seals[number] = mark
        except queue.Empty:
            pass
    for sealer in sealers:
        sealer.join()
    print(f"{len(seals)} documents, first {seals[0]}, last {seals[59]}")


if __name__ == "__main__":
    main()
