# right: a pool of two with a semaphore for what is under way
import multiprocessing as mp
import threading
import zlib

DIAGNOSIS = "both-queues-full"

DOCUMENTS = {number: f"document {number}".encode() * 20 for number in range(60)}
WAITING = 5


def seal(document):
    number, text = document
    return number, f"{zlib.crc32(text):08x}"


def a_few(slots):
    for document in DOCUMENTS.items():
        slots.acquire()
        yield document


def main() -> None:
    slots, seals = threading.Semaphore(WAITING), {}
    pool = mp.Pool(2)
    for number, mark in pool.imap(seal, a_few(slots)):
        seals[number] = mark
        slots.release()
    pool.close()
    pool.join()
    print(f"{len(seals)} documents, first {seals[0]}, last {seals[59]}")


if __name__ == "__main__":
    main()
