"""Judges an answer: (item, value) -> verdicts, each with its reason. Pure, no widget.

Prose is never graded here; it is set beside a model answer (see ``prose``).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from typing import Any

from ..case import dates
from ..case.records import SURE, Item, Key, Verdict
from . import grids, wording

LONGEST = 6000  # characters of one prose answer, about 1,000 words


def shape(item: Item, value: object) -> str:
    """Return "" where the value has the form this kind of item takes, else what is wrong."""
    if item.kind == "choice":
        if not isinstance(value, dict) or not isinstance(value.get("picked"), list):
            return "a choice needs a list of picked options"
        known = {option.id for option in item.options}
        picked = value["picked"]
        if not all(isinstance(p, str) and p in known for p in picked):
            return "a picked option is not among the options"
        if len(set(picked)) != len(picked) or (
            item.pick != "any" and len(picked) > int(item.pick)
        ):
            return f"pick {item.pick}"
        if value.get("sure", "") not in ("", *SURE) or set(value) - {"picked", "sure"}:
            return "the word for how sure you are is not among the four"
        return ""
    if item.kind == "grid":
        return grids.grid_shape(item, value)
    if item.kind == "order":
        return grids.order_shape(item, value)
    if item.kind == "mark":
        return "" if _is_marks(item, value) else "marks need a first word, a last word and a label"
    if item.kind in ("recall", "result"):
        return "this item takes no answer on the page"
    if not isinstance(value, str):
        return "the answer must be text"
    return "" if len(value) <= LONGEST else f"the answer is longer than {LONGEST} characters"


def _is_marks(item: Item, value: object) -> bool:
    labels = {label for label, _ in item.labels}
    return isinstance(value, list) and len(value) <= 100 and all(
        isinstance(m, list) and len(m) == 3
        and type(m[0]) is int and type(m[1]) is int and 0 <= m[0] <= m[1] < 1000
        and isinstance(m[2], str) and m[2] in labels
        for m in value
    )


def missing(item: Item, value: Any) -> str:
    """Return "" where the answer is complete, else the sentence that says what is missing."""
    if item.kind == "choice":
        picked = (value or {}).get("picked", [])
        if item.pick != "any" and len(picked) != int(item.pick):
            return f"Choose {item.pick} first." if item.pick != "1" else "Choose one answer first."
        if item.sure and not (value or {}).get("sure"):
            return "Say how sure you are."
    elif item.kind == "grid":
        return grids.grid_missing(item, value)
    elif item.kind == "order":
        return "" if value else "Put the cards in order first."
    elif item.kind == "mark":
        return "" if value else "Mark at least one word first."
    elif item.kind == "result":
        return "" if value else "Run the cell with your code first, with your value in it."
    elif item.kind == "field" and item.form == "date":
        if not re.match(r"\d{4}(-|$)", str(value or "")):
            return "Write the year with four digits."
        if re.match(r"\d{4}--", value):
            return "Choose the month, or leave the day out."
        try:
            dates.bounds(value)
        except ValueError:
            return "That day is not in the calendar. Change the day, the month or the year."
    elif item.kind == "field" and item.form == "number" and not is_number(str(value or "")):
        return "Write a number in figures, such as 5."
    elif item.kind in ("field", "prose") and not str(value or "").strip():
        return "Write a few words first." if item.kind == "prose" else "Fill in this box first."
    return ""


def judge(item: Item, value: Any, texts: Sequence[str] = ()) -> list[Verdict]:
    """Return what is said about a complete answer.

    ``texts`` are the documents a prose answer may quote from; for a ``mark`` item the one
    text whose words were marked.
    """
    if item.kind == "choice":
        return _choice(item, value) + (_sprint(item, value["picked"]) if item.rule else [])
    if item.kind == "mark":
        return _marks(item, value, tokens(texts[0]) if texts else [])
    if item.kind == "grid":
        return grids.judge_grid(item, value)
    if item.kind == "order":
        return grids.judge_order(item, value)
    if item.kind == "prose":
        notes = wording.stock_phrases(value) + wording.quotations(value, texts)
        model = [Verdict("A model answer", "noted", item.model)] if item.model else []
        return notes + model
    if item.kind == "field" or item.kind == "result":
        return [answer(item, value)]
    return []


def _choice(item: Item, value: dict[str, Any]) -> list[Verdict]:
    picked = value["picked"]
    said = [
        Verdict(option.text, option.verdict, option.because, tag=option.tag, opened=option.opens)
        for option in item.options
        if option.id in picked
    ]
    wanted = ("right", "noted") if item.pick == "any" else ("right",)
    if not any(o.verdict in ("right", "arguable") for o in item.options if o.id in picked) and (
            not any(o.verdict == "right" for o in item.options)):
        wanted = ("arguable",)  # nothing is simply right: show what can be defended
    return said + [
        Verdict(option.text, "missed", option.because, tag=option.tag)
        for option in item.options
        if option.verdict in wanted and option.id not in picked
    ]


def _sprint(item: Item, picked: Sequence[str]) -> list[Verdict]:
    """Look at how a list of results was searched: what came first, and who is behind the page."""
    telling = [place for place, one in enumerate(picked, start=1)
               if any(o.id == one and o.verdict == "right" for o in item.options)]
    found = []
    if picked and picked[0] == item.options[0].id:
        found.append(Verdict("The top result first", "noted", "You opened the result at the top "
                             "first. Read all titles and addresses before you open one: the place "
                             "in a list does not say who made a page.", "click restraint"))
    said = (f"Card {telling[0]} of {len(picked)} that you opened told you." if telling else
            "None of the results you opened says so. Which title or address promised it?")
    return [*found, Verdict("Who is behind the page?", "noted", said, "who is behind it")]


def answer(item: Item, value: object) -> Verdict:
    """Judge a short answer or the result of a student's code against the item's keys."""
    given = str(value).strip()
    # A name spelt as one key has it is that name, though it may be near another key too.
    for near in (False, True) if item.form == "name" else (True,):
        for key in item.keys:
            mark = _matches(item.form, given, key, near)
            if mark:
                return Verdict(given, mark, _less_than_right(item, mark, key), tag=key.tag)
    return Verdict(given, "wrong", item.otherwise)


def _near(word: str, words: Sequence[str]) -> bool:
    """Tell whether a word is one of ``words`` or a near spelling of it."""
    return bool(difflib.get_close_matches(word, words, n=1, cutoff=0.8))


def _less_than_right(item: Item, mark: str, key: Key) -> str:
    if mark == key.mark:
        return key.because
    if item.form == "name":
        return f"We spell it {key.value}. {key.because}"
    return f"Right as far as it goes; the exact date is {dates.spoken(key.value)}. {key.because}"


def _matches(form: str, given: str, key: Key, near: bool) -> str:
    """Return the mark this key gives, or "" where it is not the key's answer.

    Where ``near`` is false, a name must have the key's surname letter by letter.
    """
    if form == "date":
        try:
            stands = dates.compare(given, key.value)
        except ValueError:
            return ""
        if stands == "less exact" and key.mark == "right":
            return "almost"
        return key.mark if stands == "right" else ""
    if form == "number":
        return key.mark if _number(given) == _number(key.value) else ""
    words, wanted = wording.folded(given), wording.folded(key.value)
    if form == "name":  # the surname is enough; first names or initials may stand beside it
        mine, theirs = words.split(), wanted.split()
        initials = {word[0] for word in theirs}
        if not theirs or not all(w in initials if len(w) == 1 else _near(w, theirs) for w in mine):
            return ""
        if theirs[-1] in mine:
            return key.mark
        if not near or not any(_near(word, theirs[-1:]) for word in mine):
            return ""
        return "almost" if key.mark == "right" else key.mark
    return key.mark if words == wanted else ""


def _number(text: str) -> float | str:
    text = text.strip()
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", text):
        text = text.replace(",", "")
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else text


def is_number(text: str) -> bool:
    """Tell whether a text can be read as a number."""
    return isinstance(_number(text), float)


def tokens(text: str) -> list[str]:
    """Return the words of a text as a reader marks them, punctuation attached."""
    return text.split()


def find_words(words: str, within: Sequence[str]) -> list[range]:
    """Return every place where ``words`` stand in a list of tokens."""
    wanted = wording.folded(words).split()
    folded = [wording.folded(token) for token in within]
    places = []
    for start in range(len(folded)):
        stop = start
        taken: list[str] = []
        while stop < len(folded) and len(taken) < len(wanted):
            taken += folded[stop].split()
            stop += 1
        if wanted and taken == wanted:
            places.append(range(start, stop))
    return places


def _marks(item: Item, value: list[list[Any]], within: Sequence[str]) -> list[Verdict]:
    names = dict(item.labels)
    mine = [(set(range(first, last + 1)), label) for first, last, label in value]
    verdicts, used = [], set()
    for span in item.spans:
        places = [set(place) for place in find_words(span.words, within)] or [set()]
        # Words that stand twice may be marked at either place.
        words = max(places, key=lambda place: max((len(m & place) for m, _ in mine), default=0))
        same = [(m, i) for i, (m, label) in enumerate(mine) if label == span.label and m & words]
        other = [(m, label) for m, label in mine if label != span.label and m & words]
        used |= {i for _, i in same} | {i for i, (m, _) in enumerate(mine) if m & words}
        part = f"“{span.words}” ({names[span.label]})"
        if same:
            marked: set[int] = set().union(*(m for m, _ in same))
            close = len(marked & words) / len(marked | words) >= 0.5
            verdicts.append(Verdict(part, "right" if close else "almost", span.because))
        elif other:
            said = f"You marked this as “{names[other[0][1]]}”. {span.because}"
            verdicts.append(Verdict(part, "almost", said))
        else:
            verdicts.append(Verdict(part, "missed", span.because))
    extra = [f"“{' '.join(within[first : last + 1])}”"
             for i, (first, last, _) in enumerate(value) if i not in used]
    if extra:
        because = item.otherwise or ("Not on our list. That does not make them wrong: be ready to "
                                     "say what they do.")
        verdicts.append(Verdict("; ".join(extra), "noted", because))
    return verdicts


def is_blank(value: object) -> bool:
    """Tell whether a lab value is still the three dots of the starter code."""
    if isinstance(value, str):
        return not re.sub(r"[.\s…]", "", value)
    return value is Ellipsis or value is None
