"""Takes batches, commits each record; the group moves nothing before it asks for the next batch."""

from multiprocessing.synchronize import Event

from confluent_kafka import Consumer, KafkaException


def consume(conf: dict, topic: str, work, stop: Event) -> None:
    consumer = Consumer({**conf, "enable.auto.commit": False, "auto.offset.reset": "earliest"})
    consumer.subscribe([topic])
    try:
        while not stop.is_set():
            for record in consumer.consume(10, timeout=0.5):
                if stop.is_set():
                    break
                if record.error():
                    continue
                work(record.key(), record.value())
                try:
                    consumer.commit(record, asynchronous=False)
                except KafkaException:
                    break  # somebody else goes on from what is committed
    finally:
        consumer.close()
