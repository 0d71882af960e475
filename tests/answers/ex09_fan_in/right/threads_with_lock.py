"""Lets a thread for each source call handle, under a lock."""

import multiprocessing as mp
import threading


def produce(writer, source):
    with writer:
        for item in source:
            writer.send([item])
        writer.send([])


class Intake(threading.Thread):
    def __init__(self, name, reader, handle, lock):
        super().__init__(name=f"intake-{name}")
        self.source_name, self.reader = name, reader
        self.handle, self.lock = handle, lock
        self.status = "died"

    def run(self):
        with self.reader:
            while True:
                try:
                    box = self.reader.recv()
                except (EOFError, OSError):
                    return
                if box:
                    with self.lock:
                        self.handle(self.source_name, box[0])
                else:
                    self.status = "done"


def run(sources, handle):
    lock = threading.Lock()
    processes, intakes = [], []
    for name, source in sources.items():
        reader, writer = mp.Pipe(duplex=False)
        process = mp.Process(target=produce, args=(writer, source))
        process.start()
        writer.close()
        processes.append(process)
        intakes.append(Intake(name, reader, handle, lock))
    for intake in intakes:
        intake.start()
    for intake in intakes:
        intake.join()
    for process in processes:
        process.join()
    return {intake.source_name: intake.status for intake in intakes}
