"""How many issues of his paper came out, by year and place of print: ``bulletin.csv``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..paper.markup import Html
from .figure import AMBER, INK, NAVY, RED, STYLE, figure, legend, needs, picture

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


# A place has its colour and its pattern; the years of a move are white.
PLACES = {"Paris": (RED, ""), "Berlin": (AMBER, "//"), "New York": (NAVY, "xx"),
          "not read": ("#ffffff", "")}
OPEN, MOVED = "not read", "the paper moved in this year"


@needs("issue", "numbers", "year", "place")
def counts(rows: pd.DataFrame) -> pd.DataFrame:
    """Return a row a year: year, place, issues, numbers, in the order of the years.

    Raises ``CourseError`` where there is no row, a column is missing, or a place has no pattern.
    """
    if not len(rows):
        raise ValueError("it has no rows")
    strange = set(rows["place"]) - set(PLACES)
    if strange:
        raise LookupError(f"{min(strange)} is none of {', '.join(PLACES)}")
    frame = rows.assign(year=rows["year"].astype(int), numbers=rows["numbers"].astype(int))
    return frame.groupby(["year", "place"], as_index=False, sort=True).agg(
        issues=("issue", "count"), numbers=("numbers", "sum"))


def draw(years: pd.DataFrame) -> Axes:
    """Draw a bar a year, as high as the issues that came out in it."""
    import matplotlib.pyplot as plt

    with plt.style.context([STYLE, {"axes.grid.axis": "y"}]):
        _, ax = plt.subplots()
        for row in years.to_dict("records"):
            colour, hatch = PLACES[row["place"]]
            ax.bar(row["year"], row["issues"], color=colour, hatch=hatch, edgecolor=INK,
                   label=MOVED if row["place"] == OPEN else row["place"])
            ax.text(row["year"], row["issues"] + 0.15, str(row["issues"]), ha="center",
                    va="bottom")
        ax.set_xticks(list(years["year"]))
        ax.set_ylabel("Issues")
        ax.margins(y=0.2)
        legend(ax, loc="upper center", ncols=len(PLACES))
    return ax


def alt(years: pd.DataFrame) -> str:
    """Say in words what the bars show: every year with its issues and its place."""
    said = [f"{row['year']}: {row['issues']}, "
            + ("in a year of a move" if row["place"] == OPEN else row["place"])
            for row in years.to_dict("records")]
    return (f"{len(said)} bars, {int(years['issues'].sum())} issues with "
            f"{int(years['numbers'].sum())} numbers in all. {'; '.join(said)}.")


def data(years: pd.DataFrame) -> pd.DataFrame:
    """Return the counts under names in plain words."""
    return years.rename(columns={"year": "Year", "place": "Printed at", "issues": "Issues",
                                 "numbers": "Numbers"})


@picture("bulletin")
def bulletin(rows: pd.DataFrame) -> Html:
    """Show how many issues came out each year, their words and their table."""
    years = counts(rows)
    return figure(draw(years), alt(years), data(years),
                  "Issues of the Bulletin of the Opposition; some hold two numbers. The numbers "
                  "stand in the paper's own list; the years come from one later count.",
                  "the year in which the least came out. Then ask what a bar does not count.")
