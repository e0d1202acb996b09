"""The reference rules for a rebuilt page: one function a rule, every message names its rule. Pure.

A rule asks, it never marks: each message is one question about one line (or the whole page), and
a writer may have a good answer. Uncited facts, copied wording and unfaithful quotations follow the
essay checks of Britt, Wiemer-Hastings, Larson and Perfetti (2004); independence of sources follows
Yousif and others (2019, doi:10.1177/0956797619856844). Thresholds are working figures, not measured
on a class.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from datetime import date

from ..case import dates, shingles
from ..case.records import SURE, Verdict
from . import wording
from .rebuilt import TAGS, Card, Line, Shelf

_SAW = re.compile(r"\b(saw|seen|heard(?! (?:about|of|that|from|nothing))|witness(ed|es)?|watched|"
                  r"eyewitness(es)?|was there)\b", re.IGNORECASE)
_NOT = re.compile(r"\b(not|never|nothing|nobody|no one|only)\b", re.IGNORECASE)
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")
_YEAR = r"(1\d{3}|20\d\d)"
_DAY = re.compile(rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)? )?({'|'.join(_MONTHS)})(?: {_YEAR})?\b")


def _said(line: Line, rule: str, question: str) -> Verdict:
    return Verdict(f"Line {line.number}", "noted", f"{question} (Rule: {rule}.)", rule,
                   line=line.number)


def _of_page(rule: str, question: str) -> Verdict:
    return Verdict("The whole page", "noted", f"{question} (Rule: {rule}.)", rule)


def untagged(lines: list[Line], shelf: Shelf) -> Iterator[Verdict]:
    """Every sentence says what kind of sentence it is, and how sure its writer is."""
    for line in lines:
        if not line.tag or not line.sure:
            yield _said(line, "tag", "What kind of sentence is this, and how sure are you? End it "
                        f"with a tag such as {{fact, {SURE[-1]}}}: one of {', '.join(TAGS)}, and "
                        f"one of {', '.join(SURE)}.")


def uncited_fact(lines: list[Line], shelf: Shelf) -> Iterator[Verdict]:
    """A fact names who says so."""
    for line in lines:
        if line.tag == "fact" and not line.cards:
            yield _said(line, "uncited fact", "Who says so? Add a card.")


def unknown_card(lines: list[Line], shelf: Shelf) -> Iterator[Verdict]:
    """What is cited must be one of the cards; a card that is never used may object."""
    for line in lines:
        for name in line.cards:
            if name not in shelf.cards:
                near = difflib.get_close_matches(name, shelf.cards, n=1)
                hint = f"Did you mean “{near[0]}”?" if near else (
                    f"The cards are {', '.join(shelf.cards)}.")
                yield _said(line, "unknown card", f"There is no card “{name}”. {hint}")
    for line in lines:
        for name in re.findall(r"\(([\w-]+)\)", line.text):
            if name.casefold() in shelf.cards:
                yield _said(line, "unknown card", f"Cards stand in square brackets. Did you mean "
                            f"[{name.casefold()}]?")
    used = {name for line in lines for name in line.cards}
    unused = [name for name in shelf.cards if name not in used]
    if used and unused:
        yield _of_page("unused card", f"You do not use {shelf.names(unused)}. Does any of them "
                       "speak against your page?")


def name_match(lines: list[Line], shelf: Shelf) -> Iterator[Verdict]:
    """A name is spelt as its card spells it; accents and capitals do not count."""
    known = {wording.folded(word): word for card in shelf.cards.values() if card.document
             for word in card.document.author.replace(",", " ").split() if word[:1].isupper()}
    for line in lines:
        for word in re.findall(r"\b[^\W\d_]{5,}\b", line.text):
            near = difflib.get_close_matches(wording.folded(word), known, n=1, cutoff=0.8)
            if word[0].isupper() and near and near[0] != wording.folded(word) and len(near[0]) > 4:
                yield _said(line, "name match", f"“{word}” is taken as {known[near[0]]}. Is that "
                            "who you mean?")


def date_match(lines: list[Line], shelf: Shelf) -> Iterator[Verdict]:
    """A date must fall between the event and the writing of a card that the line cites."""
    for line in lines:
        spans = [_span(card) for card in shelf.cited(line) if card.document]
        for written in _dates(line, str(spans[0][0].year)) if spans else ():
            try:
                first, last = dates.bounds(written)
            except ValueError:
                continue
            if not any(first <= end and begin <= last for begin, end in spans):
                yield _said(line, "date match", f"You write {dates.spoken(written)}. "
                            f"{_dated(shelf.cited(line))} Which is it?")


def _dates(line: Line, year: str) -> Iterator[str]:
    """Go through the dates of a line as EDTF; ``year`` is meant where a day has none.

    A year alone is looked at in a fact only: elsewhere it may be the time of a source.
    """
    for day, month, own in _DAY.findall(line.text):
        if day or own:
            parts = (own or year, f"{_MONTHS.index(month) + 1:02}", day and f"{int(day):02}")
            yield "-".join(filter(None, parts))
    if line.tag == "fact":
        yield from re.findall(rf"\b{_YEAR}\b", _DAY.sub("", line.text))


def _span(card: Card) -> tuple[date, date]:
    assert card.document
    event, written = dates.bounds(card.document.event), dates.bounds(card.document.written)
    return min(event[0], written[0]), max(event[1], written[1])


def _dated(cards: list[Card]) -> str:
    return " ".join(
        f"The card “{card.row.text}” is about {dates.spoken(card.document.event)} and was written "
        f"{dates.spoken(card.document.written)}." for card in cards if card.document)


def gap(lines: list[Line], shelf: Shelf) -> Iterator[Verdict]:
    """A fact that rests only on what was written years later needs a thought about those years."""
    asked: set[str] = set()
    for line in lines:
        cards = shelf.cited(line)
        years = [_gap(card) for card in cards]
        told = any(c.document and c.document.written[:4] in line.text for c in cards)
        if line.tag == "fact" and years and min(years) > 0 and not told and (
                not asked >= set(line.cards)):  # once for each card, and not of the source itself
            asked |= set(line.cards)
            band = next(name for most, name in _BANDS if min(years) <= most)
            yield _said(line, "gap", f"Your nearest card was written {min(years)} years after the "
                        f"event ({band}). What could have changed in between?")


_BANDS = ((5, "1 to 5"), (20, "6 to 20"), (10_000, "more than 20"))


def _gap(card: Card) -> int:
    if not card.document:
        return 0
    _, event = dates.bounds(card.document.event)
    written, _ = dates.bounds(card.document.written)
    return max(0, written.year - event.year)


def access_conflict(lines: list[Line], shelf: Shelf) -> Iterator[Verdict]:
    """Who was told of a thing did not see it."""
    for line in lines:
        cards = shelf.cited(line)
        far = [c for c in cards if c.document and c.document.access not in ("saw", "took part")]
        word = _SAW.search(line.text)
        if word and cards and far == cards and not _NOT.search(line.text):
            yield _said(line, "access conflict", f"You write “{word.group()}”, but "
                        f"{shelf.names(c.row.id for c in far)} had it from others. What could this "
                        "person have seen?")


def stock_phrase(lines: list[Line], shelf: Shelf) -> Iterator[Verdict]:
    """A stock phrase needs the reason that follows it."""
    for line in lines:
        for verdict in wording.stock_phrases(line.text):
            yield _said(line, "stock phrase", verdict.because)


def quote_fidelity(lines: list[Line], shelf: Shelf) -> Iterator[Verdict]:
    """Quoted words must stand in a card that the line cites."""
    for line in lines:
        texts = [card.words for card in shelf.cited(line) if card.words]
        for verdict in wording.quotations(line.text, texts):
            yield _said(line, "quotation fidelity", verdict.because)


def copied(lines: list[Line], shelf: Shelf) -> Iterator[Verdict]:
    """Eight words in a row outside quotation marks are somebody else's wording.

    Of the two real pages only hashes are known; there nine words in a row are copying.
    """
    sources = {f"the card “{card.row.text}”": wording.folded(card.words)
               for card in shelf.cards.values()} | {"the page": wording.folded(shelf.page)}
    for line in lines:
        own = wording.unquoted(line.text)
        hits = [(shingles.shared(wording.folded(own), text), name)
                for name, text in sources.items()]
        hits += [(run, "the page you took apart") for run in shingles.copied(own, shelf.taken)]
        for hit, name in [found for found in hits if found[0]][:1]:
            yield _said(line, "copy", f"“{hit}” is the wording of {name}. Can you say it in your "
                        "own words, or put it in quotation marks?")


def thin_root(lines: list[Line], shelf: Shelf) -> Iterator[Verdict]:
    """Two citations from one root are one witness."""
    for line in lines:
        cards = shelf.cited(line)
        if len(cards) > 1 and len({card.root for card in cards}) == 1:
            root = cards[0].root
            to = f"to {shelf.names([root])}" if root in shelf.cards else "to one source"
            yield _said(line, "thin root", f"{len(cards)} cards, one witness: they may all go back "
                        f"{to}. Who else says so?")


def certainty(lines: list[Line], shelf: Shelf) -> Iterator[Verdict]:
    """What one would publish needs two roots, and nothing in one's own grid against it."""
    for line in lines:
        cards = shelf.cited(line)
        if line.sure != SURE[-1] or not cards:
            continue
        if len({card.root for card in cards}) < 2:
            yield _said(line, "certainty", "You would publish this on one root. What makes you so "
                        "sure?")
        for claim, against in _against(cards, shelf):
            yield _said(line, "certainty", f"In your grid {against} contradicts one of these cards "
                        f"on “{claim}”. What makes you surer than your grid?")


