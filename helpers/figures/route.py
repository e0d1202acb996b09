"""The way of a life on a map: a disc for each stay, as large as the time spent there.

In steps, so that a reader asks at each one who moved him. Stays, days and references:
``itinerary.csv``; points: ``places.csv``; the shore: ``coastline.csv``, from Natural Earth, without
borders, since those of today were not those of then. matplotlib is imported when the figure is
drawn.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from math import atan2, cos, degrees, hypot, radians, sin, sqrt
from typing import TYPE_CHECKING, Any

from ..case import dates
from ..paper.markup import Html
from .figure import INK, LINE, RED, STYLE, figure, in_steps, needs, picture, png

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from ..screen.steps import Mark, Step, StepFigure


WEST, EAST, SOUTH, NORTH = -108, 84, 12, 66  # the window of the map in degrees
SHAPE = 0.4  # its height as a share of its width: a degree is as long both ways at 45° north
SCALE = 0.0016  # a disc is this share of the width across for one day, times the root of the days
# Where a label stands beside its disc: to the right, up, and how its words are aligned.
SIDES = {"above": (0, 1, "center", "bottom"), "below": (0, -1, "center", "top"),
         "left": (-1, 0, "right", "center"), "right": (1, 0, "left", "center")}
COLUMNS = ("step", "from_step", "label", "side", "start_edtf", "end_edtf", "place_id", "what",
           "sources", "verdict")
Row = Mapping[Hashable, Any]


def place(lon: float, lat: float) -> tuple[float, float]:
    """Return where a point lies on the map: shares of its width and, from the top, its height.

    >>> place(-108, 66)
    (0.0, 0.0)
    """
    return (lon - WEST) / (EAST - WEST), (NORTH - lat) / (NORTH - SOUTH)


def days(row: Row) -> int:
    """Return the days of a stay, from the first that its beginning can be to its last possible.

    Raises ``ValueError`` where it ends before it begins.

    >>> days({"start_edtf": "1936-09-02", "end_edtf": "1936-12-19"})
    108
    """
    begin, end = (str(row[name]) for name in ("start_edtf", "end_edtf"))
    found = (dates.bounds(end)[1] - dates.bounds(begin)[0]).days
    if found < 0:
        raise ValueError(f"a stay ends on {end}, before it begins")
    return found


@needs(*COLUMNS)
def stays(rows: pd.DataFrame, places: pd.DataFrame) -> list[Row]:
    """Return the stays that are a step of the map, in order, each with its point.

    Raises ``CourseError`` where none is, or where a place is not in the second table.
    """
    found = rows[rows["step"].astype(str) != ""].assign(step=lambda t: t["step"].astype(int))
    if not len(found):
        raise ValueError("no row has a step")
    if found["step"].duplicated().any():
        raise ValueError("two rows have the same step")
    strange = {str(came) for came in found["from_step"]} - {"", *map(str, found["step"])}
    if strange:
        raise LookupError(f"no row has the step {min(strange)}, which a from_step names")
    points = places.set_index("place_id")
    lost = set(found["place_id"]) - set(points.index)
    if lost:
        raise LookupError(f"data/places.csv has no {min(lost)}")
    found = found.sort_values("step", kind="stable").join(
        points[["latitude", "longitude"]].astype(float), on="place_id")
    return list(found.to_dict("records"))


def steps(found: list[Row]) -> list[Step]:
    """Return a step for each stay: its name, the marks that it lays on the map, what happened."""
    discs = {row["step"]: _disc(row) for row in found}
    opened: list[Step] = []
    for number, row in enumerate(found, 1):
        came, disc = str(row["from_step"]), discs[row["step"]]
        way = [_line(discs[int(came)], disc)] if came else []
        opened.append((f"{number} {row['label']}", [*way, disc], f"{when(row)}. {row['what']}"))
    return opened


def _disc(row: Row) -> Mark:
    x, y = place(row["longitude"], row["latitude"])
    return {"shape": "disc", "x": round(x, 4), "y": round(y, 4),
            "size": round(SCALE * sqrt(days(row)), 4), "label": str(row["label"]),
            "side": str(row["side"])}


def _line(one: Mark, other: Mark) -> Mark:
    across, down = other["x"] - one["x"], (other["y"] - one["y"]) * SHAPE
    return {"shape": "line", "x": one["x"], "y": one["y"], "size": round(hypot(across, down), 4),
            "angle": round(degrees(atan2(down, across)), 2)}


def when(row: Row) -> str:
    """Return a stay's days in words, with their number."""
    ends = [str(row[end]) for end in ("start_edtf", "end_edtf")]
    about = "" if all(len(end) == len("1936-09-02") for end in ends) else "about "
    return f"{' to '.join(map(dates.spoken, ends))}, {about}{days(row):,} days"


