import pytest
from matplotlib.figure import Figure

from training.studies.plots import label_points


@pytest.fixture
def ax():
    ax = Figure((6, 4), layout="constrained").subplots()
    ax.set_xscale("log")
    ax.margins(0.2)
    return ax


def test_every_point_is_named_and_no_name_covers_another_one_or_a_point(ax):
    x, y, names = [1, 10, 11, 12, 300], [0.9, 0.8, 0.802, 0.9, 0.7], ["first", "second", "third", "fourth", "fifth"]
    ax.scatter(x, y)
    label_points(ax, x, y, names)
    assert [text.get_text() for text in ax.texts] == names
    boxes = [text.get_window_extent() for text in ax.texts]
    assert not any(box.count_overlaps([other for other in boxes if other is not box]) for box in boxes)
    points = ax.transData.transform(list(zip(x, y, strict=True)))
    assert not any(box.contains(*point) for box in boxes for point in points)


def test_a_name_at_the_right_edge_stands_left_of_its_point(ax):
    ax.set_xlim(1, 100)
    ax.scatter([99], [0.5])
    label_points(ax, [99], [0.5], ["a long name"])
    assert ax.texts[0].get_ha() == "right"
