"""``field``: a short answer in one box: words, a name, a number or a date.

An answer is a text. Its keys say what counts: a name by its surname, a number by its value (or
``within`` a tolerance), a date by the days it can mean (EDTF), words letter by letter.
"""

from __future__ import annotations

import contextlib
import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ...case import dates, items
from ...case.items import Before
from ...case.records import Document, Item, Key, Verdict
from ...case.yamlfile import Fields
from ..scene import Blank, Line, Scene, Short, marked
from ..wording import folded

NEEDS = ("keys", "otherwise")
RULES: tuple[str, ...] = ()
ANSWERED_IN = "form"
FORMS = ("text", "name", "number", "date")
LONGEST = 6000  # characters
# "Not Lenin", "Lenin or Stalin": words that make a list of a name, or its denial.
_HEDGES = {"and", "or", "nor", "not", "neither", "either"}
_RUSSIAN = str.maketrans(dict(zip(
    "абвгдезийклмнопрстуфыэё",
    "abvgdeziyklmnoprstufyee", strict=True)) | {
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "",
    "ю": "yu", "я": "ya"})


def read(fields: Fields) -> dict[str, Any]:
    """Return the form, the keys, and what is said of every other answer."""
    form = fields.one_of("form", FORMS, "text")
    return {"form": form, "otherwise": fields.text("otherwise", ""),
            "keys": tuple(_key(part, form) for part in fields.each("keys"))}


def _key(part: Fields, form: str) -> Key:
    value = items.date_field(part, "value") if form == "date" else part.text("value")
    if form != "number":
        return items.key(part, value, {})
    within = part.text("within", "")
    for name, text in (("value", value), ("within", within)):
        if text and number(text) is None:
            part.problem(name, f"'{text}' is not a number in figures, such as 5 or 12.5")
    if (number(within) or 0) < 0:
        part.problem("within", "must not be below 0")
    return items.key(part, value, {"within": within})


def problems(item: Item, before: Before) -> Iterator[tuple[str, str]]:
    yield from ()


def shape(item: Item, value: object) -> str:
    """Return "" where a value is a text that is not too long."""
    if not isinstance(value, str):
        return "the answer must be text"
    return "" if len(value) <= LONGEST else f"the answer is longer than {LONGEST} characters"


def missing(item: Item, value: Any) -> str:
    """Return "" where the text is filled in and, for a number or a date, is one."""
    text = str(value or "")
    if item.form == "date":
        return _missing_in_date(text)
    if item.form == "number" and number(text) is None:
        return "Write a number in figures, such as 5."
    return "" if text.strip() else "Fill in this box first."


def _missing_in_date(text: str) -> str:
    if not re.match(r"\d{4}(-|$)", text):
        return "Write the year with four digits."
    if re.match(r"\d{4}--", text):
        return "Choose the month, or leave the day out."
    try:
        dates.bounds(text)
    except ValueError:
        return "That day is not in the calendar. Change the day, the month or the year."
    return ""


def judge(item: Item, value: Any, scene: Scene) -> list[Verdict]:
    return [answer(item, value)]


def answer(item: Item, value: object) -> Verdict:
    """Judge a short answer, or the result of a student's code, against the item's keys."""
    given = str(value).strip()
    if item.form == "name":
        key, mark = _named(item.keys, given)
    else:
        hits = [(key, mark) for key in item.keys if (mark := _mark(item.form, given, key))]
        # A key for just this date stands before one that is more exact.
        exact = [hit for hit in hits if hit[1] == hit[0].mark]
        key, mark = [*exact, *hits, (None, "")][0]
    part = dates.spoken(given) if item.form == "date" else given
    if key is None:
        return Verdict(part, "wrong", item.otherwise)
    because = key.because
    if mark != key.mark:
        because = (f"We spell it {key.value}. {because}" if item.form == "name" else
                   f"Right as far as it goes; the exact date is {dates.spoken(key.value)}. "
                   f"{because}")
    return Verdict(part, mark, because, tag=key.tag)


def _mark(form: str, given: str, key: Key) -> str:
    """Return the mark that a key gives to words, a number or a date; "" where it is another."""
    if form == "number":
        mine, ours = number(given), number(key.value)
        if mine is None or ours is None:
            return ""
        within = number(key.more.get("within", "")) or Decimal(0)
        return key.mark if abs(mine - ours) <= within else ""
    if form == "date":
        try:
            stands = dates.compare(given, key.value)
        except ValueError:
            return ""
        if stands == "less exact" and key.mark == "right":
            return "almost"
        return key.mark if stands == "right" else ""
    return key.mark if folded(given) == folded(key.value) else ""


