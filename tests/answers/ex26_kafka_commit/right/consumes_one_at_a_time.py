"""consume(1) in a generator of records; the caller of it works and commits by offsets."""

from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from multiprocessing.synchronize import Event

from confluent_kafka import Consumer, KafkaException, Message, TopicPartition


def records(consumer: Consumer, stop: Event) -> Iterator[Message]:
    while not stop.is_set():
        for message in consumer.consume(num_messages=1, timeout=1.0):
            if not message.error():
                yield message


def consume(
    conf: dict, topic: str, work: Callable[[bytes | None, bytes | None], None], stop: Event
) -> None:
    mine = dict(conf)
    mine["enable.auto.commit"] = False
    mine["auto.offset.reset"] = "earliest"
    with closing(Consumer(mine)) as consumer:
        consumer.subscribe([topic])
        for message in records(consumer, stop):
            work(message.key(), message.value())
            following = TopicPartition(topic, message.partition(), message.offset() + 1)
            with suppress(KafkaException):  # it has moved away
                consumer.commit(offsets=[following], asynchronous=False)
