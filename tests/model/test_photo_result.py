import json

import pytest

from data.messages import Message
from model.photo_result import PhotoResult, Piece


def test_the_json_names_the_group_and_the_pieces():
    pieces = (Piece("Shirt", 0.75, (0.1, 0.0, 0.9, 1 / 3)), Piece("Trouser", 0.5, (0.2, 0.25, 0.8, 1.0)))
    shares = {"Shirt": 0.5, "Coat": 0.4, "Bag": 0.1}
    result = PhotoResult("a.jpg", "unsure", "photo/5", "Shirt", 0.45, shares, pieces=pieces)
    assert result.group == "top" and result.group_confidence == pytest.approx(0.81)
    line = json.loads(json.dumps(result.to_json(), allow_nan=False))
    assert (line["group"], line["group_confidence"]) == ("top", 0.81)
    assert line["pieces"] == [
        {"label": "Shirt", "confidence": 0.75, "box": [0.1, 0.0, 0.9, 0.333333]},
        {"label": "Trouser", "confidence": 0.5, "box": [0.2, 0.25, 0.8, 1.0]},
    ]


def test_a_photo_that_cannot_be_read_has_no_group_and_no_pieces():
    result = PhotoResult("a.jpg", "error", "photo/5", error=Message("file-unreadable"))
    assert result.group is None and result.group_confidence is None
    line = result.to_json()
    assert line["group"] is line["group_confidence"] is None and line["pieces"] == []
