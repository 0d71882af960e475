# verdict: wrong @ stops_in_work
# Looks at `stop` only when there is no record.
# Breaks "no other is begun": `stop` is set while more records wait.
import time
from collections.abc import Callable
from multiprocessing.synchronize import Event

from confluent_kafka import Consumer, KafkaError, KafkaException, Message

GONE = (
    KafkaError.ILLEGAL_GENERATION,
    KafkaError.UNKNOWN_MEMBER_ID,
    KafkaError.REBALANCE_IN_PROGRESS,
)


def commit(consumer: Consumer, record: Message) -> None:
    """Return when the broker has taken it, or the group has given the partition away."""
    while True:
        try:
            consumer.commit(record, asynchronous=False)
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
        while True:
            record = consumer.poll(0.5)
            if record is None:
                if stop.is_set():
                    break
                continue
            if record.error():
                continue
            work(record.key(), record.value())
            commit(consumer, record)
    finally:
        consumer.close()
