"""Which line of a program a call comes from, and how that line spells the call."""

import errno
import os
import threading
from collections.abc import Callable
from types import CodeType, FrameType, TracebackType
from typing import Any, TypeVar

from examiner.facts.log import MEANT
from examiner.stage.cpython import BOOTSTRAP, FRAMES, LAUNCH_SPAWN

_STDLIB = os.path.dirname(threading.__file__)
_OURS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_THIRD_PARTY = os.path.join(_STDLIB, "site-packages")

_BOOTSTRAP, _LAUNCH = BOOTSTRAP.name, LAUNCH_SPAWN.name

LONGEST_SPELLING = 44
"""A call spelled longer than this is shown by its plain name."""

_machinery: dict[str, bool] = {}
_passing: set[CodeType] = set()
_graders: set[str] = set()
_sources: dict[str, list[bytes]] = {}
_spellings: dict[tuple[CodeType, int], str] = {}


def program_frame(frame: FrameType | None) -> FrameType | None:
    """Return the innermost frame outside the standard library and this package, or None."""
    known = _machinery
    while frame is not None:
        name = frame.f_code.co_filename
        if not (known[name] if name in known else _is_machinery(name)):
            return frame
        if _begins_a_process(frame):
            return None
        frame = frame.f_back
    return None


def _begins_a_process(frame: FrameType) -> bool:
    """Does a forked child's stack show lines of its parent below this frame?

    Since Python 3.13 a child runs exit functions after its bootstrap.
    """
    name = frame.f_code.co_name
    if name == _LAUNCH:
        return getattr(frame.f_locals.get("self"), "pid", None) == 0
    return name == _BOOTSTRAP


def _is_machinery(filename: str) -> bool:
    if filename not in _machinery:
        library = filename.startswith(_STDLIB) and not filename.startswith(_THIRD_PARTY)
        _machinery[filename] = library or filename.startswith(("<frozen", "<string>", _OURS))
    return _machinery[filename]


def is_programs(filename: str) -> bool:
    """Is a file of code the program's own, and neither the library's nor ours?"""
    return not _is_machinery(filename)


def spelling(frame: FrameType, plain: str) -> str:
    """Return the call that `frame` is in as its source spells it, such as `jobs.get()`.

    `plain` is what the call is named when the source does not tell, such as `queue.get()`.
    """
    return spelled(frame.f_code, frame.f_lasti, plain)


def spelled(code: CodeType, lasti: int, plain: str) -> str:
    """Return the same for a frame that may have gone: from its code and its instruction."""
    found = _spellings.get((code, lasti))
    if found is None:
        found = _spellings[code, lasti] = source_of(code, lasti)
    method = plain.rpartition(".")[2].rstrip("()")
    return found if found and method in found else plain


def line_of(frame: FrameType) -> str:
    """Return what a frame does now: the call that it is in, else its whole line, cut."""
    return _cut(source_of(frame.f_code, frame.f_lasti) or _whole_line(frame))


def statement(frame: FrameType) -> str:
    """Return the same, but the whole line for whatever is no call, `counter.value += 1` say."""
    source = source_of(frame.f_code, frame.f_lasti)
    return _cut(source if source.endswith(")") else _whole_line(frame))


def _whole_line(frame: FrameType) -> str:
    return _line(frame.f_code.co_filename, frame.f_lineno).decode(errors="replace").strip()


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_SPELLING else text[: LONGEST_SPELLING - 1] + "…"


