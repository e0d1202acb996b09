"""YAML and front matter read so that every value stays text and remembers its line.

A teacher who mistypes a field is told the file, the line and the field in one sentence, and all
mistakes of a file at once. Nothing is guessed: ``language: no`` stays "no" and ``02`` stays "02".
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml

from .errors import Problem

T = TypeVar("T")
# The C reader is ten times faster and is missing from some builds of PyYAML.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_TYPED = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # tells the null of JSON from a text


# The texts in which ``{name}`` may stand: no code, no id, and nothing that an answer is bound to.
_MAY_NAME = {"because", "opens", "answer", "says", "do", "short", "pivot", "content_note", "paper",
             *(f"{name}[]" for name in ("text", "notes", "hints", "aims", "pivot_answers", "twin"))}


@dataclass
class Fields:
    """One mapping of a file, read field by field; mistakes are collected in ``problems``."""

    file: str
    line: int
    nodes: dict[str, yaml.Node]
    problems: list[Problem]
    unreadable: bool = False  # one problem says so; nothing more can be said of such a file
    seen: set[str] = field(default_factory=set)
    headings: dict[str, int] = field(default_factory=dict)  # lines of a document's sections
    # What ``{name}`` in a text stands for, in this mapping and all inside it.
    stands_for: dict[str, str] = field(default_factory=dict)

    def problem(self, name: str, message: str) -> None:
        """Note a mistake in the field ``name`` (or in the whole entry where it is empty)."""
        if self.unreadable:
            return
        line = _line(self.nodes[name]) if name in self.nodes else self.line
        self.problems.append(Problem(self.file, line, name, message))

    def has(self, name: str) -> bool:
        """Tell whether the field stands in the file."""
        return name in self.nodes

    def text(self, name: str, default: str | None = None) -> str:
        """Return a field as text; without a default, a missing or empty one is a mistake."""
        self.seen.add(name)
        node = self.nodes.get(name)
        if _is_empty(node):
            if default is None:
                self.problem(name, "is missing; add it")
            return default or ""
        if not isinstance(node, yaml.ScalarNode):
            self.problem(name, "must be a text, not a list or a group of fields")
            return default or ""
        return self._filled(name, str(node.value).strip())

    def _filled(self, name: str, text: str) -> str:
        """Return a text with each ``{name}`` replaced by what it stands for, where it is prose."""
        def named(found: re.Match[str]) -> str:
            if found[1] not in self.stands_for:
                self.problem(name.removesuffix("[]"), f"'{found.group()}' stands for nothing here; "
                             "it must hold the id of an exercise of this lesson")
            return self.stands_for.get(found[1], found.group())

        is_prose = name in _MAY_NAME and bool(self.stands_for)
        return re.sub(r"\{([a-z0-9-]+)\}", named, text) if is_prose else text

    def identifier(self, name: str) -> str:
        """Return an id: small letters, digits and hyphens, since journals and addresses use it."""
        value = self.text(name)
        if value and not re.fullmatch(r"[a-z0-9-]{1,60}", value):
            self.problem(name, f"'{value}' may have small letters, digits and hyphens only, 60 "
                               "at most")
        return value

    def one_of(self, name: str, allowed: Collection[str], default: str | None = None) -> str:
        """Return a text that must be one of ``allowed``."""
        value = self.text(name, default)
        if value and value not in allowed:
            known = sorted(allowed) if isinstance(allowed, set) else allowed
            self.problem(name, f"'{value}' is not one of: {', '.join(known)}")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts (empty where the field is missing)."""
        return tuple(self._filled(f"{name}[]", str(n.value).strip())
                     for n in self._sequence(name, yaml.ScalarNode, "a text"))

    def each(self, name: str) -> Iterator[Fields]:
        """Go through a list of mappings (nothing where the field is missing)."""
        for node in self._sequence(name, yaml.MappingNode, "a group of fields"):
            yield _fields(self.file, node, self.problems, self.stands_for)

    def group(self, name: str) -> Fields:
        """Return a mapping inside this one (an empty one where it is missing)."""
        self.seen.add(name)
        node = self.nodes.get(name)
        if isinstance(node, yaml.MappingNode):
            return _fields(self.file, node, self.problems, self.stands_for)
        self.problem(name, "is missing; add it" if node is None else "must be a group of fields")
        return Fields(self.file, self.line, {}, self.problems, unreadable=True)

    def lines(self) -> dict[str, int]:
        """Return the line of every value by its place, such as ``exercises/3/shows/0``.

        Places are counted as ``each`` and ``texts`` count them; nothing is known of a file that
        cannot be read.
        """
        found, met = dict(self.headings), set[int]()
        waiting = list(self.nodes.items())
        while waiting:
            place, node = waiting.pop()
            found[place] = _line(node)
            if id(node) in met:  # an alias may stand for what it stands in
                continue
            met.add(id(node))
            if isinstance(node, yaml.MappingNode):
                waiting += [(f"{place}/{key.value}", value) for key, value in node.value
                            if isinstance(key, yaml.ScalarNode)]
            elif isinstance(node, yaml.SequenceNode):
                for kind in (yaml.MappingNode, yaml.ScalarNode):
                    entries = (one for one in node.value if isinstance(one, kind))
                    waiting += [(f"{place}/{n}", one) for n, one in enumerate(entries)]
        return found

    def closed(self, record: T) -> T:
        """Return what was made of these fields; a field that nothing read is a mistake."""
        for name in self.nodes.keys() - self.seen:
            self.problem(name, "is not a field of this entry; correct its name or delete it")
        return record

    def _sequence(self, name: str, kind: type, what: str) -> list[Any]:
        self.seen.add(name)
        node = self.nodes.get(name)
        if _is_empty(node):
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.problem(name, "must be a list, each entry on a line that begins with '- '"
                         if self.file.endswith((".yaml", ".md")) else "must be a list in [ ]")
            return []
        for entry in node.value:
            if not isinstance(entry, kind):
                self.problems.append(
                    Problem(self.file, _line(entry), name, f"each entry must be {what}")
                )
        return [entry for entry in node.value if isinstance(entry, kind)]


