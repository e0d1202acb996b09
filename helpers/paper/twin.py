"""The printed twin of an exercise: what GitHub, paper and a closed notebook show.

Nothing that an exercise still withholds is in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from ..case.attribution import attribution
from ..case.records import SURE, Document, Exercise, Item, Step
from ..judge.grids import mixed
from .markup import BOX, paragraphs_html, table_html

_LINES = "border-bottom:1px solid #8a8578;height:1.8em"
ON_SCREEN = (
    "This is the paper version. Press Shift+Enter on this cell to answer on screen; answers you "
    "gave before come back."
)


def twin(exercise: Exercise, documents: Sequence[Document], cite: Callable[[str], str],
         how: str = ON_SCREEN, whole: bool = False) -> str:
    """Return the printed twin: questions and empty boxes, no keys and no locked text.

    In a notebook the twins of later exercises stand in view, so it ends before what must not be
    seen yet; the ``whole`` one is for paper.

    ``cite`` turns citations into what a reader sees, before the text is escaped; ``how`` stands
    under the title. Steps that are printed apart carry the class ``apart``.
    """
    parts = [
        f'<section style="{BOX}">',
        f"<p><strong>Exercise {exercise.number} · {escape(exercise.title)}</strong><br>"
        f"{escape(how)}</p>",
    ]
    for document in documents:
        rows = [(name, cite(text)) for name, text in attribution(document, exercise.hides)]
        parts.append(table_html(rows, caption=document.title))
    letters = {item.id: chr(ord("a") + n) for n, (_, item) in enumerate(exercise.items())}
    for number, step in enumerate(exercise.steps):
        heading = f"{step.title or step.id.replace('-', ' ').capitalize()}"
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
            parts.append(_behind(step, cite))
    parts.append("</section>")
    return "".join(parts)


def readings_html(step: Step, cite: Callable[[str], str]) -> str:
    """Return the annotated sentences of a step as a numbered list."""
    if not step.reads:
        return ""
    rows = "".join(f"<li>{escape(cite(r.text))}<br><em>{escape(cite(r.comment))}</em></li>"
                   for r in step.reads)
    return f"<p><strong>{escape(step.reads_title)}</strong></p><ol>{rows}</ol>"


def _behind(step: Step, cite: Callable[[str], str]) -> str:
    """Return what stands behind the result cards of a step, on a page of its own."""
    found = [(option.text, cite(option.opens)) for item in step.items for option in item.options
             if option.opens]
    table = table_html(found, ("Result", "What stands there"))
    return ('<div class="apart"><p><strong>Behind the results: read only those you chose</strong>'
            f"</p>{table}</div>") if found else ""


_COMPARE = "<p>Lay the two texts side by side and find the words that differ.</p>"
_PENS = ("a straight line", "a wavy line", "a circle", "a box")


def _twin_item(item: Item, letter: str, cite: Callable[[str], str]) -> str:
    how = {"1": "Choose one.", "any": "Tick all that fit."}.get(item.pick, f"Choose {item.pick}.")
    ask = f"{letter} · {cite(item.ask)}" + (f" {how}" if item.kind == "choice" else "")
    html = f"<p>{escape(ask)}</p>" + (f"<p>{escape(item.paper)}</p>" if item.paper else "")
    if item.kind == "choice":
        rows = "".join(f"<li>☐ {escape(option.text)}</li>" for option in item.options)
        sure = f"<p>How sure? {' · '.join('☐ ' + word for word in SURE)}</p>" if item.sure else ""
        return f'{html}<ul style="list-style:none">{rows}</ul>{sure}'
    if item.kind == "mark":
        labels = [escape(text) for _, text in item.labels]
        pens = "; ".join(f"{label}: {pen}" for label, pen in zip(labels, _PENS, strict=False))
        where = "in this passage" if item.passage else "on the document sheet"
        return f"{html}{paragraphs_html(item.passage)}<p>Mark the words {where}. {pens}.</p>"
    if item.kind == "grid":
        lists = {tuple(text for _, text in column.choices): column.text for column in item.columns}
        named = "; ".join((f"{name}: " if len(lists) > 1 else "") + ", ".join(texts)
                          for texts, name in lists.items())
        empty = table_html([(row.text, *("" for _ in item.columns)) for row in item.rows],
                           ("", *(column.text for column in item.columns)))
        return f"{html}<p>Write in each cell. {escape(named)}.</p>{empty}"
    if item.kind == "order":
        cards = "".join(f"<li>__ {escape(row.text)}</li>" for row in mixed(item.rows))
        return f'{html}<p>Number the cards.</p><ul style="list-style:none">{cards}</ul>'
    if item.kind == "recall":
        return f"{html}<p>(Look back at your earlier answer.)</p>"
    if item.rule == "page":
        named = ", ".join(f"{row.text} [{row.id}]" for row in item.rows)
        html += (f"<p>The cards: {escape(named)}.</p><p>One sentence a line. End each with its "
                 "cards in square brackets, with fact, inference or judgement, and with how sure "
                 f"you are: {', '.join(SURE)}.</p>")
    lines = 14 if item.rule == "page" else 5 if item.kind == "prose" else 1
    return html + f'<div style="{_LINES}"></div>' * lines


def twin_text(exercise: Exercise) -> str:
    """Return the one line that stands for an exercise where no HTML is shown."""
    return f"Exercise {exercise.number}: {exercise.title} ({exercise.address})"
