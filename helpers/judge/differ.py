"""Compares two texts word by word: which words stayed, which were added, which taken away. Pure."""

from __future__ import annotations

import difflib
from itertools import groupby

SAME, ADDED, TAKEN, GAP = "same", "added", "taken away", "gap"
CUT = "[...]"  # our own sign for a cut: nobody added it or took it away
Parts = list[tuple[str, str]]


def parts(first: str, second: str) -> Parts:
    """Return the words of two texts as (``same``, ``added`` or ``taken away``, words), in order.

    The words of ``same`` and ``added`` together are the second text, those of ``same`` and
    ``taken away`` the first. Method: longest matching blocks (``difflib.SequenceMatcher``).

    A ``[...]`` that stands in one of them only is a ``gap``.

    >>> parts("a grey [...] cat", "a black cat")
    [('same', 'a'), ('taken away', 'grey'), ('gap', '[...]'), ('added', 'black'), ('same', 'cat')]
    """
    old, new = first.split(), second.split()
    found: Parts = []
    for name, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if name == "equal":
            found.append((SAME, " ".join(old[a:b])))
            continue
        for change, words in ((TAKEN, old[a:b]), (ADDED, new[c:d])):
            found += [(GAP if cut else change, " ".join(run))
                      for cut, run in groupby(words, CUT.__eq__)]
    return found


def said(found: Parts) -> str:
    """Say in one sentence how much changed.

    >>> said(parts("a grey cat", "a black cat"))
    '1 word added, 1 word taken away.'
    """
    counts = [sum(len(text.split()) for name, text in found if name == one)
              for one in (ADDED, TAKEN)]
    if not any(counts):
        return "No word was changed."
    words = [f"{count} word{'' if count == 1 else 's'}" for count in counts]
    return f"{words[0]} added, {words[1]} taken away."
