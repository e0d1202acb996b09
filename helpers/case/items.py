"""From the fields of a file to the items of an exercise: questions, options, keys, spans.

Mistakes are noted in ``fields.problems``, each at its own line.
"""

from __future__ import annotations

from ..judge.grids import GRID_RULES, problems_of
from . import dates
from .records import KINDS, MARKS, Cell, Column, Item, Key, Option, Row, Span
from .yamlfile import Fields

VERDICTS = tuple(mark for mark in MARKS if mark != "missed")  # the program adds that one
FORMS = ("text", "name", "number", "date")
# What looks at a whole answer, by the kind of item it can stand in.
RULES = {"grid": GRID_RULES, "choice": ("sprint",), "order": ("ranking",), "prose": ("page",)}


def read_item(fields: Fields) -> Item:
    """Read one question of any kind."""
    kind = fields.one_of("kind", KINDS)
    labels = tuple(_label(label) for label in fields.each("labels"))
    choices = tuple(_label(choice) for choice in fields.each("choices"))
    item = Item(
        line=fields.line,
        id=fields.identifier("id"),
        kind=kind,
        ask=fields.text("ask"),
        hints=fields.texts("hints"),
        sure=fields.one_of("sure", ("yes", "no"), "no") == "yes",
        pick=fields.text("pick", "1"),
        options=tuple(_option(option) for option in fields.each("options")),
        form=fields.one_of("form", FORMS, "text"),
        keys=tuple(_key(key, fields.text("form", "text")) for key in fields.each("keys")),
        otherwise=fields.text("otherwise", ""),
        document=fields.text("document", ""),
        passage=fields.texts("passage"),
        labels=labels,
        spans=tuple(_span(span, {name for name, _ in labels}) for span in fields.each("spans")),
        rows=tuple(_row(row) for row in fields.each("rows")),
        columns=tuple(_column(column, choices) for column in fields.each("columns")),
        cells=tuple(_cell(cell) for cell in fields.each("cells")),
        rule=fields.one_of("rule", RULES.get(kind, ()), ""),
        weighs=fields.text("weighs", ""),
        grids=fields.texts("grids"),
        revises=fields.text("revises", ""),
        compares=fields.text("compares", ""),
        recalls=fields.text("recalls", ""),
        model=fields.text("model", ""),
        rubric=fields.texts("rubric"),
        table=fields.text("table", ""),
        solution=fields.text("solution", ""),
        table_columns=fields.texts("table_columns"),
        paper=fields.text("paper", ""),
    )
    _complete(fields, item)
    if item.table and not item.table_columns and not item.paper:  # too long for paper
        fields.problem("table_columns", "is missing; name the columns that are printed on paper, "
                                        "none of which gives the answer away")
    if len(item.hints) not in (0, 2, 3):
        fields.problem("hints", "give three hints (where to look, narrower, the answer), two "
                                "(where to look, narrower) where help fades, or none")
    return fields.closed(item)


# What an item of each kind cannot do without.
_NEEDS = {
    "choice": ("options",),
    "field": ("keys", "otherwise"),
    "grid": ("rows", "columns"),
    "order": ("rows",),
    "mark": ("labels", "spans"),
    "prose": (),
    "recall": ("recalls",),
    "result": ("keys", "otherwise", "table", "solution"),
}
_NEEDS_BY_RULE = {"ranking": ("weighs",), "page": ("rows",)}


def _complete(fields: Fields, item: Item) -> None:
    for name in _NEEDS.get(item.kind, ()):
        if not fields.has(name):
            fields.problem(name, f"is missing; an item of kind '{item.kind}' needs it")
    for name in _NEEDS_BY_RULE.get(item.rule, ()):
        if not fields.has(name):
            fields.problem(name, f"is missing; the rule '{item.rule}' needs it")
    if item.kind == "mark" and bool(item.document) == bool(item.passage):
        fields.problem("document", "words are marked in a 'document' or in a 'passage'; give one")
    for name, things in (("row", item.rows), ("column", item.columns)):
        no_twins(list(fields.each(f"{name}s")), [thing.id for thing in things], name)
    for field, message in problems_of(item):
        fields.problem(field, message)
    if item.kind == "choice":
        no_twins(list(fields.each("options")), [option.id for option in item.options], "option")
        allowed = {"any"} | {str(n) for n in range(1, len(item.options) + 1)}
        if item.pick not in allowed:
            fields.problem("pick", "must be 'any' or a number no larger than that of the options")
        right = [option for option in item.options if option.verdict == "right"]
        if item.pick.isdecimal() and len(right) > int(item.pick):
            fields.problem("pick", f"{len(right)} options are right; let students pick as many")
        good = [o for o in item.options if o.verdict in ("right", "arguable", "noted")]
        wanted = int(item.pick) if item.pick.isdecimal() else 1
        if len(good) < wanted and item.pick in allowed:
            fields.problem("options", f"students pick {wanted}, but {len(good)} of the options are "
                                      "right, arguable or noted")


def _option(fields: Fields) -> Option:
    return fields.closed(Option(
        id=fields.identifier("id"),
        text=fields.text("text"),
        verdict=fields.one_of("verdict", VERDICTS),
        because=fields.text("because"),
        tag=fields.text("tag", ""),
        opens=fields.text("opens", ""),
    ))


def _key(fields: Fields, form: str) -> Key:
    return fields.closed(Key(
        date_field(fields, "value") if form == "date" else fields.text("value"),
        fields.one_of("mark", VERDICTS), fields.text("because"), fields.text("tag", ""),
    ))


def _label(fields: Fields) -> tuple[str, str]:
    return fields.closed((fields.text("id"), fields.text("text")))


def _row(fields: Fields) -> Row:
    return fields.closed(Row(
        id=fields.identifier("id"),
        text=fields.text("text"),
        because=fields.text("because", ""),
        root=fields.text("root", ""),
        adds=fields.text("adds", ""),
        camp=fields.text("camp", ""),
        document=fields.text("document", ""),
        about=fields.one_of("about", ("yes", "no"), "no") == "yes",
    ))


def _column(fields: Fields, choices: tuple[tuple[str, str], ...]) -> Column:
    own = tuple(_label(choice) for choice in fields.each("choices"))
    return fields.closed(Column(fields.identifier("id"), fields.text("text"), own or choices))


def _cell(fields: Fields) -> Cell:
    row, _, column = fields.text("at").partition("/")
    return fields.closed(Cell(
        row, column, fields.text("value"), fields.one_of("mark", VERDICTS),
        fields.text("because"), fields.text("tag", "")))


def _span(fields: Fields, labels: set[str]) -> Span:
    return fields.closed(
        Span(fields.text("words"), fields.one_of("label", labels), fields.text("because")))


def date_field(fields: Fields, name: str) -> str:
    """Return a field that must be a date in EDTF."""
    value = fields.text(name)
    if value:
        try:
            dates.bounds(value)
        except ValueError as error:
            fields.problem(name, str(error))
    return value


def no_twins(entries: list[Fields], ids: list[str], what: str) -> None:
    """Report the second of two entries with one id, at its own line."""
    for place, one in enumerate(ids):
        if one and one in ids[:place]:
            entries[place].problem("id", f"two {what}s have the id '{one}'; rename one of them")