def read_yaml(path: Path, name: str, problems: list[Problem]) -> Fields:
    """Read a YAML file whose top level is a mapping; ``name`` is how messages call the file."""
    text = read_text(path, name, problems)
    return parse(text, name, problems) if text else _nothing(name, problems)


def read_text(path: Path, name: str, problems: list[Problem],
              again: str = "save it again as UTF-8") -> str:
    """Read a UTF-8 text file; what cannot be read, or is empty, becomes a problem and "".

    ``again`` says how to save it where it is not UTF-8.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError:
        return unread(name, 1, "the file is missing or cannot be opened", problems)
    except UnicodeDecodeError:
        return unread(name, 1, f"is not saved as UTF-8; {again}", problems)
    if not text.strip():
        return unread(name, 1, "is empty", problems)
    for form, message in _STRANGE.items():
        if found := re.search(form, text, re.MULTILINE):
            line = text.count("\n", 0, found.start()) + 1
            return unread(name, line, message.format(ord(found.group()[0])), problems)
    return text


def unread(name: str, line: int, message: str, problems: list[Problem]) -> str:
    """Note why a file cannot be read at all, and return no text."""
    problems.append(Problem(name, line, "", message, whole=True))
    return ""


# What no file of the course holds: the marks of a merge, and characters that no editor shows.
_STRANGE = {
    r"^(<{7}|>{7})( |$)": "git left its marks of a conflict here; keep one of the two versions and "
                          "delete the lines <<<<<<<, ======= and >>>>>>>",
    # Three small sets: one large set would take 30 times as long to compile, in every notebook.
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]|[\ud800-\ue004]|[\ufffe\uffff]":
        "holds a character that no editor shows (U+{:04X}); write this line again",
}


def parse(text: str, name: str, problems: list[Problem], loader: Any = _LOADER) -> Fields:
    """Parse YAML text whose top level is a mapping."""
    try:
        node = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        reason = getattr(error, "problem", None) or "cannot be read"
        unread(name, line, f"is not well-formed YAML here ({reason}). Write a text with a colon "
               "or a quotation mark under '>-', indent with spaces, and align the lines", problems)
        return _nothing(name, problems)
    except RecursionError:
        unread(name, 1, "is nested too deeply to be a course file", problems)
        return _nothing(name, problems)
    if not isinstance(node, yaml.MappingNode):
        unread(name, 1, "must consist of lines 'field: value'", problems)
        return _nothing(name, problems)
    return _fields(name, node, problems)


def read_json(path: Path, name: str, problems: list[Problem]) -> Fields:
    """Read a JSON file whose top level is an object; JSON is YAML, which knows its lines."""
    text = read_text(path, name, problems)
    if parse_json(text, name, problems, dict) is None:
        return _nothing(name, problems)
    return parse(text.replace("\t", " "), name, problems, _TYPED)  # a tab indents JSON, no YAML


def parse_json(text: str, name: str, problems: list[Problem], kind: type[T]) -> T | None:
    """Parse JSON text whose top level is of a kind, list or dict; else note why and return None."""
    try:
        found = json.loads(text) if text else None
        if isinstance(found, kind):
            return found
        if text:
            unread(name, 1, f"must stand whole in {'[ ]' if kind is list else '{ }'}", problems)
    except ValueError as error:
        unread(name, getattr(error, "lineno", 1), "is not well-formed JSON here; look for a "
               "missing or extra comma or quotation mark", problems)
    except RecursionError:
        unread(name, 1, "is nested too deeply to be a course file", problems)
    return None


def front_matter(text: str, name: str, headings: Collection[str],
                 problems: list[Problem]) -> tuple[Fields, dict[str, str]]:
    """Split a document file into its front matter and its ``## `` sections by heading."""
    head, found, body = text.removeprefix("---\n").partition("\n---\n")
    if text and not (text.startswith("---\n") and found):
        text = unread(name, 1, "must begin with fields between two lines '---'", problems)
    if not text:
        return _nothing(name, problems), {}
    sections: dict[str, str] = {}
    lines: dict[str, int] = {}
    heading = ""
    for number, line in enumerate(body.split("\n"), start=head.count("\n") + 4):
        if line.startswith("## "):
            heading = line[3:].strip()
            if heading not in headings:
                problems.append(Problem(name, number, heading, "is no section; rename it"))
            elif heading in sections:
                problems.append(Problem(name, number, heading, "stands twice; join the two"))
            sections[heading], lines[heading] = "", number
        elif heading:
            sections[heading] += line + "\n"
    # The empty line stands for the "---" above, so that messages name the line of the file.
    fields = parse("\n" + head, name, problems)
    fields.headings = lines
    return fields, {k: v.strip() for k, v in sections.items()}


def _nothing(name: str, problems: list[Problem]) -> Fields:
    return Fields(name, 1, {}, problems, unreadable=True)


def _is_empty(node: yaml.Node | None) -> bool:
    return node is None or (isinstance(node, yaml.ScalarNode) and (
        not node.value.strip() or node.tag.endswith(":null")))


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _fields(name: str, node: yaml.MappingNode, problems: list[Problem],
            stands_for: dict[str, str] | None = None) -> Fields:
    nodes: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            problems.append(Problem(name, _line(key), "", "the name of a field must be one word"))
            continue
        word = str(key.value)
        if word in nodes:
            problems.append(Problem(name, _line(key), word, "stands twice; delete one of them"))
        nodes[word] = value
    return Fields(name, _line(node), nodes, problems, stands_for=stands_for or {})
