"""``python -m helpers references``: the full reference of every work, written once into a file.

citeproc-py and its style make them here, so that a lesson only reads the file; ``check`` says when
it has to be made anew.
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterator

from ..case.citations import Bibliography
from ..case.errors import CourseError, Problem
from ..case.reference import BOOKS, REFERENCES
from ..work import library


def written(entries: Bibliography) -> dict[str, str]:
    """Return the full reference of each work by id, as plain text.

    Raises ``CourseError`` that names the first work of which none can be made.
    """
    try:
        return _by_citeproc(entries)
    except ImportError:
        raise
    except Exception as error:  # whatever citeproc-py stumbles over in an entry
        for key, entry in entries.items() if len(entries) > 1 else ():
            written({key: entry})
        raise CourseError(f"{BOOKS}: no reference can be made of '{'; '.join(entries)}' "
                          f"({error}); give it a type, and numbers as dates, as in CSL-JSON") \
            from error


def _by_citeproc(entries: Bibliography) -> dict[str, str]:
    from citeproc import (
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON

    with warnings.catch_warnings():  # citeproc-py warns of fields its style does not print
        warnings.simplefilter("ignore")
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        # Without a type citeproc-py would take that of the work before.
        source = CiteProcJSON([{**one, "type": one["type"]} for one in entries.values()])
        book = CitationStylesBibliography(style, source, formatter.plain)
        for key in entries:
            book.register(Citation([CitationItem(key)]))
        lines = (re.sub(r"(?<!\.)\.\.(?!\.)", ".", str(line)) for line in book.bibliography())
        return dict(zip(entries, lines, strict=True))


def as_json(entries: Bibliography) -> str:
    """Return the text of the file, one line a work in the order of the bibliography."""
    return json.dumps(written(entries), ensure_ascii=False, indent=1) + "\n"


def problems(entries: Bibliography) -> Iterator[Problem]:
    """Say whether the file is what these entries make; raises nothing."""
    try:
        made = written(entries)
    except CourseError as error:
        yield Problem(BOOKS, 1, "", str(error).removeprefix(f"{BOOKS}: "))
        return
    if library.finished() != made:
        yield Problem(REFERENCES, 1, "", f"is older than {BOOKS}; run: python -m helpers "
                                         "references")
