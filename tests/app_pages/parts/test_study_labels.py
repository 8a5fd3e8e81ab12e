"""Labels, colours and ranges of the charts of studies."""

import itertools

import pandas as pd
import pytest

from app_pages.parts import study_charts
from app_pages.parts.study_labels import is_best, place_labels, range_of_most
from model import study_results
from model.study_results import Chart, Figure, Point, read_studies

LINES = Figure("line", "learning_rate", "validation_accuracy", "optimizer", log_x=True)
DOTS = Figure("bar", "variant", "validation_accuracy")


def point(x, series, mean, deviation=0.01, measure="validation_accuracy"):
    return Point(x, series, measure, mean, deviation, 3, 0)


def table(figure, points):
    return pd.DataFrame([study_charts._row(figure, one) for one in points])


def test_the_best_and_what_is_within_its_deviation_are_brought_out():
    rows = table(DOTS, [point("a", "", 0.900), point("b", "", 0.895), point("c", "", 0.85)])
    assert is_best(DOTS, rows) == [True, True, False]
    losses = Figure("bar", "variant", "validation_loss")
    rows = table(
        losses, [point("a", "", 0.9, measure="validation_loss"), point("b", "", 0.4, measure="validation_loss")]
    )
    assert is_best(losses, rows) == [False, True]
    spread = Figure("line", "depth", "gradient_deviation", "initializer")
    rows = table(spread, [point(1.0, "zeros", 0.0, measure="gradient_deviation")])
    assert is_best(spread, rows) == [False]


def test_an_outlier_does_not_squeeze_the_rest_and_keeps_its_figure():
    points = [point(name, "", mean) for name, mean in zip("abcde", (0.84, 0.85, 0.86, 0.85, 0.73), strict=True)]
    low, high = range_of_most(table(DOTS, points))
    assert (low, high) == pytest.approx((0.83, 0.87))
    drawn = study_charts.draw(Chart(DOTS, points)).to_dict()
    [rows] = drawn["datasets"].values()
    assert rows[4]["shape"] == "triangle-left" and rows[4]["label"] == "e  73.0%" and rows[4]["shown"] >= 0.83
    assert {row["shape"] for row in rows[:4]} == {"circle"}


def test_names_stand_at_the_best_points_and_never_on_one_another():
    points = [
        *(point(0.01, name, 0.80 + number / 1000) for number, name in enumerate(("adam", "muon", "lion"))),
        *(point(1.0, name, 0.1) for name in ("adam", "muon", "lion")),
        point(1.0, "sgd", 0.7),
    ]
    labels = place_labels(LINES, table(LINES, points), 300, 1e-9)
    places = labels.places.set_index("series")
    assert set(places.index) == {"adam", "muon", "lion", "sgd"}
    assert places.loc["adam", "x"] == 0.01 and places.loc["sgd", "side"] == "right"
    pixels = (places["y"] - labels.bottom) / (labels.top - labels.bottom) * labels.height
    crowded = sorted(pixels[["adam", "muon", "lion"]])
    assert all(above - below >= 15 for below, above in itertools.pairwise(crowded))
    assert pixels.max() <= labels.height and labels.height > 300, "the chart grows rather than its lines being squeezed"
    assert list(places["moved"][["adam", "muon", "lion"]]) == [False, False, True]


@pytest.mark.slow
def test_every_study_that_ships_can_be_drawn():
    studies, damaged = read_studies(study_results.STUDIES)
    assert studies and not damaged
    for study in studies:
        for chart in study.charts:
            assert study_charts.draw(chart).to_dict()["layer"]
