"""Texts and data to HTML. Everything that came out of a program passes through here."""

import html
import json
from collections.abc import Collection, Iterable, Mapping, Sequence

_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}
"""What could end a script element or begin a comment in it."""


def text(value: object) -> str:
    """Return a text as HTML that shows it."""
    # A lone surrogate cannot be written as UTF-8.
    harmless = str(value).encode("utf-8", "replace").decode("utf-8")
    return html.escape(harmless, quote=True)


def tag(name: str, inner: str, **attributes: str) -> str:
    """Return an element around inner HTML; an attribute `class_` is written `class`."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(value)}"' for key, value in attributes.items()
    )
    return f"<{name}{written}>{inner}</{name}>"


def data(value: Mapping[str, object]) -> str:
    """Return plain data as the content of a script element of JSON."""
    written = json.dumps(value, separators=(",", ":"), ensure_ascii=True)
    for sign, escape in _ESCAPES.items():
        written = written.replace(sign, escape)
    return written


def table(
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    caption: str,
    minor: Collection[int] = (),
    **attributes: str,
) -> str:
    """Return a table of cells that are HTML already; the first cell of a row is its heading.

    `minor` are the columns that matter least.
    """

    def cell(inner: str, column: int, scope: str) -> str:
        kind = {"class_": "minor"} if column in minor else {}
        return tag("th", inner, scope=scope, **kind) if scope else tag("td", inner, **kind)

    top = "".join(cell(each, column, "col") for column, each in enumerate(head))
    body = (
        "".join(cell(each, column, "" if column else "row") for column, each in enumerate(cells))
        for cells in rows
    )
    inner = tag("caption", text(caption)) + tag("thead", tag("tr", top))
    inner += tag("tbody", "".join(tag("tr", cells) for cells in body))
    inner = tag("table", inner, **attributes)
    return tag("div", inner, class_="scroll", tabindex="0", role="group", aria_label=caption)
