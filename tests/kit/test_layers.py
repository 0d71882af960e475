"""The layers of each package: what its docstring says of them is true."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import examiner
import interview
import practice

PACKAGES = pytest.mark.parametrize(
    "package", [examiner, practice, interview], ids=lambda package: package.__name__
)

ABOVE = {
    "examiner": {"practice", "interview", "kit", "bench"},
    "practice": {"interview", "kit", "bench"},
    "interview": {"practice", "kit", "bench"},
}
"""What stands above a package or beside it, and what it knows nothing of."""


def folder(package: ModuleType) -> Path:
    """Return where a package lies."""
    return Path(str(package.__file__)).parent


def ranks(package: ModuleType) -> dict[str, int]:
    """Return the layers of a package's table, numbered from top to bottom."""
    table = re.findall(r"^    (\w+(?:, \w+)*)  +\S", package.__doc__ or "", re.MULTILINE)
    return {name: rank for rank, line in enumerate(table) for name in line.split(", ")}


def imported(path: Path, package: str) -> Iterator[str]:
    """Yield the layers of a package that a module imports from; `""` for what stands above."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for first, _, rest in (name.partition(".") for name in names):
            if first in ABOVE[package]:
                yield ""
            elif first == package:
                yield rest.partition(".")[0]


@PACKAGES
def test_no_import_runs_upward(package: ModuleType) -> None:
    """Each layer knows only those below it, and those who stand above all not at all."""
    home, rank = folder(package), ranks(package)
    wrong = [
        f"{path.relative_to(home)} imports {found or 'what stands above'}"
        for path in sorted(home.rglob("*.py"))
        if (own := path.relative_to(home).parts[0].removesuffix(".py")) != "__init__"
        for found in imported(path, package.__name__)
        if found != own and rank.get(found, -1) <= rank[own]
    ]
    assert wrong == []


def test_what_every_spawned_process_loads_is_cheap() -> None:
    """None of it imports what takes as long as all the rest: a trial spawns a dozen processes."""
    loading = (
        "import examiner.stage.instrument, examiner.stage.props, examiner.stage.control.install, "
        "sys; print({'dataclasses', 'inspect', 'logging', 'asyncio'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", loading],
        env=os.environ | {"PYTHONPATH": str(folder(examiner).parent)},
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert done.stdout == "set()\n"


@PACKAGES
def test_the_table_names_everything(package: ModuleType) -> None:
    """Whatever lies in the folder is a layer of the table, and the other way round."""
    found = {path.stem for path in folder(package).iterdir() if not path.name.startswith("__")}
    assert found | {"__main__"} == ranks(package).keys()
