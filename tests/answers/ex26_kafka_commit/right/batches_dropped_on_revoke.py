"""Takes batches, and throws away what it still has of partitions that are taken from it."""

from collections import deque
from collections.abc import Callable
from multiprocessing.synchronize import Event

from confluent_kafka import Consumer, KafkaException, Message, TopicPartition


class Member:
    def __init__(self, conf: dict, topic: str) -> None:
        self.waiting: deque[Message] = deque()
        self.consumer = Consumer(
            {**conf, "enable.auto.commit": False, "auto.offset.reset": "earliest"}
        )
        self.consumer.subscribe([topic], on_revoke=self.drop, on_lost=self.drop)

    def drop(self, consumer: Consumer, partitions: list[TopicPartition]) -> None:
        gone = {(p.topic, p.partition) for p in partitions}
        kept = [m for m in self.waiting if (m.topic(), m.partition()) not in gone]
        self.waiting = deque(kept)

    def next(self) -> Message | None:
        """Return a record; looks for events even while a batch lasts."""
        timeout = 0.0 if self.waiting else 0.5
        fresh = self.consumer.consume(num_messages=20, timeout=timeout)
        self.waiting.extend(m for m in fresh if not m.error())
        return self.waiting.popleft() if self.waiting else None

    def done(self, message: Message) -> None:
        try:
            self.consumer.commit(message=message, asynchronous=False)
        except KafkaException:
            self.drop(
                self.consumer, [TopicPartition(message.topic(), message.partition())]
            )


def consume(
    conf: dict, topic: str, work: Callable[[bytes | None, bytes | None], None], stop: Event
) -> None:
    member = Member(conf, topic)
    try:
        while not stop.is_set():
            if (message := member.next()) is not None:
                work(message.key(), message.value())
                member.done(message)
    finally:
        member.consumer.close()
