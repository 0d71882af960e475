# verdict: wrong @ records
# Makes text of keys and values.
# Breaks "Key and value are bytes or None": work gets str.

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
            record = consumer.poll(0.5)
            if record is None or record.error():
                continue
            key, value = record.key(), record.value()
            work(key.decode() if key else key, value.decode() if value else value)
            consumer.commit(record, asynchronous=False)
    finally:
        consumer.close()
