# verdict: timeout @ big
# Lets the client take messages of up to 200 kB, to save memory.
# Breaks "Records are up to 500 kB": such a record never gets through.
from collections.abc import Callable
from multiprocessing.synchronize import Event

from confluent_kafka import Consumer, KafkaException

LITTLE = {
    "fetch.max.bytes": 100_000,
    "fetch.message.max.bytes": 100_000,
    "message.max.bytes": 100_000,
    "receive.message.max.bytes": 200_000,
}


def consume(
    conf: dict, topic: str, work: Callable[[bytes | None, bytes | None], None], stop: Event
) -> None:
    more = {"enable.auto.commit": False, "auto.offset.reset": "earliest"}
    consumer = Consumer({**conf, **LITTLE, **more})
    consumer.subscribe([topic])
    try:
        while not stop.is_set():
            record = consumer.poll(0.5)
            if record is None or record.error():
                continue
            work(record.key(), record.value())
            try:
                consumer.commit(record, asynchronous=False)
            except KafkaException:
                pass
    finally:
        consumer.close()
