# verdict: timeout @ records
# Takes a poll without a record for the end.
# Breaks "Records may come at any time": it has gone before the first one.

from collections.abc import Callable
from multiprocessing.synchronize import Event

from confluent_kafka import Consumer


def consume(
    conf: dict, topic: str, work: Callable[[bytes | None, bytes | None], None], stop: Event
) -> None:
    consumer = Consumer({**conf, "enable.auto.commit": False, "auto.offset.reset": "earliest"})
    consumer.subscribe([topic])
    try:
        while not stop.is_set():
            record = consumer.poll(1.0)
            if record is None:
                break
            if record.error():
                continue
            work(record.key(), record.value())
            consumer.commit(record, asynchronous=False)
    finally:
        consumer.close()
