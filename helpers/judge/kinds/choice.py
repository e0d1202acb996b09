"""``choice``: one or several answers of a list, perhaps with how sure one is.

An answer is ``{"picked": [option ids], "sure": word}``. With the rule ``sprint`` the options
are the cards of a search, opened in the order picked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...case import items
from ...case.items import Before
from ...case.records import SURE, Document, Item, Option, Verdict
from ...case.yamlfile import Fields
from ..scene import Blank, Line, Scene, Short, marked

NEEDS = ("options",)
RULES = ("sprint",)
ANSWERED_IN = "form"
# The mark of an option by its verdict where it was not picked.
_NOT_CHOSEN = {"right": "missed", "arguable": "open", "noted": "passed"}
SCALE = 3  # words at most in each step of a scale
_HOW = {"1": "Choose one.", "any": "Tick all that fit."}


def mixed(item: Item) -> tuple[Option, ...]:
    """Return the options in the order in which a student sees them, the same each time.

    Who writes a question puts the right answer first, so where one is right the place says
    nothing here. What has an order of its own keeps it: the cards of a search, and a scale such as
    “None, One, Two”, which is known by its few words.
    """
    is_scale = all(len(option.text.split()) <= SCALE for option in item.options)
    if item.rule or is_scale or all(option.verdict != "right" for option in item.options):
        return item.options
    return tuple(sorted(item.options, key=lambda option: hashlib.sha256(
        f"{item.id} {option.id} {option.text}".encode()).hexdigest()))


def read(fields: Fields) -> dict[str, Any]:
    """Return the options, how many may be picked, and whether confidence is asked."""
    return {"options": items.options(fields), "pick": fields.text("pick", "1"),
            "sure": fields.one_of("sure", ("yes", "no"), "no") == "yes",
            "looks_in": fields.text("looks_in", "")}


def problems(item: Item, before: Before) -> Iterator[tuple[str, str]]:
    """Go through what is wrong: more right options than may be picked, or too few good ones."""
    if any(o.looks for o in item.options) and item.looks_in not in before.items:
        yield "looks_in", (f"'{item.looks_in}' is no item of an earlier step; name the answer in "
                           "which the options' forms are looked for")
    if item.pick not in {"any"} | {str(n) for n in range(1, len(item.options) + 1)}:
        yield "pick", "must be 'any' or a number no larger than that of the options"
        return
    wanted = 1 if item.pick == "any" else int(item.pick)
    right = [option for option in item.options if option.verdict == "right"]
    if item.pick != "any" and len(right) > wanted:
        yield "pick", f"{len(right)} options are right; let students pick as many"
    good = [o for o in item.options if o.verdict in ("right", "arguable", "noted")]
    if len(good) < wanted:
        yield "options", (f"students pick {wanted}, but {len(good)} of the options are right, "
                          "arguable or noted")


def shape(item: Item, value: object) -> str:
    """Return "" where a value has the form of an answer, else what is wrong with it."""
    if not isinstance(value, dict) or not isinstance(value.get("picked"), list):
        return "a choice needs a list of picked options"
    known = {option.id for option in item.options}
    picked = value["picked"]
    if not all(isinstance(p, str) and p in known for p in picked):
        return "a picked option is not among the options"
    if len(set(picked)) != len(picked) or (item.pick != "any" and len(picked) > int(item.pick)):
        return f"pick {item.pick}"
    if value.get("sure", "") not in ("", *SURE) or set(value) - {"picked", "sure"}:
        return "the word for how sure you are is not among the four"
    return ""


def missing(item: Item, value: Any) -> str:
    """Return "" where enough is picked and, where asked, how sure is said."""
    picked = (value or {}).get("picked", [])
    if item.pick != "any" and len(picked) != int(item.pick):
        return f"Choose {item.pick} first." if item.pick != "1" else "Choose one answer first."
    return "Say how sure you are." if item.sure and not (value or {}).get("sure") else ""


def judge(item: Item, value: Any, scene: Scene) -> list[Verdict]:
    """Return a verdict on each option picked and on each right one that was not."""
    picked = value["picked"]
    said = [
        Verdict(option.text, option.verdict, option.because, tag=option.tag, opened=option.opens)
        for option in mixed(item)
        if option.id in picked
    ]
    wanted = ("right", "noted") if item.pick == "any" else ("right",)
    given = {o.verdict for o in item.options if o.id in picked}
    if "arguable" not in given and all(o.verdict != "right" for o in item.options):
        wanted = ("arguable",)  # nothing is simply right: show what can be defended
    said += [
        Verdict(option.text, _NOT_CHOSEN[option.verdict], option.because, tag=option.tag)
        for option in mixed(item)
        if option.verdict in wanted and option.id not in picked
    ]
    if item.looks_in:
        said.append(_own_check(len(picked) == len(item.options)))
    return said + (_sprint(item, picked) if item.rule == "sprint" else [])


def _own_check(is_all: bool) -> Verdict:
    """Say that what a student ticked of an answer nobody else has looked for."""
    more = " All of them are ticked: which one would a reader find last?" if is_all else ""
    return Verdict("Your own ticks", "noted", "The program has not read your answer. Lay it beside "
                                              f"the model and look for each.{more}", "own check")


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


def said(item: Item, value: Any, documents: Mapping[str, Document], judged: bool) -> list[str]:
    """Return the options picked, unless their verdicts name them, and how sure."""
    names = {option.id: option.text for option in item.options}
    chosen = [names[p] for p in value["picked"]] or ["None of these"]
    sure = [f"How sure: {value['sure']}"] if value.get("sure") else []
    return ([] if judged and value["picked"] else chosen) + sure


def seen(item: Item, scene: Scene) -> dict[str, Any]:
    return {"options": [[o.id, o.text] for o in mixed(item)], "pick": item.pick,
            "sure": list(SURE) if item.sure else None}


def scripts(item: Item) -> tuple[str, ...]:
    return ()


def blank(item: Item) -> Blank:
    """Return a box to tick for each option, and the four words where confidence is asked."""
    sure = (f"How sure? {' · '.join('☐ ' + word for word in SURE)}",) if item.sure else ()
    return Blank(how=_HOW.get(item.pick, f"Choose {item.pick}."),
                 boxes=tuple(f"☐ {option.text}" for option in mixed(item)), after=sure)


def short(item: Item) -> Short:
    right, arguable = (tuple(o.text for o in item.options if o.verdict == mark)
                       for mark in ("right", "arguable"))
    return Short(right, arguable)


def key(item: Item) -> list[Line]:
    """Return every option with its verdict, and what stands behind it where it opens."""
    return [(marked(o.verdict, o.tag), o.text,
             f"Behind it: {o.opens} {o.because}" if o.opens else o.because) for o in mixed(item)]


def seconds(item: Item) -> int:
    return 20
