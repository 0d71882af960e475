"""Reports a dictionary of lists in full: the label of the whole would be cut."""

from examiner.facts.labels import label
from examiner.stage.recorder import recorder


def tell_lists(folder: str, board: object) -> None:
    """Tell the supervisor whether it is a plain dict of plain lists, and what is in each."""
    log = recorder(folder).log
    plain = isinstance(board, dict) and all(type(values) is list for values in board.values())
    log("lists", what=label(board), plain=type(board) is dict and plain)
    if isinstance(board, dict) and plain:
        for key, values in board.items():
            log("listed", key=label(key), values=[label(value) for value in values])
