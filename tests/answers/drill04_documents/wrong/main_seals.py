# verdict: wrong @ processes
# The sealers get end marks only; main seals.
"""Find the bug: sealing documents.

Two processes seal documents, each with a checksum. Memory is short: at most five documents may wait
to be sealed, and at most five seals to be fetched. The program has to print this line, and then to
exit with code 0, under fork, spawn and forkserver:

    60 documents, first 5be86cbf, last 696cfccd

It does not. Repair it, and set DIAGNOSIS to the code of what was wrong. Two child processes go on
sealing, the start method stays what it is set to, and every process ends by itself, with code 0.

The codes, which are the same in all drills:

    both-queues-full    two sides wait for room, each in a queue that the other should empty
    empty-is-not-done   an empty queue is taken for the end of the data
    join-before-drain   a process is joined before what it has put is read
    killed-with-lock    a process is killed while it holds a lock that others need
    lost-update         shared data is changed without a lock
    needs-fork          something is used that only a forked child has
    open-write-end      a pipe's write end stays open where nobody writes
    too-few-sentinels   there are more consumers than end marks

Done when ``nox -s grade -- drill04`` passes.
"""

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
    for _ in sealers:
        unsealed.put(None)
    seals = {number: f"{zlib.crc32(text):08x}" for number, text in DOCUMENTS.items()}
    for sealer in sealers:
        sealer.join()
    print(f"{len(seals)} documents, first {seals[0]}, last {seals[59]}")


if __name__ == "__main__":
    main()
