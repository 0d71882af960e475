# verdict: wrong @ killed
# Leaves the commit asynchronous, as it is by default.
# Breaks "at most one record is worked on again": kill while the broker is slow to take commits.
from collections.abc import Callable
from multiprocessing.synchronize import Event

from confluent_kafka import Consumer


def consume(
    conf: dict, topic: str, work: Callable[[bytes | None, bytes | None], None], stop: Event
) -> None:
    consumer = Consumer({**conf, "enable.auto.commit": False, "auto.offset.reset": "earliest"})
    try:
        consumer.subscribe([topic])
        while not stop.is_set():
            record = consumer.poll(0.5)
            if record is None or record.error() or stop.is_set():
                continue
            work(record.key(), record.value())
            consumer.commit(record)
    finally:
        consumer.close()
