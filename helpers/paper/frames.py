"""Tables on the page and on paper, made from DataFrames."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from ..case import dates
from ..case.errors import CourseError
from ..work.library import cite
from ..work.tables import described, table
from . import markup
from .markup import Html

if TYPE_CHECKING:
    import pandas as pd


@markup.told
def show(frame: pd.DataFrame | pd.Series[Any], caption: str = "") -> Html:
    """Show a table on the page with a caption and without the row numbers."""
    if not hasattr(frame, "ndim") or not hasattr(frame, "index"):
        raise CourseError("helpers.show takes a table, and this is none: write its name alone.")
    return Html(table_html(frame, caption), _flat(frame).to_string(index=False))


def _flat(frame: Any) -> pd.DataFrame:
    """Return a Series, or a table grouped by names, as a plain table with the names in it."""
    table: pd.DataFrame = frame
    if frame.ndim == 1:  # a count of a column has the column's own name
        table = frame.to_frame("number" if frame.name in (None, *frame.index.names)
                               else str(frame.name))
    if table.index.names == [None] and table.index.inferred_type == "string":
        table = table.rename_axis(index="what")
    return table.reset_index() if table.index.names != [None] else table


def table_html(frame: pd.DataFrame | pd.Series[Any], caption: str = "") -> Markup:
    """Return a DataFrame as an HTML table with a caption and header cells, all text escaped."""
    flat = _flat(frame)
    rows = [[cite(str(value)) for value in row] for row in flat.itertuples(index=False)]
    return markup.table_html(rows, flat.columns, caption or str(frame.attrs.get("caption", "")))


def printed(name: str, columns: Sequence[str]) -> Markup:
    """Return some columns of a table for paper, under the titles the data package has.

    Dates are spoken and people have their names, since nobody can look a key up on paper.
    Raises ``CourseError`` where the table or a column does not exist.
    """
    frame = table(name)
    known = described(name)
    unknown = set(columns) - set(frame.columns)
    if unknown:
        raise CourseError(f"The table '{name}' has no column '{sorted(unknown)[0]}'. It has: "
                          f"{', '.join(frame.columns)}.")
    chosen = frame[list(columns)].copy()
    for column in columns:
        if known.links.get(column) == "people":
            people = table("people").set_index("person_id")["name"]
            chosen[column] = [people.get(key, key) for key in chosen[column]]
        elif column.endswith("_edtf"):
            chosen[column] = [dates.spoken(edtf) if edtf else "" for edtf in chosen[column]]
    return table_html(chosen.rename(columns=dict(known.titles)))
