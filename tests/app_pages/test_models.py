import json
import shutil

import pytest

from app_pages.parts import resources
from model import study_results
from model.exports import store
from model.exports.card import CARD_FILE, Card
from model.exports.store import HISTORY_FILE, find_export

STUDY = """
title = "Learning rates"
teaches = "Too large a rate diverges."
[axes]
learning_rate = [0.1, 1.0]
optimizer = ["sgd", "adam"]
[figure]
kind = "{kind}"
x = "learning_rate"
y = "test_accuracy"
color = "optimizer"
"""
RESULTS = """variant,optimizer,learning_rate,seed,test_accuracy,diverged
a,sgd,0.1,0,0.80,False
a,sgd,0.1,1,0.90,False
b,sgd,1.0,0,0.10,True
c,adam,0.1,0,0.95,False
"""


@pytest.fixture(autouse=True)
def empty(tmp_path, monkeypatch):
    """Neither exports nor studies, unless a test puts some there."""
    monkeypatch.setattr(store, "EXPORTED", tmp_path / "exported")
    monkeypatch.setattr(study_results, "STUDIES", tmp_path / "studies")


@pytest.fixture
def add_export(tmp_path):
    """Copies the shipped export of a name to where the page looks, as its first version, its card changed.

    Those of photos and of images are live.
    """

    def add(name, change=lambda card: None):
        live = {"photo": 'photo = "photo/1"', "cnn": 'fashion-mnist = "cnn/1"'}
        (tmp_path / "exported").mkdir(exist_ok=True)
        with (tmp_path / "exported" / store.LIVE_FILE).open("a") as stream:
            stream.write(f"{live.get(name, '')}\n")
        directory = shutil.copytree(find_export(name), tmp_path / "exported" / name / "1")
        card = json.loads((directory / CARD_FILE).read_text("utf-8"))
        card["version"] = 1
        change(card)
        (directory / CARD_FILE).write_text(json.dumps(card), "utf-8")
        return directory

    return add


@pytest.fixture
def add_study(tmp_path):
    """Writes a study with results to where the page looks."""

    def add(name, kind="line", results=RESULTS):
        directory = tmp_path / "studies" / name
        directory.mkdir(parents=True)
        (directory / "study.toml").write_text(STUDY.format(kind=kind))
        (directory / "results.csv").write_text(results)

    return add


def charts(page):
    """What each chart says to those who cannot see it."""
    return [chart.proto.alt for chart in page.get("vega_lite_chart")]


def words(page):
    return " ".join(element.value for element in (*page.markdown, *page.info, *page.subheader))


def test_without_exports_and_studies_the_page_says_how_to_come_by_them(open_page):
    page = open_page("models")
    assert "There is no model yet" in words(page) and "training export RUN" in words(page)
    assert "No study has been run yet" in words(page) and "training compare STUDY" in words(page)
    assert not page.dataframe and charts(page) == []


def test_exports_stand_side_by_side_without_a_model_being_loaded(open_page, add_export, monkeypatch):
    monkeypatch.setattr(resources, "predictor", lambda model: pytest.fail("a model was loaded"))
    cards = [Card.read(add_export(name)) for name in ("photo", "cnn", "mlp")]
    page = open_page("models")
    table = page.dataframe[0].value
    assert list(table["model"]) == ["photo/1", "cnn/1", "mlp/1"]
    assert list(table["for"]) == ["your photos", "Fashion-MNIST", ""]
    assert list(table["test"]) == pytest.approx([100 * card.metrics["test"]["accuracy"] for card in cards])
    assert table["photos"].notna().sum() == 1
    assert page.selectbox(key="export").value == "photo/1"


def test_another_model_is_shown_in_full(open_page, add_export):
    add_export("cnn")
    card = Card.read(add_export("mlp"))
    page = open_page("models")
    page.selectbox(key="export").select("mlp/1").run()
    assert not page.exception
    tiles = {tile.label: tile.value for tile in page.metric}
    assert tiles["Test images"] == f"{card.metrics['test']['accuracy']:.1%}" and "Photos" not in tiles
    assert tiles["Training took"] == f"{card.seconds / 60:.0f} min"
    assert f"Shirt for T-shirt/top ({card.metrics['test']['confusion'][6][0]})" in charts(page)[0]
    assert list(page.dataframe[1].value["class"])[:2] == ["T-shirt/top", "Trouser"]
    assert [tab.label for tab in page.tabs] == ["Classes", "Confusions", "Confidence", "Learning curve", "Card"]


