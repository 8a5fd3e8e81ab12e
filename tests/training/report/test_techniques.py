import re
from pathlib import Path

import pytest

import training.report.techniques
from model.networks.options import CHOICES as LAYER_CHOICES
from training.options import CHOICES
from training.report.techniques import SOURCES, cited_in, explain, flat_options

FOLDER = Path(training.report.techniques.__file__).parent


@pytest.mark.parametrize(
    ("group", "key", "values"),
    [
        *(("model", key, LAYER_CHOICES[key]) for key in ("activation", "normalization", "initializer")),
        *(("learning", key, CHOICES[key]) for key in ("loss", "optimizer", "schedule")),
        ("preparation", "scaling", LAYER_CHOICES["scaling"]),
        ("preparation", "flip", [flip for flip in CHOICES["flip"] if flip != "none"]),
    ],
)
def test_every_choice_is_explained_in_one_sentence(group, key, values):
    explained = {value: explain({key: value}, group) for value in values}
    assert all(text.endswith(".") for text in explained.values()), explained


def test_an_amount_is_named_and_an_option_without_effect_is_left_out():
    assert "removes 30 % of the features" in explain({"dropout": 0.3}, "model")
    assert explain({"dropout": 0.0, "l2": 0.0, "flip": "none", "ensemble_size": 1}, "model", "preparation") == ""


def test_options_are_found_in_their_groups():
    config = {
        "model": {"name": "mlp", "options": {"units": [8]}},
        "epochs": 2,
        "photos": None,
        "objective": {"l1": 0.1},
    }
    assert flat_options(config) == {"name": "mlp", "units": [8], "epochs": 2, "l1": 0.1}


def test_only_cited_sources_are_listed_by_author():
    listed = cited_in("… (Wilson 1927), as in Guo\net al. 2017.")
    assert [source.partition(",")[0].partition(":")[0] for source in listed] == ["C. Guo", "E. B. Wilson"]


def test_every_citation_has_a_source_and_every_source_is_cited():
    files = [FOLDER / "techniques.toml", *FOLDER.glob("templates/*.html")]
    text = " ".join(" ".join(file.read_text("utf-8") for file in files).split())
    cited = set(re.findall(r"[A-Z]\w+(?: et al\.| and [A-Z]\w+)? (?:19|20)\d\d", text))
    assert cited == set(SOURCES)
