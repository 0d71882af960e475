"""Which check must reject which wrong answer: names what the answers' headers lack."""

import ast
from collections.abc import Iterator
from pathlib import Path

from headers import Header, first_line, header_of

from examiner.facts.verdicts import Verdict
from examiner.spec import EVERY

_NO_REJECTION = (Verdict.PASSED, Verdict.NOT_STARTED, Verdict.EXAMINER_ERROR)

REJECTING = sorted(str(verdict) for verdict in Verdict if verdict not in _NO_REJECTION)
"""The verdicts that an answer which must fail may get."""


def rejection_problems(root: Path, slug: str) -> Iterator[str]:
    """Yield a sentence for every header of an exercise that is malformed, and for what none names.

    A check that rejects nothing of its own would not be missed.
    """
    checks = checks_in(root / f"tests/checks/test_{slug}.py")
    answers = _wrong_answers(root, "answers", slug)
    for path in [*answers, *_wrong_answers(root, "soak", slug)]:
        for problem in _problems(path, checks):
            yield f"{path.relative_to(root).as_posix()}: line 1 {problem}"
    # Of several it may always be the other one that rejects the answer.
    headers = [header for path in answers if (header := header_of(path)) is not None]
    alone = {header.checks[0] for header in headers if len(header.checks) == 1}
    for name in checks:
        if name not in alone:
            yield (
                f"tests/checks/test_{slug}.py: no wrong answer needs test_{name}; write one in "
                f"tests/answers/{slug}/wrong whose line 1 ends in `@ {name}`, or remove the check"
            )


def checks_in(path: Path) -> list[str]:
    """Return the names of the checks in a file, without `test_`; it is read and not run."""
    return list(steps_in(path))


def steps_in(path: Path) -> dict[str, int]:
    """Return check → the number of its step, 0 if it names none; the file is read and not run."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    checks = [n for n in body if isinstance(n, ast.FunctionDef) and n.name.startswith("test_")]
    return {check.name.removeprefix("test_"): _step(check) for check in checks}


def _step(check: ast.FunctionDef) -> int:
    for decorator in check.decorator_list:
        for keyword in decorator.keywords if isinstance(decorator, ast.Call) else ():
            if keyword.arg == "step":
                return int(ast.literal_eval(keyword.value))
    return 0


def _wrong_answers(root: Path, folder: str, slug: str) -> list[Path]:
    return sorted((root / "tests" / folder / slug / "wrong").glob("*.py"))


def _problems(path: Path, checks: list[str]) -> Iterator[str]:
    header = header_of(path)
    if header is None:
        yield (
            f"is {first_line(path)!r}; write `# verdict: wrong @ no_items`, "
            "`# verdict: wrong | early @ no_items` or `# verdict: wrong @ no_items (fork)`"
        )
        return
    if not header.checks:
        yield f"names no check; add `@ …`, which must reject it: one of {', '.join(checks)}"
    yield from _unknown(header, checks)


def _unknown(header: Header, checks: list[str]) -> Iterator[str]:
    methods = [] if header.method is None else [header.method]
    for what, named, allowed in (
        ("verdict", header.verdicts, REJECTING),
        ("check", header.checks, checks),
        ("start method", methods, EVERY),
    ):
        for name in sorted(set(named) - set(allowed)):
            yield f"names the {what} {name}; choose among {', '.join(allowed)}"
