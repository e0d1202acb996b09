"""The replica of the two pages as static HTML, under the label that says what it is.

It looks like the page it stands for: a browser's frame, a headline, boxes of other sites, a banner.
Nothing in it can be pressed.
"""

from __future__ import annotations

from html import escape

from markupsafe import Markup

from ..case.specimen import Specimen
from . import markup

_HEAD = ("Number", "Stands for line", "Replica sentence")
# Every ground comes with its own text colour, so that the dark theme cannot hide a word.
_BROWSER = ("border:1px solid #8a8578;border-radius:8px;max-width:56em;overflow:hidden;"
            "background:#fff;color:#222")
_BAR = "background:#e4e2dc;color:#333;padding:0.4em 0.8em;font-family:monospace"
_TITLE = "font:bold 1.9em/1.2 Arial,sans-serif;margin:0.4em 0;color:#222"
_ADVERT = ("float:right;width:11em;margin:0 0 1em 1.5em;padding:0.8em;text-align:center;"
           "background:#dfe9f3;color:#223;border:1px dashed #8a8578;font-family:Arial,sans-serif")
_BANNER = "background:#2b2b33;color:#fff;padding:0.7em 1em;font-family:Arial,sans-serif"
_TEXT = "font:1em/1.5 Arial,sans-serif"


def html(found: Specimen, opened: bool = False) -> Markup:
    """Return the replica as a page in a browser, under its label; then its sentences as a list.

    The list is folded away unless ``opened``, as it must be on paper.
    """
    rows = [(one.number, one.stands_for, one.text) for one in found.sentences]
    return Markup(
        f'<section style="{markup.BOX}"><p><strong>{escape(found.replica)}</strong></p></section>'
        f'<div style="{_BROWSER}" role="group" aria-label="The replica, drawn as a web page">'
        f'<div style="{_BAR}">◀ ▶ ⟳ &nbsp; https://a-page.example/{_slug(found.title)}</div>'
        f'<div style="padding:0.5em 1.2em"><p style="{_TITLE}">{escape(found.title)}</p>'
        f'<p style="{_ADVERT}">Advertisement<br><br><strong>Shelves, all sizes</strong><br>'
        f"(stands for an advert)</p>{_run(found)}</div>"
        f'<div style="{_BANNER}">This page uses cookies. (Stands for a banner; there is nothing to '
        "press.)</div></div>"
        f"<details{' open' if opened else ''}><summary>The replica as a numbered list</summary>"
        f"{markup.table_html(rows, _HEAD, 'Replica, sentence by sentence')}</details>"
    )


def _run(found: Specimen) -> str:
    """Return the sentences as the pages have them: one after the other, without a paragraph."""
    text = " ".join(one.text for one in found.sentences)
    return f'<p style="{_TEXT}">{escape(text)}</p>'


def _slug(title: str) -> str:
    return escape("-".join(title.casefold().split()))

