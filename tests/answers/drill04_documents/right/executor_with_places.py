"""An executor of two; a document is handed over when one of five places is free."""

import multiprocessing as mp
import threading
import zlib
from concurrent.futures import ProcessPoolExecutor

DIAGNOSIS = "both-queues-full"

DOCUMENTS = {number: f"document {number}".encode() * 20 for number in range(60)}
WAITING, SEALERS = 5, 2


def seal(text: bytes) -> str:
    return f"{zlib.crc32(text):08x}"


def main() -> None:
    places = threading.Semaphore(WAITING)
    under_way = {}
    with ProcessPoolExecutor(SEALERS, mp_context=mp.get_context()) as executor:
        for number, text in DOCUMENTS.items():
            places.acquire()
            under_way[number] = executor.submit(seal, text)
            under_way[number].add_done_callback(lambda _: places.release())
    seals = {number: seal.result() for number, seal in under_way.items()}
    print(f"{len(seals)} documents, first {seals[0]}, last {seals[59]}")


if __name__ == "__main__":
    main()
