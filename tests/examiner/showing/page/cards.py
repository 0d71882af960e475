"""One story as a card: the sentence, who waits for whom, the picture and its text alternative."""

from collections.abc import Iterable, Iterator, Sequence

from examiner.facts.verdicts import Blocked
from examiner.showing.page.markup import data, table, tag, text
from examiner.showing.page.stories import Story
from examiner.telling import timeline
from examiner.telling.chronicle import Chronicle

SIGNS = {"bad": "✘", "good": "✔", "doubtful": "?", "idle": "○"}

_LEGEND = (
    ("give", "put, send"),
    ("take", "get, receive"),
    ("sync", "lock, event, join"),
    ("life", "start, exit"),
    ("work", "work on an item"),
    ("bad", "error, bad exit"),
    ("stuck", "a wait that never ended"),
)
"""Group of marks in the picture → what it stands for."""

_KEYS = (
    ("← →", "event before, after"),
    ("↑ ↓", "other process"),
    ("Enter", "where the item came from or went"),
    ("+ −", "zoom"),
    ("Shift ← →", "move"),
    ("0", "everything"),
)


_LANE = 64
"""About so many pixels of height a lane takes: room is kept for pictures that are drawn later."""


def card(story: Story, numbers: Iterator[int]) -> str:
    """Return a card; `numbers` give each picture of a page its own."""
    sign = tag("span", SIGNS[story.mood], class_="sign", aria_hidden="true")
    title = tag("span", text(story.title), class_="title")
    verdict = tag("span", text(story.verdict), class_="verdict")
    summary = tag("summary", sign + title + verdict)
    opened = {"open": ""} if story.open else {}
    inner = tag("div", "".join(_parts(story, numbers)), class_="inside")
    return tag("details", summary + inner, class_=f"card {story.mood}", **opened)


def cards(stories: Iterable[Story], numbers: Iterator[int]) -> str:
    """Return a card for each story."""
    return "".join(card(story, numbers) for story in stories)


def whole(body: str) -> str:
    """Return a page's body; if there are pictures in it, it says what the keys do there."""
    return body + _key_help() if "<figure" in body else body


def _parts(story: Story, numbers: Iterator[int]) -> Iterator[str]:
    if story.sentence:
        yield tag("p", text(story.sentence), class_="sentence")
    if story.remark:
        yield tag("p", text(story.remark), class_="remark")
    if story.rows:
        yield waits(story.rows)
    if story.chronicle is not None and story.chronicle.lanes:
        yield picture(story.chronicle, next(numbers), story.title)
    if story.lines:
        yield tag("pre", text("\n".join(story.lines)), tabindex="0")
    if story.printed:
        printed = tag("pre", text(story.printed), tabindex="0")
        yield tag("details", tag("summary", "What it printed") + printed, class_="more")


def waits(rows: Sequence[Blocked]) -> str:
    """Return the table of who waits for whom."""
    lines = []
    for row in rows:
        place = f"{row.file}:{row.line}" if row.file else ""
        if row.graders:
            place = "the grader’s side"
        lines.append(
            [
                text(row.role),
                tag("code", text(row.call)),
                tag("span", text(place), class_="place"),
                text(row.waits_for or "–"),
                text(row.why),
            ]
        )
    head = ["Who", "waits in", "on line", "for whom", "because"]
    return table(head, lines, "Who waits for whom", class_="waits")


def picture(seen: Chronicle, number: int, title: str) -> str:
    """Return the picture of a chronicle; a script draws it from the data that are in it."""
    name = f"picture-{number}"
    caption = tag("figcaption", text(_caption(seen)))
    canvas = tag(
        "div",
        "",
        class_="canvas",
        tabindex="0",
        role="application",
        aria_label=f"Timeline: {title}. {_caption(seen)} Arrow keys go to events.",
        aria_describedby="keys",
    )
    tip = tag("div", "", class_="tip", role="status", hidden="")
    held = tag("script", data(seen.plain()), type="application/json")
    inner = [
        caption,
        _tools(),
        canvas,
        tip,
        _legend(),
        _table(seen),
        held,
    ]
    height = str(_LANE * (len(seen.lanes) + len(seen.depths) + 1))
    return tag("figure", "".join(inner), class_="picture", id=name, data_height=height)


def _caption(seen: Chronicle) -> str:
    happened = len(seen.events)
    words = [
        f"{_count(len(seen.lanes), 'lane')}, {_count(happened, 'event')}, {seen.seconds:.3f} s."
    ]
    if seen.circle:
        roles = [seen.lanes[lane].role for lane in seen.circle]
        words.append(f"Circle of waits: {' → '.join([*roles, roles[0]])}.")
    return " ".join(words)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _tools() -> str:
    buttons = [
        ("out", "−", "Zoom out"),
        ("in", "+", "Zoom in"),
        ("left", "←", "Move left"),
        ("right", "→", "Move right"),
        ("all", "All", "Show everything"),
    ]
    inner = "".join(
        tag("button", text(sign), type="button", data_do=do, aria_label=label, title=label)
        for do, sign, label in buttons
    )
    scale = "".join(
        tag(
            "button",
            text(label),
            type="button",
            data_scale=scale,
            aria_pressed="false",
            title=title,
        )
        for scale, label, title in (
            ("steps", "Steps", "One step after another: distances are not durations"),
            ("seconds", "Seconds", "Distances are durations"),
        )
    )
    groups = tag("span", inner, class_="group") + tag("span", scale, class_="group")
    return tag("div", groups, class_="tools", hidden="")


def _legend() -> str:
    inner = "".join(
        tag("li", _swatch(group) + text(words), data_group=group) for group, words in _LEGEND
    )
    inner += tag("li", _swatch("pause") + "hatched: it waits")
    return tag("ul", inner, class_="legend", aria_label="Legend")


def _swatch(kind: str) -> str:
    return tag("span", "", class_=f"swatch {kind}", aria_hidden="true")


def _key_help() -> str:
    inner = " ".join(
        tag("span", tag("kbd", text(keys)) + " " + text(words)) for keys, words in _KEYS
    )
    return tag("p", "In a picture: " + inner, class_="keys", id="keys")


def _table(seen: Chronicle) -> str:
    rows = timeline.table(seen)
    if not rows:
        return ""
    head, *body = ([text(cell) for cell in row] for row in rows)
    inner = table(head, body, "What happened, from top to bottom; ■ is a wait that never ended",
                  class_="happened")  # fmt: skip
    return tag("details", tag("summary", "The same as a table") + inner, class_="more as-table")
