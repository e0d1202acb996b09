"""Static HTML: document cards, printed twins, background notes, word lists, source lists.

What GitHub, paper and a closed notebook show. Every text is escaped; nothing here is a form
control, and nothing that an exercise still withholds is in it.
"""

from __future__ import annotations

import contextlib
import functools
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from html import escape
from typing import Any, TypeVar

from . import dates
from .grids import mixed
from .questions import Item
from .records import SURE, Document, Exercise, Step
from .yamlfile import CourseError

BOX = "border:1px solid #8a8578;padding:0.5em 0.8em;margin:0.5em 0;max-width:44em"
_CELL = 'style="text-align:left;vertical-align:top"'
_FLOW = 'style="float:none;width:auto"'  # JupyterLab sets terms and texts side by side, and slips
_PAGE = (
    "body{font:1rem/1.5 Georgia,serif;max-width:46rem;margin:2rem auto;padding:0 1rem;"
    "color:#2b2620;background:#fff}"
)
_LINES = "border-bottom:1px solid #8a8578;height:1.8em"


class Html:
    """Static HTML with its plain-text reading, shown as a cell's output."""

    def __init__(self, html: str, text: str) -> None:
        self.html, self.text = html, text

    def __repr__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, **kwargs: object) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.text}


ROWS = ("Who", "Written", "About", "Kind of text", "For whom", "How it reached us",
        "First printed", "Edition", "This text")


def attribution(document: Document, hides: Collection[str] = ()) -> list[tuple[str, str]]:
    """Return what is known of a document before reading it, as (name, text) rows."""
    d = document
    texts = (
        f"{d.author}, {d.role_then}",
        dates.spoken(d.written),
        "" if d.event == d.written else f"events of {dates.spoken(d.event)}",
        d.genre,
        d.audience,
        "; ".join(d.transmission),
        "; ".join(d.published),
        d.edition,
        f"{_said_text(d)} {d.review}.",
    )
    return [row for row in zip(ROWS, texts, strict=True) if row[1] and row[0] not in hides]


def _said_text(document: Document) -> str:
    if document.text_is == "summary":
        return "A summary in our own words; not the wording of the document."
    if document.text_is == "invented":
        return "Invented for practice; no such document exists."
    return document.translation.rstrip(".") + "."


ON_SCREEN = (
    "This is the paper version. Press Shift+Enter on this cell to answer on screen; answers you "
    "gave before come back."
)


def twin(exercise: Exercise, documents: Sequence[Document], draw: Callable[[str], str],
         how: str = ON_SCREEN, whole: bool = False) -> str:
    """Return the printed twin: questions and empty boxes, no keys and no locked text.

    In a notebook the twins of later exercises stand in view, so it ends before what must not be
    seen yet; the ``whole`` one is for paper.

    ``draw`` turns citations into what a reader sees, before the text is escaped; ``how`` stands
    under the title. Steps that are printed apart carry the class ``apart``.
    """
    parts = [
        f'<section style="{BOX}">',
        f"<p><strong>Exercise {exercise.number} · {escape(exercise.title)}</strong><br>"
        f"{escape(how)}</p>",
    ]
    for document in documents:
        rows = [(name, draw(text)) for name, text in attribution(document, exercise.hides)]
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
                     f"{paragraphs_html([draw(note) for note in step.notes])}"
                     f"{_COMPARE if step.differs else ''}")
        if number == 0 and whole:  # later readings come after an answer of one's own
            parts.append(readings_html(step, draw))
        parts += [_twin_item(item, letters[item.id], draw) for item in step.items]
        parts.append("</div>")
        if whole:
            parts.append(_behind(step, draw))
    parts.append("</section>")
    return "".join(parts)


def readings_html(step: Step, draw: Callable[[str], str]) -> str:
    """Return the annotated sentences of a step as a numbered list."""
    if not step.reads:
        return ""
    rows = "".join(f"<li>{escape(draw(r.text))}<br><em>{escape(draw(r.comment))}</em></li>"
                   for r in step.reads)
    return f"<p><strong>{escape(step.reads_title)}</strong></p><ol>{rows}</ol>"


def _behind(step: Step, draw: Callable[[str], str]) -> str:
    """Return what stands behind the result cards of a step, on a page of its own."""
    found = [(option.text, draw(option.opens)) for item in step.items for option in item.options
             if option.opens]
    table = table_html(found, ("Result", "What stands there"))
    return ('<div class="apart"><p><strong>Behind the results: read only those you chose</strong>'
            f"</p>{table}</div>") if found else ""


_COMPARE = "<p>Lay the two texts side by side and find the words that differ.</p>"
_PENS = ("a straight line", "a wavy line", "a circle", "a box")