def _against(cards: list[Card], shelf: Shelf) -> Iterator[tuple[str, str]]:
    cited = {card.row.id for card in cards}
    for item, value in shelf.by_rule("corroboration", "foundations"):
        for row in item.rows:
            cells = value.get(row.id, {})
            others = [c for c, said in cells.items() if said == "contradicts" and c not in cited]
            if others and any(cells.get(card) == "supports" for card in cited):
                yield row.text, shelf.names(others)


def silence_error(lines: list[Line], shelf: Shelf) -> Iterator[Verdict]:
    """A card that says nothing has not denied anything."""
    for item, value in shelf.by_rule("corroboration", "foundations"):
        silent = item.cells_that_are("silent")
        texts = {row.id: row.text for row in item.rows}
        for line in lines:
            for row, column in silent:
                if column in line.cards and value.get(row, {}).get(column) == "contradicts":
                    yield _said(line, "silence error", f"In your grid {shelf.names([column])} "
                                f"contradicts “{texts[row]}”. Does it deny it, or not mention it?")


def flat_value(lines: list[Line], shelf: Shelf) -> Iterator[Verdict]:
    """A card that was rated alike for every question has not been weighed for this one."""
    for item, value in shelf.by_rule("flat"):
        for column in item.columns:
            given = {value.get(row.id, {}).get(column.id) for row in item.rows}
            for line in lines:
                if column.id in line.cards and len(given) == 1 and len(item.rows) > 1:
                    yield _said(line, "flat value", f"You rated {shelf.names([column.id])} alike "
                                "for every question. Which of them is it best placed on?")


