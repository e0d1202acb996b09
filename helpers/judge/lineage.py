"""Who had it from whom: the family tree of a claim, as links from each retelling to its source.

Pure. ``links`` maps the id of each retelling to the id it was got from, or to ``NOBODY`` where the
teller saw it or where no source is known. Method: counting roots instead of retellings, against the
"illusion of consensus" (Yousif and others 2019, doi:10.1177/0956797619856844).
"""

from __future__ import annotations

from collections.abc import Mapping

NOBODY = "nobody"


def cycle(links: Mapping[str, str]) -> list[str]:
    """Return the ids of a circle of links in the order they are followed, or an empty list.

    >>> cycle({"a": "b", "b": "a", "c": "nobody"})
    ['a', 'b']
    """
    for start in links:
        walked: list[str] = []
        here = start
        while here in links and here not in walked:
            walked.append(here)
            here = links[here]
        if here in walked:
            return walked[walked.index(here):]
    return []


def roots(links: Mapping[str, str]) -> list[str]:
    """Return the ids that nobody passed on: the independent sources, as far as is known.

    >>> roots({"a": "nobody", "b": "a", "c": "nobody"})
    ['a', 'c']
    """
    return [one for one, source in links.items() if source not in links]


def tree(links: Mapping[str, str]) -> list[tuple[int, str]]:
    """Return (depth, id) of every retelling, each below the one it came from.

    What hangs in a circle comes last, at depth 0.

    >>> tree({"a": "nobody", "b": "a", "c": "nobody", "d": "b"})
    [(0, 'a'), (1, 'b'), (2, 'd'), (0, 'c')]
    """
    rows: list[tuple[int, str]] = []
    waiting = [(0, one) for one in reversed(roots(links))]
    while waiting:
        depth, one = waiting.pop()
        rows.append((depth, one))
        children = [child for child, source in links.items() if source == one]
        waiting += [(depth + 1, child) for child in reversed(children)]
    placed = {one for _, one in rows}
    return rows + [(0, one) for one in links if one not in placed]
