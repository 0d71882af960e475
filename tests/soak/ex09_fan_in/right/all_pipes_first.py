import multiprocessing as mp
from multiprocessing.connection import wait


# Every forked child inherits the writers of the others, so EOF comes late; but it comes.
def child_main(writers, mine, source):
    for name, writer in writers.items():
        if name != mine:
            writer.close()
    with writers[mine] as conn:
        for item in source:
            conn.send((item,))
        conn.send(())


def run(sources, handle):
    pipes = {name: mp.Pipe(duplex=False) for name in sources}
    writers = {name: pair[1] for name, pair in pipes.items()}
    children = [
        mp.Process(target=child_main, args=(writers, name, source))
        for name, source in sources.items()
    ]
    for child in children:
        child.start()
    for writer in writers.values():
        writer.close()
    names = {pair[0]: name for name, pair in pipes.items()}
    fates = {}
    while names:
        for conn in wait([*names]):
            name = names[conn]
            try:
                message = conn.recv()
            except (EOFError, OSError):
                message = None
            if message:
                handle(name, *message)
                continue
            fates[name] = "died" if message is None else "done"
            del names[conn]
            conn.close()
    for child in children:
        child.join()
    return fates
