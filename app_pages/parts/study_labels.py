"""Where the names of a study chart's lines stand, which of its marks matter, and which range most of them need."""

import math
from dataclasses import dataclass
from typing import Any

import pandas as pd

from model.study_results import Figure

LABEL_FONT = 12
_LINE, _LETTER = 15, 6  # pixels that a name takes
_WIDTH = 230  # pixels between the axes on a phone, where names collide first
_FAR = 3.0  # quartile ranges beyond the quartiles (Tukey's "far out")
_SMALLEST = 1e-9


def is_best(figure: Figure, table: pd.DataFrame) -> list[bool]:
    """Whether a row's series, or variant, has the best mean, or one within its own or the best one's deviation of it.

    Accuracies should be high and losses low; of other measures none is the best.
    """
    sign = 1 if figure.y.endswith("accuracy") else -1 if figure.y.endswith("loss") else 0
    if not sign:
        return [False] * len(table)
    key = ["series", "x"] if figure.kind == "bar" else ["series"]
    shown = table[table["of_y"]].assign(value=sign * table["mean"], spread=table["deviation"].fillna(0.0))
    peaks = shown.sort_values("value").groupby(key, sort=False).tail(1)
    best = peaks.sort_values("value").iloc[-1]
    near = peaks["value"] >= best["value"] - peaks["spread"].clip(lower=best["spread"])
    chosen = set(peaks.loc[near, key].itertuples(index=False, name=None))
    return [row in chosen for row in table[key].itertuples(index=False, name=None)]


def range_of_most(table: pd.DataFrame) -> tuple[float, float]:
    """The range of the means with their deviations, without means that are far from all others."""
    first, third = table["mean"].quantile(0.25), table["mean"].quantile(0.75)
    reach = _FAR * (third - first)
    most = table[table["mean"].between(first - reach, third + reach)]
    return float(most["low"].min()), float(most["high"].max())


@dataclass(frozen=True)
class Labels:
    """The names of lines: a table with their places, and the range of the chart's y axis and its height with them.

    The table's columns are ``series``, ``x``, ``at`` (the mean of the point that is named), ``y`` (of the name),
    ``moved`` (whether the two are apart) and ``side`` (the alignment of the text).
    """

    places: pd.DataFrame
    bottom: float
    top: float
    height: int


def place_labels(figure: Figure, table: pd.DataFrame, height: int, constant: float) -> Labels:
    """Places a name above each series' best point, or its last, and higher where another name is in the way.

    Args:
        figure: what the chart shows.
        table: its rows, with the columns ``x, series, of_y, mean, low, high``.
        height: pixels of the chart without names.
        constant: of the symlog scale, if the figure has one.
    """

    def scaled(value: float) -> float:
        return math.log1p(max(value, 0.0) / constant) if figure.log_y else value

    bottom, top = (scaled(0.0 if figure.log_y else float(table["low"].min())), scaled(float(table["high"].max())))
    per_pixel = (top - bottom) / height or _SMALLEST
    table = table.assign(along=_along(figure, table["x"]))
    rows = []
    taken: list[tuple[float, float, float]] = []  # left, right and base of names, in pixels
    for point in _named_points(figure, table).to_dict("records"):
        name, mean, share = str(point["series"]), float(point["mean"]), float(point["along"])
        side = "left" if share < 1 / 3 else "center" if share < 2 / 3 else "right"
        wide = _LETTER * len(name)
        start = share * _WIDTH - {"left": 0.0, "center": wide / 2, "right": wide}[side]
        at = base = (scaled(mean) - bottom) / per_pixel
        while any(start < end and begin < start + wide and abs(base - other) < _LINE for begin, end, other in taken):
            base += 1
        taken.append((start, start + wide, base))
        y = bottom + base * per_pixel
        rows.append(
            {
                "series": name,
                "x": point["x"],
                "at": mean,
                "y": constant * math.expm1(y) if figure.log_y else y,
                "moved": base - at > _LINE,
                "side": side,
            }
        )
    columns = ["series", "x", "at", "y", "moved", "side"]
    highest = max((base for *_, base in taken), default=0.0) + 1.5 * _LINE
    room = max(0, math.ceil(highest - height))
    end = bottom + (height + room) * per_pixel
    return Labels(
        pd.DataFrame(rows, columns=columns),
        0.0 if figure.log_y else bottom,
        constant * math.expm1(end) if figure.log_y else end,
        height + room,
    )


def _along(figure: Figure, x: Any) -> Any:
    """Where the values of a column stand on the x axis, as a share of its length."""
    places: Any = x if pd.api.types.is_numeric_dtype(x) else pd.Series(pd.factorize(x)[0], x.index)
    places = places.clip(lower=_SMALLEST).map(math.log) if figure.log_x else places
    return (places - places.min()) / ((places.max() - places.min()) or 1.0)


def _named_points(figure: Figure, table: pd.DataFrame) -> pd.DataFrame:
    """The point of each series that is named, the lowest first, so that names above give way upwards."""
    if not figure.color:
        return table.iloc[:0]
    shown = table[table["of_y"]]
    order = {True: "mean", False: "x"}[figure.y.endswith(("accuracy", "loss"))]
    ascending = not figure.y.endswith("loss")
    named = shown.sort_values(order, ascending=ascending).groupby("series", sort=False).tail(1)
    return named.sort_values("mean")
