# verdict: wrong @ killed
# Lets the client commit ten times a second.
# Breaks "Nothing is lost": the record in hand is committed while it is worked on.

from collections.abc import Callable
from multiprocessing.synchronize import Event

from confluent_kafka import Consumer


def consume(
    conf: dict, topic: str, work: Callable[[bytes | None, bytes | None], None], stop: Event
) -> None:
    more = {"auto.offset.reset": "earliest", "auto.commit.interval.ms": 100}
    consumer = Consumer({**conf, **more})
    consumer.subscribe([topic])
    try:
        while not stop.is_set():
            record = consumer.poll(0.5)
            if record is not None and not record.error():
                work(record.key(), record.value())
    finally:
        consumer.close()