def diagnosticity(lines: list[Line], shelf: Shelf) -> Iterator[Verdict]:
    """A card that fits every explanation decides nothing between them."""
    for _, value in shelf.by_rule("weights"):
        for line in lines:
            for name in line.cards:
                given = [int(weight) for weight in value.get(name, {}).values()]
                if line.tag != "fact" and given and max(given) - min(given) <= 1:
                    yield _said(line, "diagnosticity", f"You gave {shelf.names([name])} about the "
                                "same weight for every story. Does it decide anything here?")


def one_camp(lines: list[Line], shelf: Shelf) -> Iterator[Verdict]:
    """A page whose sources share one standpoint has not heard those who would object."""
    cited = {card.row.id: card.row.camp for line in lines for card in shelf.cited(line)}
    if len(cited) > 1 and len(set(cited.values())) == 1 and all(cited.values()):
        yield _of_page("one camp", f"All your cards take one standpoint: "
                       f"{next(iter(cited.values()))}. Who would object, and did you hear them?")


def off_question(lines: list[Line], shelf: Shelf) -> Iterator[Verdict]:
    """A page needs at least one card about its own question."""
    about = [name for name, card in shelf.cards.items() if card.row.about]
    cited = {name for line in lines for name in line.cards}
    if about and cited and not cited & set(about):
        yield _of_page("off question", "Which of your cards is about the question itself? Look at "
                       f"{shelf.names(about)}.")


RULES: tuple[Callable[[list[Line], Shelf], Iterator[Verdict]], ...] = (
    untagged, uncited_fact, unknown_card, name_match, date_match, gap, access_conflict,
    stock_phrase, quote_fidelity, copied, thin_root, certainty, silence_error, flat_value,
    diagnosticity, one_camp, off_question,
)


def check(lines: list[Line], shelf: Shelf) -> list[Verdict]:
    """Return what every rule asks of a draft, in the order of its lines, the whole page last."""
    found = [verdict for rule in RULES for verdict in rule(lines, shelf)]
    if not found:
        return [Verdict("The rules", "noted", "No rule has a question about this page. That does "
                        "not make it good: read it once more as a stranger would.", "all")]
    return sorted(found, key=lambda verdict: verdict.line or len(lines) + 10_000)
