"""consume(num_messages=1) in a with block; commits TopicPartition(offset + 1) explicitly."""

import logging
from collections.abc import Callable
from multiprocessing.synchronize import Event
from time import sleep

from confluent_kafka import Consumer, KafkaError, KafkaException, TopicPartition

log = logging.getLogger(__name__)


def _settings(conf: dict) -> dict:
    session = int(conf.get("session.timeout.ms", 45_000))
    settings = dict(conf)
    settings["enable.auto.commit"] = False
    settings["enable.auto.offset.store"] = False
    settings["auto.offset.reset"] = "earliest"
    settings["heartbeat.interval.ms"] = min(3_000, max(1, session // 3))
    settings["max.poll.interval.ms"] = max(session, 300_000)
    return settings


def _try_commit(consumer: Consumer, place: TopicPartition) -> KafkaError | None:
    try:
        [answer] = consumer.commit(offsets=[place], asynchronous=False)
    except KafkaException as failure:
        return failure.args[0]
    return answer.error


def _still_ours(error: KafkaError) -> bool:
    return error.code() not in (
        KafkaError.ILLEGAL_GENERATION,
        KafkaError.UNKNOWN_MEMBER_ID,
        KafkaError.FENCED_INSTANCE_ID,
        KafkaError._ASSIGNMENT_LOST,
    )


def consume(
    conf: dict, topic: str, work: Callable[[bytes | None, bytes | None], None], stop: Event
) -> None:
    with Consumer(_settings(conf)) as consumer:  # leaves the group at the end
        consumer.subscribe([topic])
        while not stop.is_set():
            for record in consumer.consume(num_messages=1, timeout=1.0):
                if error := record.error():
                    log.warning("kafka: %s", error)
                    if error.fatal():
                        raise KafkaException(error)
                    continue
                if stop.is_set():
                    return
                work(record.key(), record.value())
                place = TopicPartition(record.topic(), record.partition(), record.offset() + 1)
                while (error := _try_commit(consumer, place)) is not None:
                    log.warning("commit of %s: %s", place, error)
                    if not _still_ours(error):
                        break
                    sleep(0.2)
