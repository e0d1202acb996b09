"""What a claim stands on, and what still stands when a source is taken away. Pure.

Sources that go back to one root are one witness; so a claim is judged by its roots, not by the
number of its sources.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from ..case.records import Column, Row

Grid = Mapping[str, Mapping[str, str]]


def supports(rows: Sequence[Row], columns: Sequence[Column], value: Grid) -> dict[str, list[str]]:
    """Return for each claim the sources that support it in an answer, in the order of the grid."""
    return {row.id: [column.id for column in columns
                     if value.get(row.id, {}).get(column.id) == "supports"] for row in rows}


def roots(sources: Collection[str], columns: Sequence[Column]) -> set[str]:
    """Return the roots of some sources; a source without a named root is its own."""
    return {column.root or column.id for column in columns if column.id in sources}


def falls_without(struck: str, rows: Sequence[Row], columns: Sequence[Column],
                  value: Grid) -> list[str]:
    """Return the claims that nothing supports any longer once a source is struck out."""
    return [claim for claim, sources in supports(rows, columns, value).items()
            if sources == [struck]]
