# verdict: wrong @ records
# Returns without closing its consumer.
# Breaks "the group hears at once that this member leaves": it waits until it misses it.

from collections.abc import Callable
from multiprocessing.synchronize import Event

from confluent_kafka import Consumer


def consume(
    conf: dict, topic: str, work: Callable[[bytes | None, bytes | None], None], stop: Event
) -> None:
    consumer = Consumer({**conf, "enable.auto.commit": False, "auto.offset.reset": "earliest"})
    consumer.subscribe([topic])
    while not stop.is_set():
        record = consumer.poll(0.5)
        if record is None or record.error():
            continue
        work(record.key(), record.value())
        consumer.commit(record, asynchronous=False)