@needs("line", "lon", "lat")
def shore(coast: pd.DataFrame) -> Axes:
    """Draw the map alone, over the whole picture. Raises ``CourseError`` for a wrong table."""
    import matplotlib.pyplot as plt

    with plt.style.context([STYLE, {"figure.constrained_layout.use": False}]):
        width = plt.rcParams["figure.figsize"][0]
        ax = plt.figure(figsize=(width, SHAPE * width)).add_axes((0, 0, 1, 1))
        for _, line in coast.astype(float).groupby("line"):
            ax.plot(line["lon"], line["lat"], color=LINE, linewidth=0.8)
        ax.set(xlim=(WEST, EAST), ylim=(SOUTH, NORTH))
        ax.axis("off")
    return ax


def draw(found: list[Row], coast: pd.DataFrame) -> Axes:
    """Draw the map with every step on it, as paper shows it."""
    ax = shore(coast)
    drawing = ax.get_figure(root=True)
    assert drawing is not None
    for name, marks, _ in steps(found):
        assert isinstance(marks, list)
        for mark in marks:
            _lay(ax, mark, drawing.get_size_inches()[0] * 72, name)
    return ax


def _lay(ax: Axes, mark: Mark, width: float, name: str) -> None:
    """Lay one mark on the drawn map, whose width is given in points."""
    x, y = mark["x"], 1 - mark["y"]
    if mark["shape"] == "line":
        turn, long = radians(mark["angle"]), mark["size"]
        ax.plot([x, x + long * cos(turn)], [y, y - long * sin(turn) / SHAPE], color=RED,
                linestyle="dashed", linewidth=1.2, transform=ax.transAxes)
        return
    size = mark["size"] * width
    ax.scatter([x], [y], s=size**2, transform=ax.transAxes, color=RED, alpha=0.35)
    across, up, ha, va = SIDES.get(mark.get("side", ""), SIDES["below"])
    ax.annotate(name, (x, y), xycoords="axes fraction", ha=ha, va=va, color=INK,
                textcoords="offset points",
                xytext=(across * (size / 2 + 2), up * (size / 2 + 2)))


def alt(found: list[Row]) -> str:
    """Say in words what the map shows: every stay with its days and what happened.

    Who moved him is for the reader to say, here and in the table.
    """
    said = [f"{number} {row['label']}: {when(row)}. {row['what']}"
            for number, row in enumerate(found, 1)]
    return (f"A map from Mexico to Central Asia with {len(said)} discs, the larger the longer he "
            f"stayed. {' '.join(said)} The largest disc is {max(found, key=days)['label']}.")


def data(found: list[Row]) -> pd.DataFrame:
    """Return what the map is drawn from, under names in plain words."""
    import pandas as pd

    return pd.DataFrame([{
        "Step": number, "Where": row["label"], "When": when(row),
        "What happened": row["what"], "Verdict": row["verdict"], "Sources": row["sources"],
    } for number, row in enumerate(found, 1)])


@picture("itinerary", "places", "coastline")
def route(rows: pd.DataFrame, places: pd.DataFrame, coast: pd.DataFrame) -> Html | StepFigure:
    """Show the stays on a map, step by step; their words and their table."""
    found = stays(rows, places)
    whole = figure(draw(found, coast), alt(found), data(found),
                   "Where he lived and how long. The more days, the larger the disc. The coast is "
                   "today's; no borders are drawn.",
                   "who acts at each step, and which disc is the largest.")
    return in_steps("figure/route", whole, steps(found), way="over", picture=png(shore(coast)))