# -- names ------------------------------------------------------------------------------------


def _named(keys: Sequence[Key], given: str) -> tuple[Key | None, str]:
    """Return the key whose surname stands in a name, and the mark; a near spelling is "almost".

    Titles, first names, patronymics and further words may stand beside it. Of two keys with one
    surname the first names decide. Two names that both have a key, or a denied one, are no answer.
    """
    words = _words(given)
    # "X. Sedov" is not Lev Sedov; a patronymic's initial may follow the first name's.
    if re.match(r"\s*\w\.", given):
        keys = [key for key in keys if len(_words(key.value)) == 1
                or words[0] in {word[0] for word in _words(key.value)}]
    exact = [key for key in keys if _surname(key) in words]
    if len({_surname(key) for key in exact}) > 1 or _HEDGES & set(words) or (
            re.search(r"n['’]t\b", given.casefold())):
        return None, ""
    if exact:
        key = max(exact, key=lambda one: len(set(_words(one.value)) & set(words)))
        return key, key.mark
    near = [(_nearness(_surname(key), words), -place) for place, key in enumerate(keys)]
    best = max(near, default=(0.0, 0))
    if not best[0]:
        return None, ""
    key = keys[-best[1]]
    return key, "almost" if key.mark == "right" else key.mark


def _words(name: str) -> list[str]:
    """Return the words of a name in Latin letters; whose wife or son somebody is does not name."""
    own = re.sub(r"\w+['’]s\b|\w+s['’](?!\w)", " ", name.casefold())
    return folded(own.translate(_RUSSIAN)).split()


def _surname(key: Key) -> str:
    return (_words(key.value) or [""])[-1]


def _nearness(surname: str, words: Sequence[str]) -> float:
    """Return how near the nearest word is to a surname (Ratcliff/Obershelp); 0 below 0.8."""
    near = difflib.get_close_matches(surname, words, n=1, cutoff=0.8)
    return difflib.SequenceMatcher(None, near[0], surname).ratio() if near else 0.0


# -- numbers ----------------------------------------------------------------------------------


def number(text: str) -> Decimal | None:
    """Return the number that a text writes in figures, or None.

    A comma before three digits parts thousands, elsewhere it is a decimal comma; blanks may part
    thousands; the minus may be the typographic one; a per cent sign changes nothing.
    """
    plain = re.sub(r"\s*(%|per cent|percent)$", "", text.strip()).replace("−", "-")
    plain = re.sub(r"(?<=\d)[\s\u00a0\u2009\u202f](?=\d{3}(?!\d))", "", plain)
    if re.fullmatch(r"-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?", plain, re.ASCII):
        plain = plain.replace(",", "")
    plain = re.sub(r"^(-?\d+),(\d+)$", r"\1.\2", plain)
    return Decimal(plain) if re.fullmatch(r"-?\d+(\.\d+)?", plain, re.ASCII) else None


# -- on the page and on paper -----------------------------------------------------------------


def said(item: Item, value: Any, documents: Mapping[str, Document], judged: bool) -> list[str]:
    """Return the answer; a date in words."""
    if item.form == "date":
        with contextlib.suppress(ValueError):
            dates.bounds(value)
            return [dates.spoken(value)]
    return [str(value)]


def seen(item: Item, scene: Scene) -> dict[str, Any]:
    return {"form": item.form}


def scripts(item: Item) -> tuple[str, ...]:
    return ("editor-date",) if item.form == "date" else ()


def blank(item: Item) -> Blank:
    return Blank(lines=1)


def short(item: Item) -> Short:
    right, arguable = (tuple(key.value for key in item.keys if key.mark == mark)
                       for mark in ("right", "arguable"))
    return Short(right, arguable)


def key(item: Item) -> list[Line]:
    """Return every key with its mark, and what is said of anything else."""
    lines = [(marked(k.mark, k.tag),
              k.value + (f" (within {k.more['within']})" if k.more.get("within") else ""),
              k.because) for k in item.keys]
    return lines + ([("wrong", "anything else", item.otherwise)] if item.otherwise else [])


def seconds(item: Item) -> int:
    return 40
