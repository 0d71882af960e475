"""Two readers share one end of a socket; a length is read by one, its text by the other.

finds: raise
"""

import multiprocessing as mp
import socket


def read(theirs, ours):
    ours.close()
    while size := theirs.recv(1):
        text = theirs.recv(size[0])
        assert text.isalpha(), text


if __name__ == "__main__":
    theirs, ours = socket.socketpair()
    readers = [mp.Process(target=read, args=(theirs, ours)) for _ in range(2)]
    for reader in readers:
        reader.start()
    theirs.close()
    for word in (b"queue", b"pipe", b"lock"):
        ours.sendall(bytes([len(word)]) + word)
    ours.close()
    for reader in readers:
        reader.join()
    print("read")