def _twin_item(item: Item, letter: str, draw: Callable[[str], str]) -> str:
    how = {"1": "Choose one.", "any": "Tick all that fit."}.get(item.pick, f"Choose {item.pick}.")
    ask = f"{letter} · {draw(item.ask)}" + (f" {how}" if item.kind == "choice" else "")
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


def said(item: Item, value: Any, words: Sequence[str] = (), judged: bool = False) -> list[str]:
    """Return an answer in words; ``words`` are those of the document a mark counts in.

    Options that were ``judged`` name themselves in their verdicts and are left out.
    """
    if value is None or value == "":
        return []
    if item.kind == "choice":
        names = {option.id: option.text for option in item.options}
        chosen = [names[p] for p in value["picked"]] or ["None of these"]
        sure = [f"How sure: {value['sure']}"] if value.get("sure") else []
        return ([] if judged and value["picked"] else chosen) + sure
    texts = {row.id: row.text for row in item.rows}
    if item.kind == "grid":  # verdicts name the cells they are about; the others are said here
        return [f"{texts[row]}: " + "; ".join(
                    f"{column.text}: {dict(column.choices)[cells[column.id]]}"
                    for column in item.columns if column.id in cells)
                for row, cells in value.items() if not (judged and item.cells)]
    if item.kind == "order":
        return ["; ".join(f"{place}. {texts[one]}" for place, one in enumerate(value, start=1))]
    if item.kind == "mark":
        names = dict(item.labels)
        return [f"“{' '.join(words[a : b + 1])}” – {names[k]}" for a, b, k in value]
    if item.kind == "field" and item.form == "date":
        with contextlib.suppress(ValueError):
            dates.bounds(value)
            return [dates.spoken(value)]
    return [str(value.get("value", ""))] if item.kind == "result" else [str(value)]


def paragraphs_html(paragraphs: Sequence[str]) -> str:
    """Return paragraphs as escaped HTML; ``**word**`` becomes bold."""
    return "".join(f"<p>{_bold(escape(text))}</p>" for text in paragraphs)


def _bold(text: str) -> str:
    return re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", text)


def sentence(text: str) -> Html:
    """Return one sentence as a cell's output, for what went wrong and for what to do."""
    return Html(f'<p style="max-width:44em">{escape(text)}</p>', text)


T = TypeVar("T")


def told(make: Callable[[str], T]) -> Callable[[str], T | Html]:
    """Turn a mistake in a data file or on the disk into one sentence instead of a traceback."""

    @functools.wraps(make)
    def shown(address: str) -> T | Html:
        try:
            return make(address)
        except CourseError as error:
            return sentence(str(error))
        except OSError as error:
            return sentence(f"A file of the course cannot be used: {error.filename} "
                            f"({error.strerror}).")

    return shown


def table_html(rows: Iterable[Iterable[object]], head: Iterable[object] = (),
               caption: str = "") -> str:
    """Return rows of cells as an HTML table in a region that scrolls by itself on a narrow page.

    Without a ``head`` the first cell of each row is its header.
    """
    top = "".join(f'<th scope="col" {_CELL}>{escape(str(cell))}</th>' for cell in head)
    opening = "<td" if top else '<th scope="row"'
    body = ""
    for row in rows:
        first, *others = (escape(str(cell)) for cell in row)
        cells = "".join(f"<td {_CELL}>{cell}</td>" for cell in others)
        body += f"<tr>{opening} {_CELL}>{first}</{opening[1:3]}>{cells}</tr>"
    label = escape(caption or "Table", quote=True)
    return (f'<div style="overflow-x:auto" role="region" aria-label="{label}" tabindex="0"><table>'
            + (f"<caption {_CELL}><strong>{escape(caption)}</strong></caption>" if caption else "")
            + (f"<thead><tr>{top}</tr></thead>" if top else "")
            + f"<tbody>{body}</tbody></table></div>")


def page_html(title: str, style: str, body: str) -> str:
    """Return a whole page that opens and prints anywhere; ``body`` is HTML already."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{_PAGE}{style}</style></head>"
        f"<body>{body}</body></html>"
    )


def list_html(title: str, rows: Sequence[tuple[str, str]]) -> str:
    """Return terms and their texts as a definition list under a title."""
    body = "".join(
        f"<dt {_FLOW}><strong>{escape(term)}</strong></dt><dd {_FLOW}>{escape(text)}</dd>"
        for term, text in rows
    )
    heading = f"<p><strong>{escape(title)}</strong></p>"
    return f'<div style="max-width:44em">{heading}<dl>{body}</dl></div>'
