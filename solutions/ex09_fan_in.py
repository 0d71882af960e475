"""Give each source a pipe of its own: the end of its pipe tells the end of its process."""

import multiprocessing as mp
from collections.abc import Callable, Iterable
from multiprocessing.connection import Connection, wait
from typing import Any


def produce(writer: Connection, source: Iterable) -> None:
    """Send one message for each item, and a last one that says that there are no more."""
    with writer:
        for item in source:
            writer.send(("item", item))
        writer.send(("end", None))


def run(sources: dict[str, Iterable], handle: Callable[[str, Any], None]) -> dict[str, str]:
    """Handle the items of all sources as they arrive; say of each whether it is done or died."""
    processes, names = [], {}
    for name, source in sources.items():
        reader, writer = mp.Pipe(duplex=False)
        names[reader] = name
        processes.append(mp.Process(target=produce, args=(writer, source), name=name))
        with writer:  # Closed before the next child starts: none inherits another's writer.
            processes[-1].start()
    fates = dict.fromkeys(sources, "died")
    while names:
        for reader in wait(list(names)):
            name = names[reader]
            try:
                kind, item = reader.recv()
            except (EOFError, OSError):  # Its process has gone, between two messages or within one.
                reader.close()
                del names[reader]
            else:
                if kind == "item":
                    handle(name, item)
                else:
                    fates[name] = "done"
    for process in processes:
        process.join()
    return fates
