"""A `handle` that does something special with certain items, whichever process gets them."""

from examiner.stage.props.callables import Handler
from examiner.stage.props.steps import Step


class ItemHandler(Handler):
    """A Handler whose steps belong to items, not to calls."""

    def __init__(self, folder: str, by_item: dict[str, list[Step]], *, returns: str = "") -> None:
        """`by_item` maps an item's label to what its handling does."""
        super().__init__(folder, {}, returns=returns)
        self.by_item = by_item

    def todo(self, number: int, shown: str) -> list[Step]:
        """Return the steps of an item."""
        return self.by_item.get(shown, [])
