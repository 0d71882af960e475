# verdict: deadlock @ asking_is_entering
# read() and write() get the caller in and return a pass, handed in at the end of the block.
# Breaks "inside from the moment it has entered": a manager that is only made locks already.

import multiprocessing as mp


class Pass:
    """Proves that its holder is inside; leaving the block hands it in."""

    def __init__(self, hand_in) -> None:
        self._hand_in = hand_in

    def __enter__(self) -> "Pass":
        return self

    def __exit__(self, *exc: object) -> None:
        self._hand_in()


class RWLock:
    def __init__(self) -> None:
        self._door = mp.Semaphore(1)
        self._room = mp.Semaphore(1)
        self._readers = mp.Value("i", 0)
        self._writers = mp.Value("i", 0)

    def read(self) -> Pass:
        with self._door:
            self._step(self._readers, +1, self._room)
        return Pass(self._stop_reading)

    def write(self) -> Pass:
        self._step(self._writers, +1, self._door)
        try:
            self._room.acquire()
        except BaseException:
            self._step(self._writers, -1, self._door)
            raise
        return Pass(self._stop_writing)

    def _stop_reading(self) -> None:
        self._step(self._readers, -1, self._room)

    def _stop_writing(self) -> None:
        self._room.release()
        self._step(self._writers, -1, self._door)

    @staticmethod
    def _step(count, step: int, semaphore) -> None:
        """The first one takes the semaphore, the last one gives it back."""
        with count.get_lock():
            if step == 1 and count.value == 0:
                semaphore.acquire()
            count.value += step
            if step == -1 and count.value == 0:
                semaphore.release()