def line_number(code: CodeType, lasti: int) -> int:
    """Return the line that an instruction of a code object belongs to, 0 if unknown."""
    positions = list(code.co_positions())
    return positions[lasti // 2][0] or 0 if 0 <= lasti // 2 < len(positions) else 0


def source_of(code: CodeType, lasti: int) -> str:
    """Return the source of an instruction, `""` if it is not within one line, or too long."""
    positions = list(code.co_positions())
    if lasti < 0 or lasti // 2 >= len(positions):
        return ""
    line, last_line, start, end = positions[lasti // 2]
    if line is None or line != last_line or start is None or end is None:
        return ""
    source = _line(code.co_filename, line)
    text = source[start:end].decode(errors="replace").strip()
    return text if len(text) <= LONGEST_SPELLING else ""


def _line(path: str, number: int) -> bytes:
    """Return a line of a source file; columns count bytes of UTF-8.

    linecache would import tokenize.
    """
    lines = _sources.get(path)
    if lines is None:
        try:
            with open(path, "rb") as file:
                lines = file.read().splitlines()
        except OSError:
            lines = []
        _sources[path] = lines
    return lines[number - 1] if 0 < number <= len(lines) else b""


def place_of(frame: FrameType | None) -> list[str | int]:
    """Return [file, line] of the program's innermost frame, ["", 0] if it has none."""
    program = program_frame(frame)
    return [program.f_code.co_filename, program.f_lineno or 0] if program else ["", 0]


def stack(frame: FrameType | None, deepest: int = 30) -> list[list[str | int]]:
    """Return [file, line, function] of a thread's frames, innermost first, at most `deepest`."""
    rows: list[list[str | int]] = []
    while frame is not None and len(rows) < deepest and not _begins_a_process(frame):
        rows.append([frame.f_code.co_filename, frame.f_lineno or 0, frame.f_code.co_name])
        frame = frame.f_back
    return rows


def frames_of(trace: TracebackType | None, deepest: int = 40) -> list[list[str | int]]:
    """Return [file, line, function] of an exception's frames, outermost first.

    Those of the machinery are left out.
    """
    rows: list[list[str | int]] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        if not _is_machinery(code.co_filename):
            rows.append([code.co_filename, trace.tb_lineno or 0, code.co_name])
        trace = trace.tb_next
    return rows[-deepest:]


def current_frames() -> dict[int, FrameType]:
    """Return thread id → frame for every thread of this process."""
    found: dict[int, FrameType] = FRAMES.get()()
    return found


# Whose fault is an exception? The kit's own code calls the program's, and the other way round, so
# the innermost frame that is neither the library's nor a wrapper's decides.

Function = TypeVar("Function", bound=Callable[..., Any])


def passes_on(function: Function) -> Function:
    """Mark a function of ours that calls something on behalf of somebody else.

    What that raises is not its own fault, nor that of the functions within it.
    """
    todo = [function.__code__]
    while todo:
        code = todo.pop()
        _passing.add(code)
        todo += [inner for inner in code.co_consts if isinstance(inner, CodeType)]
    return function


def add_graders_file(path: str) -> None:
    """Say that a file is the kit's own, though it is not of this package: a check's."""
    _graders.add(path)


def is_graders(path: str) -> bool:
    """Is a file the kit's own beside the program's?"""
    return path in _graders


def meant(error: BaseException) -> BaseException:
    """Return an exception that is raised on purpose: it is a difficulty, and no fault of ours."""
    setattr(error, MEANT, True)
    return error


_EXHAUSTED = frozenset(
    {errno.EMFILE, errno.ENFILE, errno.ENOSPC, errno.ENOMEM, errno.EAGAIN, errno.EFBIG}
)
"""Whoever runs out of these may be in our code by chance."""


def own_fault(error: BaseException) -> str:
    """Return an exception's whole traceback if it is a fault of the kit's, else `""`."""
    exhausted = isinstance(error, OSError) and error.errno in _EXHAUSTED
    if exhausted or isinstance(error, (MemoryError, RecursionError)) or hasattr(error, MEANT):
        return ""
    for code in reversed(_codes(error.__traceback__)):
        ours = code.co_filename.startswith(_OURS) or code.co_filename in _graders
        if ours and code not in _passing:
            return _whole_traceback(error)
        if not ours and not _is_machinery(code.co_filename):
            return ""
    return ""


def _codes(trace: TracebackType | None) -> list[CodeType]:
    found = []
    while trace is not None:
        found.append(trace.tb_frame.f_code)
        trace = trace.tb_next
    return found


def _whole_traceback(error: BaseException) -> str:
    import traceback  # late: every process of a trial would pay 3 ms for it

    return "".join(traceback.format_exception(error))
