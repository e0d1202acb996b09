"""The replica of the two pages as static HTML, under the label that says what it is."""

from __future__ import annotations

from html import escape

from markupsafe import Markup

from ..case.specimen import Specimen
from . import markup

_HEAD = ("Number", "Stands for line", "Replica sentence")


def html(found: Specimen, opened: bool = False) -> Markup:
    """Return the replica as one run of text, as the pages had it, under its label; then a list.

    The list is folded away unless ``opened``, as it must be on paper.
    """
    text = " ".join(one.text for one in found.sentences)
    rows = [(one.number, one.stands_for, one.text) for one in found.sentences]
    return Markup(
        f'<section style="{markup.BOX}"><p><strong>{escape(found.replica)}</strong></p>'
        f'<p style="font-family:Georgia,serif">{escape(text)}</p></section>'
        f"<details{' open' if opened else ''}><summary>The replica as a numbered list</summary>"
        f"{markup.table_html(rows, _HEAD, 'Replica, sentence by sentence')}</details>"
    )
