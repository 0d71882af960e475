# verdict: wrong @ source_exits
# Takes the exit code's word for it, but os._exit(0) half way gives a zero too.
import multiprocessing as mp
from multiprocessing.connection import wait


def produce(writer, source):
    for item in source:
        writer.send(item)
    writer.close()


def run(sources, handle):
    names, processes = {}, {}
    for name, source in sources.items():
        reader, writer = mp.Pipe(duplex=False)
        processes[name] = mp.Process(target=produce, args=(writer, source))
        processes[name].start()
        writer.close()
        names[reader] = name
    while names:
        for reader in wait(list(names)):
            try:
                item = reader.recv()
            except (EOFError, OSError):
                reader.close()
                del names[reader]
            else:
                handle(names[reader], item)
    for process in processes.values():
        process.join()
    return {n: "done" if p.exitcode == 0 else "died" for n, p in processes.items()}
