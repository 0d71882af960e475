"""The examiner's layers: what its docstring says of them is true."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import examiner

FOLDER = Path(examiner.__file__).parent

TABLE = re.findall(r"^    (\w+(?:, \w+)*)  +\S", examiner.__doc__ or "", re.MULTILINE)
"""The lines of the table, from top to bottom."""

RANKS = {name: rank for rank, line in enumerate(TABLE) for name in line.split(", ")}


def imported(path: Path) -> Iterator[str]:
    """Yield the layers that a module imports from; `""` for a package beside the examiner."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for package, _, rest in (name.partition(".") for name in names):
            if package in ("practice", "interview", "kit", "bench"):
                yield ""
            elif package == "examiner":
                yield rest.partition(".")[0]


def test_no_import_runs_upward() -> None:
    """Each layer knows only those below it, and those who stand above all not at all."""
    wrong = [
        f"{path.relative_to(FOLDER)} imports {found or 'what stands above'}"
        for path in sorted(FOLDER.rglob("*.py"))
        if (own := path.relative_to(FOLDER).parts[0].removesuffix(".py")) != "__init__"
        for found in imported(path)
        if found != own and RANKS.get(found, -1) <= RANKS[own]
    ]
    assert wrong == []


def test_the_table_names_everything() -> None:
    """Whatever lies in the folder is a layer of the table, and the other way round."""
    found = {path.stem for path in FOLDER.iterdir() if not path.name.startswith("__")}
    assert found | {"__main__"} == RANKS.keys()
