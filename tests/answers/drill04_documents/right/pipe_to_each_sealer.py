"""A scheduler without queues: each sealer has a pipe and one document at a time, by connection.wait."""

import multiprocessing as mp
import zlib
from multiprocessing.connection import wait

DIAGNOSIS = "both-queues-full"

DOCUMENTS = {number: f"document {number}".encode() * 20 for number in range(60)}


def seal(connection, unused):
    unused.close()
    with connection:
        while (document := connection.recv()) is not None:
            number, text = document
            connection.send((number, f"{zlib.crc32(text):08x}"))


def main():
    sealers, connections = [], []
    for n in range(2):
        ours, theirs = mp.Pipe()
        sealer = mp.Process(target=seal, args=(theirs, ours), name=f"sealer {n}")
        sealer.start()
        theirs.close()
        sealers.append(sealer)
        connections.append(ours)
    documents = iter(DOCUMENTS.items())
    for connection in connections:
        connection.send(next(documents))
    seals = {}
    while connections:
        for connection in wait(connections):
            number, checksum = connection.recv()
            seals[number] = checksum
            document = next(documents, None)
            connection.send(document)
            if document is None:
                connection.close()
                connections.remove(connection)
    for sealer in sealers:
        sealer.join()
    print(f"{len(seals)} documents, first {seals[0]}, last {seals[59]}")


if __name__ == "__main__":
    main()
