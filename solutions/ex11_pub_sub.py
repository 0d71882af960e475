"""Give each subscriber a bounded mailbox of its own, and never wait for room in any."""

import multiprocessing as mp
import pickle
from collections.abc import Callable, Iterable
from queue import Full
from typing import Any


def serve(mailbox: mp.Queue, handler: Callable[[str, Any], None]) -> None:
    """Handle the events of one subscriber until the end mark comes."""
    while (event := mailbox.get()) is not None:
        handler(*pickle.loads(event))


def run(
    events: Iterable[tuple[str, Any]],
    subscribers: dict[str, tuple[list[str], Callable[[str, Any], None]]],
    mailbox: int,
) -> dict[str, int]:
    """Publish the events; return how many were lost to each subscriber."""
    mailboxes = {name: mp.Queue(mailbox) for name in subscribers}
    processes = [
        mp.Process(target=serve, args=(mailboxes[name], handler), name=name)
        for name, (_, handler) in subscribers.items()
    ]
    for process in processes:
        process.start()
    lost = dict.fromkeys(subscribers, 0)
    for topic, payload in events:
        # Here and now: put() would pickle later, in a thread, when the payload may have changed.
        event = pickle.dumps((topic, payload))
        for name, (topics, _) in subscribers.items():
            if topic in topics:
                try:
                    mailboxes[name].put_nowait(event)
                except Full:
                    lost[name] += 1
    for queue in mailboxes.values():
        queue.put(None)  # This one may wait: there is nothing left to publish.
    for process in processes:
        process.join()
    return lost
