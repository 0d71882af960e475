"""Stores the offset of what is done, then commits what is stored and waits for that."""

from multiprocessing.synchronize import Event

import confluent_kafka


def consume(conf: dict, topic: str, work, stop: Event) -> None:
    settings = conf | {
        "enable.auto.commit": False,
        "enable.auto.offset.store": False,
        "auto.offset.reset": "earliest",
    }
    consumer = confluent_kafka.Consumer(settings)
    consumer.subscribe([topic])
    try:
        while not stop.is_set():
            record = consumer.poll(timeout=0.25)
            if record is None or record.error() is not None:
                continue
            work(record.key(), record.value())
            try:
                consumer.store_offsets(message=record)
                consumer.commit(asynchronous=False)
            except confluent_kafka.KafkaException:
                pass  # no longer ours
    finally:
        consumer.close()