def test_what_earlier_exports_lack_is_said(open_page, add_export):
    directory = add_export("cnn", lambda card: card["metrics"]["test"].pop("reliability", None))
    (directory / HISTORY_FILE).unlink(missing_ok=True)
    page = open_page("models")
    assert "before the diagram's bins were kept" in words(page) and "before learning curves were kept" in words(page)


def test_a_newer_export_has_a_reliability_diagram_and_a_learning_curve(open_page, add_export):
    bins = [{"low": 0.8, "high": 0.9, "n": 40, "confidence": 0.85, "accuracy": 0.75}]
    directory = add_export("cnn", lambda card: card["metrics"]["test"].update(reliability=bins))
    (directory / HISTORY_FILE).write_text("accuracy,epoch,loss,val_accuracy\n0.5,0,2.0,0.6\n0.75,1,1.0,0.8\n")
    page = open_page("models")
    _, reliability, curve = charts(page)
    assert "Of 40 answers with a confidence of 85%, 75% are right" in reliability
    assert "validation accuracy goes from 60.0% to 80.0% in 2 epochs" in curve
    page.segmented_control(key="curve-measure").set_value("loss").run()
    assert "training loss goes from 2.000 to 1.000" in charts(page)[2] and "validation" not in charts(page)[2]


def test_a_model_for_photos_says_what_it_is_worth_on_photos(open_page, add_export):
    photos = Card.read(add_export("photo")).metrics["photos"]
    page = open_page("models")
    assert f"Right on {photos['accuracy']:.1%} of 3,182 photos" in words(page)
    assert f"the AUROC: {photos['known_auroc']:.1%}" in words(page)
    labels = page.dataframe[2].value.set_index("label")
    assert labels.loc["Pants", "accuracy"] == pytest.approx(100 * photos["per_class"]["Pants"]["accuracy"])
    assert labels.loc["Hat", "auroc"] == pytest.approx(100 * photos["per_class"]["Hat"]["known_auroc"])
    assert labels["accuracy"].isna().sum() == labels["auroc"].notna().sum() == 4


def test_a_model_of_own_drawers_has_no_test_images(open_page, add_export):
    add_export("photo", lambda card: card["metrics"].pop("test"))
    page = open_page("models")
    assert [tab.label for tab in page.tabs] == ["Learning curve", "Photos", "Card"]
    assert page.dataframe[0].value["test"].isna().all()


def test_a_damaged_export_and_a_damaged_study_are_named_and_the_others_shown(open_page, add_export, add_study):
    (add_export("cnn") / CARD_FILE).write_text("{}")
    add_export("mlp")
    add_study("broken", kind="pie")
    add_study("good")
    page = open_page("models")
    export, study = (warning.value for warning in page.warning)
    assert "One export is left out" in export and "cannot be read as a card" in export
    assert "One study is left out" in study and "received 'pie'" in study
    assert list(page.dataframe[0].value["model"]) == ["mlp/1"] and "Learning rates" in words(page)


@pytest.mark.parametrize("kind", ["bar", "line"])
def test_a_study_is_a_chart_with_its_sentence_its_words_and_its_table(open_page, add_study, kind):
    add_study("rates", kind)
    page = open_page("models")
    assert "Too large a rate diverges." in words(page)
    [said] = charts(page)
    assert "The highest test accuracy is 95.0%, of learning_rate 0.1, optimizer adam" in said
    assert "the lowest is 10.0%, of learning_rate 1, optimizer sgd" in said
    table = page.dataframe[0].value
    assert list(table["mean"]) == pytest.approx([85.0, 10.0, 95.0]) and list(table["diverged"]) == [0, 1, 0]
