"""Every child has a pipe of its own, and the end of its file is the end of its story."""

import multiprocessing as mp
import multiprocessing.connection


def tell(end, words):
    for word in words:
        end.send(word)
    end.close()


if __name__ == "__main__":
    crew, told = [], {}
    for words in (["once", "upon"], ["a", "time"]):
        ours, theirs = mp.Pipe(duplex=False)
        teller = mp.Process(target=tell, args=(theirs, words))
        teller.start()
        theirs.close()
        crew.append(teller)
        told[ours] = []
    still_open = list(told)
    while still_open:
        for end in mp.connection.wait(still_open):
            try:
                told[end].append(end.recv())
            except EOFError:
                still_open.remove(end)
    for teller in crew:
        teller.join()
    print(list(told.values()))
