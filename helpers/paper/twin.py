"""The printed twin of an exercise: what GitHub, paper and a closed notebook show.

Nothing that an exercise still withholds is in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from markupsafe import Markup

from ..case.attribution import attribution
from ..case.records import Document, Exercise, Item, Step
from ..judge import kinds
from ..work import library
from .markup import BOX, notes_html, paragraphs_html, table_html

_LINES = "border-bottom:1px solid #8a8578;height:1.8em"
Cite = Callable[[str], str]
ON_SCREEN = "This is the paper version. Answers given before come back when the cell is run."


def twin(exercise: Exercise, documents: Sequence[Document], how: str = ON_SCREEN,
         whole: bool = False) -> Markup:
    """Return the printed twin: questions and empty boxes, no keys and no locked text.

    In a notebook the twins of later exercises stand in view, so it ends before what must not be
    seen yet; the ``whole`` one is for paper.

    ``how`` stands under the title. Steps that are printed apart carry the class ``apart``.
    """
    cite = library.numbered()
    parts = [f"<p>{escape(how)}</p>"] if how else []
    for document in documents:
        rows = [(name, cite(text)) for name, text in attribution(document, exercise.hides)]
        parts.append(table_html(rows, caption=document.title))
    letters = {item.id: chr(ord("a") + n) for n, (_, item) in enumerate(exercise.items())}
    for number, step in enumerate(exercise.steps):
        heading = step.title or step.id.replace("-", " ").capitalize()
        apart = number and (step.apart or step.reads)  # a model answer is never beside its question
        if apart and not whole:
            parts.append("<p>The next step opens on screen.</p>")
            break
        parts.append(f'<div class="{"apart" if apart else "step"}"><p><em>'
                     f"{escape(heading)}</em></p>"
                     f"{paragraphs_html([cite(note) for note in step.notes])}"
                     f"{_COMPARE if step.differs else ''}")
        if number == 0 and whole:  # later readings come after an answer of one's own
            parts.append(readings_html(step, cite))
        parts += [_twin_item(item, letters[item.id], cite) for item in step.items]
        parts.append("</div>")
        if whole:
            parts.append(_behind(step))
    parts.append(notes_html(cite.notes))
    head = f"Exercise {exercise.number} · {escape(exercise.title)}"
    if whole:
        return Markup(f'<section style="{BOX}"><p><strong>{head}</strong></p>'
                      f"{''.join(parts)}</section>")
    # A closed notebook must not look like a form that does not work.
    return Markup(f'<details style="{BOX}"><summary><strong>{head}</strong> · press Shift+Enter '
                  f"on this cell to answer</summary>{''.join(parts)}</details>")


def readings_html(step: Step, cite: Cite = library.cite) -> Markup:
    """Return the annotated sentences of a step as a numbered list."""
    if not step.reads:
        return Markup()
    rows = "".join(f"<li>{escape(cite(r.text))}<br><em>{escape(cite(r.comment))}</em></li>"
                   for r in step.reads)
    return Markup(f"<p><strong>{escape(step.reads_title)}</strong></p><ol>{rows}</ol>")


def _behind(step: Step) -> str:
    """Return what stands behind the result cards of a step, on a page of its own."""
    found = [(option.text, library.cite(option.opens)) for item in step.items
             for option in item.options if option.opens]
    table = table_html(found, ("Result", "What stands there"))
    return ('<div class="apart"><p><strong>Behind the results: read only those you chose</strong>'
            f"</p>{table}</div>") if found else ""


_COMPARE = "<p>Lay the two texts side by side and find the words that differ.</p>"


def _twin_item(item: Item, letter: str, cite: Cite) -> str:
    blank = kinds.of(item).blank(item)
    ask = f"{letter} · {cite(item.ask)}" + (f" {blank.how}" if blank.how else "")
    boxes = "".join(f"<li>{escape(one)}</li>" for one in blank.boxes)
    return "".join((
        *(f"<p>{escape(one)}</p>" for one in (ask, item.paper) if one),
        paragraphs_html(blank.passage),
        *(f"<p>{escape(one)}</p>" for one in blank.says),
        f'<ul style="list-style:none">{boxes}</ul>' if boxes else "",
        *(f"<p>{escape(one)}</p>" for one in blank.after),
        table_html(blank.rows, blank.head) if blank.rows else "",
        f'<div style="{_LINES}"></div>' * blank.lines,
    ))


def twin_text(exercise: Exercise) -> str:
    """Return the one line that stands for an exercise where no HTML is shown."""
    return f"Exercise {exercise.number}: {exercise.title} ({exercise.address})"
