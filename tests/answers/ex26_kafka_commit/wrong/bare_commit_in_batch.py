# verdict: timeout @ killed
# Commits without arguments inside a batch, so all of the batch.
# Breaks "Nothing is lost then": kill (or stop) after the first of several records that waited.
import time
from collections.abc import Callable
from multiprocessing.synchronize import Event

from confluent_kafka import Consumer, KafkaError, KafkaException

GONE = (
    KafkaError._NO_OFFSET,  # committed already
    KafkaError.ILLEGAL_GENERATION,
    KafkaError.UNKNOWN_MEMBER_ID,
    KafkaError.REBALANCE_IN_PROGRESS,
)


def commit(consumer: Consumer) -> None:
    """Return when the broker has taken it, or the group has given the partition away."""
    while True:
        try:
            consumer.commit(asynchronous=False)
            return
        except KafkaException as exception:
            if exception.args[0].code() in GONE:
                return
            time.sleep(0.1)


def consume(
    conf: dict, topic: str, work: Callable[[bytes | None, bytes | None], None], stop: Event
) -> None:
    consumer = Consumer({**conf, "enable.auto.commit": False, "auto.offset.reset": "earliest"})
    try:
        consumer.subscribe([topic])
        while not stop.is_set():
            for record in consumer.consume(20, 0.5):
                if stop.is_set():
                    break
                if record.error():
                    continue
                work(record.key(), record.value())
                commit(consumer)
    finally:
        consumer.close()
