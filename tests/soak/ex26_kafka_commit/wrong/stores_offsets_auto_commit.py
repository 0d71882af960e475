# verdict: wrong @ killed
# Stores the offset after the work and lets auto-commit send it later.
# Breaks "at most one record is worked on again": a kill repeats five seconds of short work.
from collections.abc import Callable
from multiprocessing.synchronize import Event

from confluent_kafka import Consumer


def consume(
    conf: dict, topic: str, work: Callable[[bytes | None, bytes | None], None], stop: Event
) -> None:
    settings = {
        **conf,
        "enable.auto.commit": True,
        "enable.auto.offset.store": False,
        "auto.offset.reset": "earliest",
    }
    consumer = Consumer(settings)
    try:
        consumer.subscribe([topic])
        while not stop.is_set():
            record = consumer.poll(0.5)
            if record is None or record.error() or stop.is_set():
                continue
            work(record.key(), record.value())
            consumer.store_offsets(record)
    finally:
        consumer.close()
