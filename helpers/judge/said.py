"""How an answer is said in words. Pure."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import Any

from ..case import dates
from ..case.records import Item


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
