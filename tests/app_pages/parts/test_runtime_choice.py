from dataclasses import replace

import pytest

from app_pages.parts import resources
from app_pages.parts.i18n import text
from app_pages.parts.widget_keys import RUNTIME, runtime_comparison
from model.exports.store import EXPORTED
from model.exports.summary import SPEED_FILE
from model.runtime_comparison import RUNTIMES_FILE, RuntimeComparison, write_comparisons

RECORDED = RuntimeComparison("photo/1", 30, 0.00031, 29)


@pytest.fixture
def free(monkeypatch):
    """Neither the environment nor what is installed decides on the runtime."""
    monkeypatch.delenv("WARDROBE_RUNTIME")
    for module in ("app_pages.parts.runtime_choice", "app_pages.parts.resources", "model.runtimes"):
        monkeypatch.setattr(f"{module}.installed_runtimes", lambda: ["litert", "tensorflow"])


def captions(page):
    return [caption.value for caption in page.caption]


@pytest.mark.usefixtures("free")
def test_the_runtime_is_chosen_among_the_options_and_remembered(open_page, wardrobe):
    page = open_page("sort")
    assert page.get_by_key(RUNTIME).value == "litert" and text("runtime-why") in captions(page)
    page.get_by_key(RUNTIME).set_value("tensorflow").run()
    assert not page.exception and wardrobe.setting("runtime") == "tensorflow"
    assert open_page("models").get_by_key(RUNTIME).value == "tensorflow"


@pytest.mark.usefixtures("free")
def test_predictions_are_made_on_the_chosen_runtime(wardrobe, monkeypatch):
    monkeypatch.setattr(resources, "wardrobe", lambda: wardrobe)
    assert resources.chosen_runtime() == "litert"
    wardrobe.set_setting("runtime", "tensorflow")
    assert resources.chosen_runtime() == "tensorflow"
    monkeypatch.setenv("WARDROBE_RUNTIME", "litert")
    assert resources.chosen_runtime() == "litert", "the environment wins"
    monkeypatch.delenv("WARDROBE_RUNTIME")
    wardrobe.set_setting("runtime", "gone")
    assert resources.chosen_runtime() == "litert"


def test_the_page_says_that_the_environment_decides(open_page, wardrobe):
    page = open_page("sort")
    assert text("runtime-forced", variable="WARDROBE_RUNTIME") in captions(page)
    assert not [widget for widget in page.get("button_group") if widget.key == RUNTIME]


def test_a_recorded_difference_is_stated(open_page, wardrobe, fake_exports):
    difference, speed = fake_exports / RUNTIMES_FILE, fake_exports / SPEED_FILE
    write_comparisons([RECORDED], difference)
    rows = [f"photo/1,{runtime},1,{time},a machine" for runtime, time in (("litert", 1.12), ("tensorflow", 3.04))]
    speed.write_text("\n".join(["export,runtime,batch,milliseconds,machine", *rows]), "utf-8")
    try:
        stated = [caption for caption in captions(open_page("sort")) if "30" in caption and "29" in caption]
    finally:
        difference.unlink()
        speed.unlink()
    assert len(stated) == 1 and "0.0004" in stated[0] and "1.1 ms" in stated[0] and "a machine" in stated[0]


def test_the_runtimes_are_compared_on_the_models_page(open_page, wardrobe, monkeypatch, markdown):
    monkeypatch.setattr("app_pages.parts.runtime_choice.installed_runtimes", lambda: ["litert", "tensorflow"])
    measured = replace(RECORDED, milliseconds={"litert": 1.5, "tensorflow": 4.5})
    monkeypatch.setattr(resources, "runtime_comparison", lambda model: measured)
    page = open_page("models")
    page.button(key=runtime_comparison("photo/1")).click().run()
    assert not page.exception and any("0.0004" in one and "4.5 ms" in one for one in markdown(page))


def test_every_shipped_export_that_classifies_has_a_recorded_difference_below_one_in_a_hundred():
    from model.exports.card import Card
    from model.exports.store import list_exports
    from model.runtime_comparison import read_comparisons

    recorded = read_comparisons(EXPORTED / RUNTIMES_FILE)
    cards = [Card.read(directory) for directory in list_exports(EXPORTED)]
    assert set(recorded) == {card.id for card in cards if not card.architecture.segments}
    assert all(one.largest_difference < 0.01 and one.same_labels == one.photos for one in recorded.values())
