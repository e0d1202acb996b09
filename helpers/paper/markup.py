"""Static HTML: the pieces of which every printed page and stored output is made.

Every text is escaped; nothing here is a form control. What is HTML already is ``Markup``: a whole
page takes a plain text for text, so that nothing is shown unescaped by oversight.
"""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from markupsafe import Markup

from ..case.errors import CourseError

if TYPE_CHECKING:
    from jinja2 import Environment


BOX = "border:1px solid #8a8578;padding:0.5em 0.8em;margin:0.5em 0;max-width:44em"
_CELL = 'style="text-align:left;vertical-align:top"'
_FLOW = 'style="float:none;width:auto"'  # JupyterLab sets terms and texts side by side, and slips


class Html:
    """Static HTML with its plain-text reading, shown as a cell's output."""

    def __init__(self, html: str, text: str) -> None:
        self.html, self.text = html, text

    def __repr__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, **kwargs: object) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.text}


def paragraphs_html(paragraphs: Iterable[str]) -> Markup:
    """Return paragraphs as escaped HTML; ``**word**`` becomes bold."""
    return Markup("".join(f"<p>{bold(text)}</p>" for text in paragraphs))


def bold(text: str) -> Markup:
    """Return a text as escaped HTML; ``**word**`` becomes bold."""
    return Markup(re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", escape(text)))


def sentence(text: str) -> Html:
    """Return one sentence as a cell's output, for what went wrong and for what to do."""
    return Html(f'<p style="max-width:44em">{escape(text)}</p>', text)


P = ParamSpec("P")
T = TypeVar("T")


def told(make: Callable[P, T]) -> Callable[P, T | Html]:
    """Turn a mistake in the call, in a data file or on the disk into one sentence."""

    @functools.wraps(make)
    def shown(*given: P.args, **named: P.kwargs) -> T | Html:
        wrong = _misused(make, given, named)
        if wrong:
            return sentence(wrong)
        try:
            return make(*given, **named)
        except CourseError as error:
            return sentence(str(error))
        except OSError as error:
            return sentence(f"A file of the course cannot be used: {error.filename} "
                            f"({error.strerror}).")

    return shown


def _misused(make: Callable[..., object], given: tuple[object, ...],
             named: dict[str, object]) -> str:
    """Return what is wrong with the values a function of ours was called with, or nothing."""
    signature = inspect.signature(make, follow_wrapped=False)
    try:
        bound = signature.bind(*given, **named)
    except TypeError as error:
        return f"helpers.{make.__name__} cannot be used like this: {error}."
    for name, value in bound.arguments.items():
        if signature.parameters[name].annotation == "str" and not isinstance(value, str):
            return (f"helpers.{make.__name__} takes a text in quotation marks here, "
                    f"not {str(value)[:40]}.")
    return ""


def table_html(rows: Iterable[Iterable[object]], head: Iterable[object] = (),
               caption: str = "") -> Markup:
    """Return rows of cells as an HTML table in a region that scrolls by itself on a narrow page.

    Without a ``head`` the first cell of each row is its header.
    """
    top = "".join(f'<th scope="col" {_CELL}>{escape(str(cell))}</th>' for cell in head)
    opening = "<td" if top else '<th scope="row"'
    body = ""
    for row in rows:
        first, *others = row
        cells = "".join(f"<td {_CELL}{_language(cell)}>{escape(str(cell))}</td>" for cell in others)
        body += (f"<tr>{opening} {_CELL}{_language(first)}>{escape(str(first))}"
                 f"</{opening[1:3]}>{cells}</tr>")
    label = escape(caption or "Table", quote=True)
    return Markup(
        f'<div style="overflow-x:auto" role="region" aria-label="{label}" tabindex="0"><table>'
        + (f"<caption {_CELL}><strong>{escape(caption)}</strong></caption>" if caption else "")
        + (f"<thead><tr>{top}</tr></thead>" if top else "")
        + f"<tbody>{body}</tbody></table></div>")


def _language(cell: object) -> str:
    """Return the attribute that lets a screen reader read a cell in Russian; nothing elsewhere."""
    letters = [one for one in str(cell) if one.isalpha()]
    russian = [one for one in letters if "\u0400" <= one <= "\u04ff"]
    return ' lang="ru"' if len(russian) * 2 > len(letters) else ""


def notes_html(notes: Sequence[str]) -> Markup:
    """Return what the numbers in a text stand for as one small paragraph; nothing for none."""
    said = " ".join(f"[{n}] {escape(note)}." for n, note in enumerate(notes, start=1))
    return Markup(f"<p><small>{said}</small></p>") if notes else Markup()


def list_html(title: str, rows: Sequence[tuple[str, str]]) -> Markup:
    """Return terms and their texts as a definition list under a title."""
    body = "".join(
        f"<dt {_FLOW}><strong>{escape(term)}</strong></dt><dd {_FLOW}>{escape(text)}</dd>"
        for term, text in rows
    )
    heading = f"<p><strong>{escape(title)}</strong></p>"
    return Markup(f'<div style="max-width:44em;overflow-wrap:anywhere">{heading}'
                  f"<dl>{body}</dl></div>")


def page(template: str, **values: object) -> str:
    """Return a whole page by a file of ``templates``, which escapes all values but ``Markup``."""
    return _templates().get_template(template).render(values)


@functools.cache
def _templates() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # no exercise waits for it

    made = Environment(loader=FileSystemLoader(Path(__file__).parent / "templates"),
                       autoescape=True, undefined=StrictUndefined, trim_blocks=True,
                       lstrip_blocks=True)
    made.globals |= {"paragraphs": paragraphs_html, "table": table_html}
    return made
