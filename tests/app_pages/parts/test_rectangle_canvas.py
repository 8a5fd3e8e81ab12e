import math

import pytest

from app_pages.parts.rectangle_canvas import drawn


def test_a_drawn_rectangle_is_read():
    assert drawn({"rectangle": [0, 0.25, 0.5, 1]}) == (0.0, 0.25, 0.5, 1.0)


@pytest.mark.parametrize(
    "state",
    [
        None,
        {},
        {"rectangle": None},
        {"rectangle": [0.1, 0.2, 0.3]},
        {"rectangle": [0.5, 0.1, 0.5, 0.9]},
        {"rectangle": [0.1, 0.9, 0.5, 0.1]},
        {"rectangle": [-0.1, 0, 0.5, 1]},
        {"rectangle": [0, 0, 0.5, 1.5]},
        {"rectangle": [0, 0, math.nan, 1]},
        {"rectangle": ["0", "0", "1", "1"]},
        {"rectangle": "0011"},
    ],
)
def test_nothing_and_what_is_no_rectangle_are_none(state):
    assert drawn(state) is None
