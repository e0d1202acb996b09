"""The last page of a lesson on paper."""

from __future__ import annotations

from markupsafe import Markup

from ..case.records import End, Lesson
from ..work import library
from .markup import BOX, bold, notes_html, paragraphs_html

_LINE = '<div style="border-bottom:1px solid #8a8578;height:1.8em"></div>'


def html(lesson: Lesson, end: End, whole: bool = False) -> Markup:
    """Return the last page; only the ``whole`` one, for paper, says what is established."""
    head = "<p><strong>What you take away</strong></p>"
    if not whole:
        return Markup(f'<section style="{BOX}">{head}<p>Press Shift+Enter on this cell: your first '
                      "thought, your last, what is firm and what is open.</p></section>")
    cite = library.numbered()
    parts = [f"<p>{title}</p>{_LINE * 2}" for title in (
        "What I thought at first:", "What I think now:")]
    for title, texts in (("Firmly established", end.firm), ("Still open", end.open)):
        rows = "".join(f"<li>{bold(cite(text))}</li>" for text in texts)
        parts.append(f"<p><strong>{title}</strong></p><ul>{rows}</ul>")
    craft = paragraphs_html([f"**Keep this:** {cite(end.craft)}"])
    return Markup(f'<section style="{BOX}">{head}{"".join(parts)}{craft}'
                  f"{notes_html(cite.notes)}</section>")
