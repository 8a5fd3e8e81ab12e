import pytest

from model.networks.options import CHOICES as LAYER_CHOICES
from training.options import CHOICES
from training.report.sources import named_in
from training.report.techniques import explain, flat_options


@pytest.mark.parametrize(
    ("key", "values"),
    [
        *((key, LAYER_CHOICES[key]) for key in ("activation", "normalization", "initializer", "scaling")),
        *((key, CHOICES[key]) for key in ("loss", "optimizer", "schedule")),
        ("flip", [flip for flip in CHOICES["flip"] if flip != "none"]),
    ],
)
def test_every_choice_is_explained_in_one_sentence(key, values):
    explained = {value: explain({key: value}, (key,)) for value in values}
    assert all(text.endswith(".") for text in explained.values()), explained


def test_an_amount_is_named_and_nothing_is_said_of_none():
    assert "silences 30 % of the features" in explain({"dropout": 0.3}, ("dropout",))
    assert explain({"dropout": 0.0, "l2": 0.0, "flip": "none"}, ("dropout", "l2", "flip", "l1")) == ""


def test_options_are_found_in_their_groups():
    config = {
        "model": {"name": "mlp", "options": {"units": [8]}},
        "epochs": 2,
        "photos": None,
        "objective": {"l1": 0.1},
    }
    assert flat_options(config) == {"name": "mlp", "units": [8], "epochs": 2, "l1": 0.1}


def test_only_the_sources_that_a_text_names_are_listed_by_author():
    listed = named_in(["… (Wilson 1927), as in Guo et al. 2017."])
    assert [source.partition(",")[0].partition(":")[0] for source in listed] == ["C. Guo", "E. B. Wilson"]
