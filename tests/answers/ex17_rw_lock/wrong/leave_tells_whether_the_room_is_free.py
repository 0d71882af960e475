# verdict: wrong @ exceptions
# Two small classes for inside; leaving returns whether nobody reads any more.
# Breaks "the exception goes on": it is swallowed, when the last reader leaves by an exception.

import multiprocessing as mp


class RWLock:
    def __init__(self) -> None:
        self.door = mp.Semaphore(1)
        self.room = mp.Semaphore(1)
        self.reader_lock, self.writer_lock = mp.Lock(), mp.Lock()
        self.readers = mp.RawValue("i", 0)
        self.writers = mp.RawValue("i", 0)

    def read(self) -> "Reading":
        return Reading(self)

    def write(self) -> "Writing":
        return Writing(self)


class Reading:
    def __init__(self, owner: RWLock) -> None:
        self._owner = owner

    def __enter__(self) -> None:
        own = self._owner
        with own.door, own.reader_lock:
            if own.readers.value == 0:
                own.room.acquire()
            own.readers.value += 1

    def leave(self) -> bool:
        own = self._owner
        with own.reader_lock:
            own.readers.value -= 1
            is_free = own.readers.value == 0
            if is_free:
                own.room.release()
        return is_free

    def __exit__(self, *exc: object) -> bool:
        return self.leave()


class Writing:
    def __init__(self, owner: RWLock) -> None:
        self._owner = owner

    def __enter__(self) -> None:
        own = self._owner
        with own.writer_lock:
            if own.writers.value == 0:
                own.door.acquire()
            own.writers.value += 1
        try:
            own.room.acquire()
        except BaseException:
            self._open_door()
            raise

    def _open_door(self) -> None:
        own = self._owner
        with own.writer_lock:
            own.writers.value -= 1
            if own.writers.value == 0:
                own.door.release()

    def __exit__(self, *exc: object) -> None:
        self._owner.room.release()
        self._open_door()
