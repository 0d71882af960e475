# verdict: wrong @ long_work
# Sets max.poll.interval.ms to six seconds, to notice a hung member.
# Breaks "nothing of it is worked on again": work of eight seconds gets the member thrown out.
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
    settings = {
        **conf,
        "enable.auto.commit": False,
        "auto.offset.reset": "earliest",
        "max.poll.interval.ms": 6000,
    }
    consumer = Consumer(settings)
    try:
        consumer.subscribe([topic])
        while not stop.is_set():
            record = consumer.poll(0.5)
            if record is None or record.error() or stop.is_set():
                continue
            work(record.key(), record.value())
            commit(consumer, record)
    finally:
        consumer.close()
