# verdict: crashed @ talkative_source
# Calls itself for each message: Python does not do that a thousand times.
import multiprocessing as mp
from multiprocessing.connection import wait


def produce(writer, source):
    for item in source:
        writer.send((item,))
    writer.send(None)


def take(names, fates, handle):
    if not names:
        return
    for reader in wait(list(names)):
        try:
            message = reader.recv()
        except EOFError:
            del names[reader]
            continue
        if message is None:
            fates[names[reader]] = "done"
        else:
            handle(names[reader], *message)
    take(names, fates, handle)


def run(sources, handle):
    fates = dict.fromkeys(sources, "died")
    names, processes = {}, []
    for name, source in sources.items():
        reader, writer = mp.Pipe(duplex=False)
        names[reader] = name
        processes.append(mp.Process(target=produce, args=(writer, source)))
        processes[-1].start()
        writer.close()
    take(names, fates, handle)
    for process in processes:
        process.join()
    return fates
