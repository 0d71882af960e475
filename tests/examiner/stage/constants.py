"""A program's own data, replaced for one run: what it prints then has to follow from those."""

import ast
import io
import tokenize
from collections.abc import Iterator, Mapping


def replaced(source: bytes, values: Mapping[str, str]) -> tuple[bytes, list[str]]:
    """Return a program with other values in its constants, and the names that it does not bind.

    `values` are names that are bound by statements at the top of the program, or by a def there,
    and the Python expressions that they shall be bound to after it. The lines keep their numbers
    if a def is followed by a blank one. Raises SyntaxError.
    """
    encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
    lines = source.decode(encoding).splitlines(keepends=True)
    missing = dict.fromkeys(values)
    for statement in reversed(ast.parse(source).body):  # what comes later moves nothing before it
        names = [name for name in _bound(statement) if name in values]
        more = "; ".join(f"{name} = {values[name]}" for name in names)
        last = statement.end_lineno or 0
        if names and isinstance(statement, ast.FunctionDef):
            # In the blank line below it, so that the others keep their numbers.
            lines[last : last + (not "".join(lines[last : last + 1]).strip())] = [f"{more}\n"]
        elif names:
            line, end = lines[last - 1].encode(), statement.end_col_offset
            lines[last - 1] = (line[:end] + f"; {more}".encode() + line[end:]).decode()
        for name in names:
            missing.pop(name, None)
    return "".join(lines).encode(encoding), list(missing)


def _bound(statement: ast.stmt) -> Iterator[str]:
    """Yield the names that an assignment or a def binds."""
    if isinstance(statement, ast.FunctionDef):
        yield statement.name
        return
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
        targets = [statement.target]
    else:
        return
    for target in targets:
        for node in ast.walk(target):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                yield node.id
