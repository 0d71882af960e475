# verdict: wrong @ records
# Switches the automatic commits off, and makes none.
# Breaks "another member goes on from what was committed": nothing ever is.

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
            if record is not None and not record.error():
                work(record.key(), record.value())
    finally:
        consumer.close()
