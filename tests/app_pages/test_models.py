import json

import pytest

from app_pages.parts.i18n import drawer, text
from data.labels import CLASS_NAMES
from model import study_results
from model.exports import store
from model.exports.card import CARD_FILE, Card
from model.exports.store import HISTORY_FILE, LIVE_FILE
from tests.app_pages.fake_model import PHOTO_FIGURES, write_export

STUDY = """
title = "Learning rates"
conclusion = "Too large a rate diverges."
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
    """No exports and no studies, unless a test adds some."""
    monkeypatch.setattr(store, "EXPORTED", tmp_path / "exported")
    monkeypatch.setattr(study_results, "STUDIES", tmp_path / "studies")


@pytest.fixture
def add_export(tmp_path):
    """Writes an export to where the page reads, with made-up figures and a changed card; photo and cnn are live."""

    def add(name, change=lambda card: None):
        seed = sum(map(ord, name))
        directory = write_export(tmp_path / "exported", name, photos=name == "photo", seed=seed)
        card = json.loads((directory / CARD_FILE).read_text("utf-8"))
        change(card)
        (directory / CARD_FILE).write_text(json.dumps(card), "utf-8")
        root = tmp_path / "exported"
        live = {"photo": "photo" if (root / "photo").exists() else name, "fashion-mnist": "cnn"}
        (root / LIVE_FILE).write_text("".join(f'{job} = "{one}/1"\n' for job, one in live.items()))
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
    """The description of each chart."""
    return [chart.proto.alt for chart in page.get("vega_lite_chart")]


def shown(page):
    """All texts on the page."""
    return [element.value for element in (*page.markdown, *page.info, *page.subheader)]


def tabs(*names):
    return [text(f"models-tab-{name}") for name in names]


@pytest.mark.parametrize("job", store.JOBS)
def test_every_job_of_an_export_has_a_name(open_page, add_export, tmp_path, job):
    add_export("mlp")
    (tmp_path / "exported" / LIVE_FILE).write_text(f'{job} = "mlp/1"\n')
    page = open_page("models")
    used = text(f"models-used-{job}")
    assert used != f"models-used-{job}" and any(used in one for one in shown(page))
    assert page.dataframe[0].value["for"][0] == text(f"models-role-{job}") != f"models-role-{job}"


def test_without_exports_and_studies_the_page_says_how_to_make_them(open_page):
    page = open_page("models")
    assert any(text("models-none") in one for one in shown(page))
    assert any("training export RUN" in one for one in shown(page))
    assert any(text("models-no-studies") in one for one in shown(page))
    assert any("training compare STUDY" in one for one in shown(page))
    assert not page.dataframe and charts(page) == []


@pytest.mark.usefixtures("no_model")
def test_all_exports_are_in_one_table_without_a_model_being_loaded(open_page, add_export):
    cards = {card.id: card for card in (Card.read(add_export(name)) for name in ("photo", "cnn", "mlp"))}
    page = open_page("models")
    table = page.dataframe[0].value
    assert table["model"][0] == "photo/1" and set(table["model"]) == cards.keys()
    assert table["for"][0] == text("models-role-photo")
    for model, share in zip(table["model"], table["test"], strict=True):
        assert share == pytest.approx(100 * cards[model].metrics["test"]["accuracy"])
    assert table["photos"].notna().sum() == 1
    assert page.selectbox(key="export").value == "photo/1"


def test_another_model_is_shown_in_detail(open_page, add_export):
    add_export("photo")
    card = Card.read(add_export("mlp"))
    page = open_page("models")
    page.selectbox(key="export").select("mlp/1").run()
    assert not page.exception
    tiles = {tile.label: tile.value for tile in page.metric}
    assert tiles[text("models-tile-test")] == f"{card.metrics['test']['accuracy']:.1%}"
    assert text("models-tile-photos") not in tiles
    assert tiles[text("models-tile-training")] == text("models-minutes", minutes=10)
    confusion = card.metrics["test"]["confusion"]
    number = max(range(9), key=lambda number: confusion[number][number + 1])
    true, predicted = CLASS_NAMES[number : number + 2]
    count = confusion[number][number + 1]
    pair = text("models-confused-pair", true=drawer(true), predicted=drawer(predicted), count=count)
    assert pair in charts(page)[0]
    assert list(page.dataframe[1].value["class"])[:2] == [drawer(name) for name in CLASS_NAMES[:2]]
    assert [tab.label for tab in page.tabs] == tabs("classes", "confusion", "confidence", "curve", "runtime", "card")


def test_the_page_says_what_earlier_exports_lack(open_page, add_export):
    directory = add_export("cnn", lambda card: card["metrics"]["test"].pop("reliability"))
    ece = Card.read(directory).metrics["test"]["ece"]
    page = open_page("models")
    assert text("models-no-reliability", ece=f"{ece:.1%}") in shown(page) and text("models-no-curve") in shown(page)


def test_an_export_has_a_reliability_diagram_and_a_learning_curve(open_page, add_export):
    bins = [{"low": 0.8, "high": 0.9, "n": 40, "confidence": 0.85, "accuracy": 0.75}]
    directory = add_export("cnn", lambda card: card["metrics"]["test"].update(reliability=bins))
    (directory / HISTORY_FILE).write_text("accuracy,epoch,loss,val_accuracy\n0.5,0,2.0,0.6\n0.75,1,1.0,0.8\n")
    page = open_page("models")
    _, reliability, curve = charts(page)

    def described(part, measure, first, last):
        named = text(f"models-part-{part}"), text(f"models-measure-{measure}")
        return text("models-curve-of", part=named[0], measure=named[1], first=first, last=last, epochs=2)

    assert text("models-reliability-bin", n=40, confidence="85%", accuracy="75%") in reliability
    assert described("validation", "accuracy", "60.0%", "80.0%") in curve
    page.segmented_control(key="curve-measure").set_value("loss").run()
    assert described("training", "loss", "2", "1") in charts(page)[2]
    assert text("models-part-validation") not in charts(page)[2]


def test_a_model_for_photos_shows_its_figures_on_photos(open_page, add_export):
    add_export("photo")
    page = open_page("models")
    assert text("models-photos-what", accuracy="75.0%", n=40) in shown(page)
    unknown = text("models-photos-unknown", n=8, auroc="90.0%", refused="62.5%", known="5.0%")
    assert unknown in shown(page)
    labels = page.dataframe[2].value.set_index("label")
    per_class = PHOTO_FIGURES["per_class"]
    assert labels.loc["Pants", "accuracy"] == pytest.approx(100 * per_class["Pants"]["accuracy"])
    assert labels.loc["Hat", "auroc"] == pytest.approx(100 * per_class["Hat"]["known_auroc"])
    assert labels["accuracy"].isna().sum() == labels["auroc"].notna().sum() == 1


def test_a_model_of_own_classes_has_no_test_images(open_page, add_export):
    add_export("photo", lambda card: card["metrics"].pop("test"))
    page = open_page("models")
    assert [tab.label for tab in page.tabs] == tabs("curve", "photos", "runtime", "card")
    assert page.dataframe[0].value["test"].isna().all()


def test_a_damaged_export_and_a_damaged_study_are_named_and_the_others_shown(open_page, add_export, add_study):
    (add_export("cnn") / CARD_FILE).write_text("{}")
    add_export("mlp")
    add_study("broken", kind="pie")
    add_study("good")
    page = open_page("models")
    export, study = (warning.value for warning in page.warning)
    assert export.startswith(text("models-damaged", reason="")) and "cnn/1" in export
    assert study.startswith(text("models-study-damaged", reason="")) and "pie" in study
    assert list(page.dataframe[0].value["model"]) == ["mlp/1"] and "Learning rates" in shown(page)


@pytest.mark.parametrize("kind", ["bar", "line"])
def test_a_study_is_a_finding_a_chart_with_a_description_and_a_table(open_page, add_study, kind):
    add_study("rates", kind)
    page = open_page("models")
    assert "Too large a rate diverges." in shown(page)
    described = text(
        "models-study-alt",
        title="Learning rates",
        y=text("models-measure-test_accuracy"),
        high="95.0%",
        highest="learning_rate 0.1, optimizer adam",
        low="10.0%",
        lowest="learning_rate 1, optimizer sgd",
    )
    assert charts(page) == [described]
    table = page.dataframe[0].value
    assert list(table["mean"]) == pytest.approx([85.0, 10.0, 95.0]) and list(table["diverged"]) == [0, 1, 0]
