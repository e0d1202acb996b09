"""A decision among its days: what was settled, told and printed, each in its place on a time line.

In steps, so that nobody looks for a cause among days that had not come. Days, references and
verdicts: ``banishment.csv``. matplotlib is imported when the figure is drawn.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from ..case import dates
from ..paper.markup import Html
from .figure import INK, RED, SAND, STYLE, figure, in_steps, needs, picture

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from ..screen.steps import StepFigure


MARKERS = "osD^"  # one shape a track, in the order of the rows: never by colour alone
SURE = "two independent"  # the verdict of an event that is drawn filled
DECIDED = "decision"  # the event whose days stand behind all others
# The margins of the picture as shares of it: a day has a place that can be reckoned.
LEFT, RIGHT, BOTTOM, TOP = 0.01, 0.99, 0.1, 0.9
ROOM = 62  # days beside the first and the last event, for their words
GAP = 1.5  # days between the words and the sign
MARGIN = 0.6  # lines above the first event
COLUMNS = ("event_id", "label", "earliest", "latest", "track", "what", "verdict")


def _number(day: object) -> int:
    return date.fromisoformat(str(day)).toordinal()


def _ends(rows: pd.DataFrame) -> tuple[int, int]:
    """Return the first and the last day of the picture as numbers."""
    if not len(rows):
        raise ValueError("it has no rows")
    return min(map(_number, rows["earliest"])) - ROOM, max(map(_number, rows["latest"])) + ROOM


def share(line: int, lines: int) -> float:
    """Return the share of the picture's height down to the end of an event's line."""
    return 1 - TOP + (TOP - BOTTOM) * (line + 0.5 + MARGIN) / (lines - 1 + 2 * MARGIN)


def in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the events by their last possible day."""
    return rows.sort_values(["latest", "earliest"], kind="stable").reset_index(drop=True)


@needs(*COLUMNS)
def draw(rows: pd.DataFrame) -> Axes:
    """Draw a line an event: its words, then a shape for the track on its day.

    Filled where two independent sources agree; where the day is open, a dotted line from the first
    to the last possible day. Raises ``CourseError`` where the rows cannot be drawn.
    """
    import matplotlib.pyplot as plt
    from matplotlib.lines import Line2D

    rows = in_order(rows)
    tracks = list(dict.fromkeys(rows["track"]))
    if len(tracks) > len(MARKERS):
        raise ValueError(f"there are shapes for {len(MARKERS)} tracks, not for {len(tracks)}")
    shape = dict(zip(tracks, MARKERS, strict=False))
    first, last = _ends(rows)
    decided = max(map(_number, rows[rows["event_id"] == DECIDED]["latest"]), default=last)
    with plt.style.context([STYLE, {"figure.constrained_layout.use": False}]):
        drawing, ax = plt.subplots()
        drawing.subplots_adjust(left=LEFT, right=RIGHT, bottom=BOTTOM, top=TOP)
        for row in rows[rows["event_id"] == DECIDED].itertuples():
            ax.axvspan(_number(row.earliest) - 0.4, _number(row.latest) + 0.4, color=SAND, zorder=0)
        for line, row in enumerate(rows.itertuples()):
            ends = sorted({_number(row.earliest), _number(row.latest)})
            ax.plot(ends, [line] * len(ends), color=RED, marker=shape[row.track], markersize=9,
                    linestyle="dotted", fillstyle="full" if row.verdict == SURE else "none")
            # Words stand on their own side of the decision, as the sign does.
            later = ends[0] > decided
            ax.text(ends[-1] + GAP if later else ends[0] - GAP, line,
                    f" {row.label}" if later else f"{row.label} ",
                    ha="left" if later else "right", va="center")
        months = [date.fromordinal(n) for n in range(first + ROOM, last - ROOM + 30)
                  if date.fromordinal(n).day == 1]
        ax.set_xticks([day.toordinal() for day in months],
                      [dates.spoken(day.isoformat()[:7]).removesuffix("" if day.month == 1
                       or day == months[0] else f" {day.year}") for day in months])
        ax.set_xlim(first, last)
        ax.set_ylim(len(rows) - 1 + MARGIN, -MARGIN)
        ax.set_yticks([])
        ax.spines["left"].set_visible(False)
        kinds = [Line2D([], [], color=RED, marker=shape[track], linestyle="none", markersize=9,
                        fillstyle="none", label=track) for track in tracks]
        filled = Line2D([], [], color=RED, marker="o", linestyle="none", markersize=9,
                        label="filled: two independent sources")
        ax.legend(handles=[*kinds, filled], loc="lower left", bbox_to_anchor=(0, 1), frameon=False,
                  ncols=len(kinds) + 1, handletextpad=0.2, borderaxespad=0, labelcolor=INK)
    return ax


@needs(*COLUMNS)
def alt(rows: pd.DataFrame) -> str:
    """Say in words what the figure shows: every event with its day, its track and its proof."""
    said = [f"{_days(row)}, {row['track']}: {row['label']}"
            + (", two independent sources" if row["verdict"] == SURE else "")
            for row in in_order(rows).to_dict("records")]
    return f"{len(rows)} events on a time line. {'; '.join(said)}."


@needs(*COLUMNS)
def data(rows: pd.DataFrame) -> pd.DataFrame:
    """Return what the drawing reads, under names in plain words."""
    rows = in_order(rows)
    rows = rows.assign(days=[_days(row) for row in rows.to_dict("records")])
    return rows[["days", "what", "track", "verdict", "sources"]].rename(columns={
        "days": "When", "what": "What", "track": "Who knew", "verdict": "Verdict",
        "sources": "Sources"})


def steps(rows: pd.DataFrame) -> list[tuple[str, float, str]]:
    """Return a step for each event: its day, the share that is open then, what happens."""
    return [(_days(row), round(share(line, len(rows)), 4), str(row["what"]))
            for line, row in enumerate(in_order(rows).to_dict("records"))]


@picture("banishment")
def decision(rows: pd.DataFrame) -> Html | StepFigure:
    """Show a decision among its days, step by step; its words and its table."""
    whole = figure(draw(rows), alt(rows), data(rows),
                   "What was decided, told and printed. The band marks the days on which the "
                   "Politburo may have decided; dotted: the day is open.",
                   "on which side of the band each event stands.")
    return in_steps("figure/decision", whole, steps(rows), edges=(1 - TOP, BOTTOM), way="down")


def _days(row: Mapping[Hashable, Any]) -> str:
    return " or ".join(dates.spoken(day) for day in sorted({str(row["earliest"]),
                                                            str(row["latest"])}))
