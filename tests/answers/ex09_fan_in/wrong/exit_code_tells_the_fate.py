# verdict: wrong @ exit_code_of_its_own
# a source that was iterated to its end has died if its process ends with another code than 0
import multiprocessing as mp
from collections.abc import Callable, Iterable
from multiprocessing.connection import Connection, wait
from typing import Any


def _produce(writer: Connection, source: Iterable) -> None:
    for item in source:
        writer.send((True, item))
    writer.send((False, None))


def run(sources: dict[str, Iterable], handle: Callable[[str, Any], None]) -> dict[str, str]:
    processes = {}
    readers: dict[Connection, str] = {}
    for name, source in sources.items():
        reader, writer = mp.Pipe(duplex=False)
        process = mp.Process(target=_produce, args=(writer, source))
        process.start()
        writer.close()  # Now the child has the only one, and its end is our EOF.
        readers[reader] = name
        processes[name] = process

    complete = set()
    while readers:
        for reader in wait(list(readers)):
            name = readers[reader]
            try:
                more, item = reader.recv()
            except EOFError:
                more = False
            else:
                if more:
                    handle(name, item)
                else:
                    complete.add(name)
            if not more:
                del readers[reader]
                reader.close()

    result = {}
    for name, process in processes.items():
        process.join()
        # os._exit(0) has exit code 0 as well, so both have to be right.
        ok = name in complete and process.exitcode == 0
        result[name] = "done" if ok else "died"
    return result
