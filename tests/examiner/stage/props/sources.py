"""Where items come from."""

from collections.abc import Iterator
from typing import Any

from examiner.facts.labels import label
from examiner.stage.props.memory import log_memory
from examiner.stage.props.steps import Step
from examiner.stage.recorder import recorder


class Source:
    """A picklable iterable that reports each item as it is pulled."""

    def __init__(self, folder: str, items: list[Any], steps: dict[int, list[Step]]) -> None:
        """`steps` maps an item's position (len(items) for the end) to what happens before it."""
        self.folder = folder
        self.items = items
        self.steps = steps

    def __iter__(self) -> Iterator[Any]:
        """Yield the items, reporting each."""
        log = recorder(self.folder).log
        for position, item in enumerate(self.items):
            for step in self.steps.get(position, ()):
                step(self.folder)
            log("pull", item=label(item), number=position)
            yield item
        for step in self.steps.get(len(self.items), ()):
            step(self.folder)
        log("dry", number=len(self.items))


def put_all(queue: Any, items: Any) -> None:
    """The grader's own producer: put each item of an iterable."""
    for item in items:
        queue.put(item)


class Flood:
    """A picklable iterable of `count` byte strings of `size` bytes, made as they are pulled."""

    def __init__(self, folder: str, count: int, size: int) -> None:
        """Nothing is made yet."""
        self.folder = folder
        self.count = count
        self.size = size

    def __iter__(self) -> Iterator[bytes]:
        """Yield the byte strings; each begins with its number."""
        log_memory(self.folder)
        for number in range(self.count):
            yield b"%08d" % number + b"x" * (self.size - 8)  # zeros would take no memory
        log_memory(self.folder)
