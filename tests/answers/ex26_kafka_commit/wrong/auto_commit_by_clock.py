# verdict: wrong @ killed
# Leaves the commits to the client, which makes them by a clock.
# Breaks "one record is worked on again": what was done since the last tick is done again.

from collections.abc import Callable
from multiprocessing.synchronize import Event

from confluent_kafka import Consumer


def consume(
    conf: dict, topic: str, work: Callable[[bytes | None, bytes | None], None], stop: Event
) -> None:
    consumer = Consumer({**conf, "auto.offset.reset": "earliest"})
    consumer.subscribe([topic])
    try:
        while not stop.is_set():
            record = consumer.poll(0.5)
            if record is None or record.error():
                continue
            work(record.key(), record.value())
    finally:
        consumer.close()
