"""What a program can honestly say about a student's prose: form, never quality.

Two rules stand here. A stock phrase ("it is biased") earns one question unless a reason follows
it. A quotation must stand in the document word for word. Both are advice and never a mark.
Pattern of the second: the essay checks of Britt, Wiemer-Hastings, Larson and Perfetti, 2004.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from ..case.records import Verdict

_STOCK = {
    "bias": "Which way does it lean, about what, and in which words?",
    "biased": "Which way does it lean, about what, and in which words?",
    "unreliable": "For which question would it fail you, and why?",
    "reliable": "For which question can you lean on it, and why?",
    "untrustworthy": "For which question would it fail you, and why?",
    "trustworthy": "For which question can you lean on it, and why?",
    "primary source": "First-hand for which question? What could this person have seen?",
    "just an opinion": "Whose opinion, and what is that good evidence of?",
    "eyewitness": "What could this person have seen, and what not?",
    "everyone says": "How many of them had it from somebody else?",
}
_REASON = re.compile(
    r"\b(because|since|so|therefore|which|who|towards?|against|about|for the question)\b|[\"“«]",
    re.IGNORECASE,
)
# Pairs of quotation marks of several countries. A straight mark after a digit is an inch; single
# straight ones are apostrophes too often to be read as quotations.
_QUOTED = re.compile(
    r"“([^“”]{1,400})”|„([^„“”]{1,400})[“”]|«([^«»]{1,400})»|»([^«»]{1,400})«|‹([^‹›]{1,400})›|"
    r"(?<!\w)‘([^‘’]{1,400}(?:’\w[^‘’]*)*)’(?!\w)|(?<![\w\"])\"(?=\S)([^\"]{1,400})(?<=\S)\"(?!\w)"
)
_REACH = 25  # words within which a reason still belongs to the phrase


def stock_phrases(text: str) -> list[Verdict]:
    """Return one question for the first stock phrase that no reason follows."""
    for phrase, question in _STOCK.items():
        found = re.search(rf"\b{phrase}\b", text, re.IGNORECASE)
        if found:
            after = " ".join(text[found.end() :].split()[:_REACH])
            if not _REASON.search(after):
                because = f"You wrote “{found.group()}”. {question}"
                return [Verdict("A question", "noted", because, rule="stock phrase")]
    return []


def quotations(text: str, documents: Iterable[str]) -> list[Verdict]:
    """Return one note for each quotation that stands in none of the documents word for word.

    Case, spacing and punctuation do not count; an ellipsis may stand for words left out. A title
    or a name in quotation marks is no quotation.
    """
    sources = [folded(document) for document in documents]
    notes = []
    for groups in _QUOTED.findall(text) if sources else []:
        quoted = "".join(groups)
        if len(quoted) > 2 and not _is_title(quoted) and not any(
                _stands_in(quoted, source) for source in sources):
            because = (
                f"The words “{quoted}” do not stand like this in the text on the card. "
                "Copy the words exactly, or take the quotation marks away."
            )
            notes.append(Verdict("A quotation", "almost", because, rule="quotation fidelity"))
    return notes


def _is_title(quoted: str) -> bool:
    """Tell whether all longer words begin with a capital, as in “Lessons of October”."""
    long = [word for word in re.findall(r"[^\W\d_]+", quoted) if len(word) > 3]
    return bool(long) and all(word[0].isupper() for word in long)


_MONTHS = "January|February|March|April|June|July|August|September|October|November|December"
_FORMS = {
    "date": re.compile(rf"\b(1[5-9]|20)\d\d\b|\b({_MONTHS})\b|\bMay \d|\d May\b|\b([Ii]n|of) May\b|"
                       r"\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b"),
    "number": re.compile(
        r"\d|\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|both|"
        r"once|twice|none|half|hundred|dozen)\b", re.IGNORECASE),
    "quotation": re.compile(rf"{_QUOTED.pattern}|(?<!\w)'[^']{{2,}}'(?!\w)"),
}
# Words that stand with a capital at the head of a sentence and name nobody.
_NO_NAMES = {
    "the", "a", "an", "he", "she", "it", "they", "we", "you", "i", "his", "her", "its", "their",
    "our", "this", "that", "these", "those", "there", "then", "so", "but", "and", "or", "if",
    "when", "while", "because", "since", "as", "for", "by", "from", "to", "not", "no", "yes",
    "nobody", "somebody", "in", "on", "at", "of", "with", "after", "before", "what", "which",
    "who", "why", "how", "one", "some", "many", "most", "all", "both", "perhaps", "only", "yet",
    "also", "even", "still", "first", "here", "now", "never",
}
ASKED_FOR = {"date": "a date", "name": "a name", "number": "a number",
             "quotation": "words in quotation marks"}


def shows(form: str, text: str) -> bool:
    """Tell whether a text shows a form, such as a date; what it is worth nobody can tell so."""
    if form == "name":
        words = re.findall(r"[^\W\d_]+", text)
        return any(word[0].isupper() and word.casefold() not in _NO_NAMES for word in words)
    return bool(_FORMS[form].search(text))


def unquoted(text: str) -> str:
    """Return a text without what stands in quotation marks."""
    return _QUOTED.sub(" ", text)


def folded(text: str) -> str:
    """Return letters and digits only: no accents, no case, single spaces."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(kept.split())


def _stands_in(quoted: str, source: str) -> bool:
    at = 0
    for part in re.split(r"\.{3}|…|\[[^\]]*\]", quoted):
        words = folded(part)
        if words:
            found = f" {source} ".find(f" {words} ", at)
            if found < 0:
                return False
            at = found + len(words)
    return True
