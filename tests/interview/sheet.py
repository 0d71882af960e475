"""The interviewer's sheet: everything that a friend needs to hold the interview, on paper."""

from examiner.catalog import SOLUTIONS, Exercise, shown
from examiner.facts.files import write_whole
from interview import pages
from interview.clock import PHASES
from interview.console import Console
from interview.content import contract
from interview.material import Content
from interview.rubric import HINT_CAPS, RUBRIC
from interview.scores import BANDS
from interview.sessions import SHEETS


def write(exercise: Exercise, content: Content) -> int:
    """Write the sheet as Markdown and HTML, and say where; return the exit code."""
    SHEETS.mkdir(parents=True, exist_ok=True)
    text = markdown(exercise, content)
    page = pages.html_page(f"Interviewer's sheet: {exercise.title}", text, "sheet")
    console = Console()
    console.say(f"The interviewer's sheet for {exercise.title}:")
    for suffix, written in ((".md", text), (".html", page)):
        path = SHEETS / f"{exercise.slug}{suffix}"
        write_whole(path, written)
        console.line(f"  {shown(path)}")
    console.say("It holds spoilers: for the one who asks, not for the one who is asked.")
    return 0


def markdown(exercise: Exercise, content: Content) -> str:
    """Return the sheet as Markdown."""
    return pages.render(
        "sheet.md",
        exercise=exercise,
        content=content,
        contract=contract(exercise),
        phases=[phase for phase in PHASES if phase.key != "recall"],
        minutes={phase.key: phase.share for phase in PHASES},
        bands=BANDS,
        rubric=RUBRIC,
        caps=HINT_CAPS,
        reference=(SOLUTIONS / f"{exercise.slug}.py").read_text(encoding="utf-8"),
    )
