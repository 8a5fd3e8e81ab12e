"""The question why the model answers so, on the Item page and on a card of the Sort page."""

from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace

import numpy as np
import pytest

from app_pages.parts import resources, why, why_answers
from app_pages.parts.display import escaped
from app_pages.parts.i18n import drawer, group, text
from app_pages.parts.widget_keys import details
from app_pages.parts.widget_keys import why as why_key
from data.drawn.scenes import draw_scene
from data.labels import CLASS_NAMES, group_of
from data.photos.garment import CutoutOverride
from model import neighbours
from model.calibration import Thresholds
from model.explanation import NONE, explain
from model.exports.card import ExportError
from wardrobe.store.items import Filters, StoredPrediction
from wardrobe.store.photo_files import photo_path
from wardrobe.store.pictures import jpeg


@pytest.fixture(autouse=True)
def few_images(monkeypatch):
    """30 images for the comparison; those of the fake exports are computed."""
    whole = neighbours.reference_images()
    some = neighbours.Reference(whole.images[:30], whole.labels[:30], {})
    monkeypatch.setattr(neighbours, "reference_images", lambda: some)
    monkeypatch.setattr(neighbours, "_SPACES", {})


@pytest.fixture
def item(wardrobe, photos):
    return wardrobe.add(photos[0], "mine.jpg", prediction=predicted("photo/1"), drawer="Coat")


def predicted(model, label="Dress"):
    probabilities = {name: 0.55 if name == label else 0.05 for name in CLASS_NAMES}
    return StoredPrediction(model, label, 0.5, "sorted", probabilities, datetime(2026, 3, 1))


def open_why(page, name):
    page.session_state[why_key(name)] = True
    page.run()
    assert not page.exception
    return page


def explained(page):
    return page.session_state["app"].why.explained.explanation


def alts(page, pictures):
    return [picture.alt for picture in pictures(page)]


def test_nothing_is_computed_before_the_question_is_opened(open_page, item, monkeypatch):
    monkeypatch.setattr(why, "explain_photo", lambda *asked: pytest.fail("explained"))
    monkeypatch.setattr(resources, "predictor", lambda model: pytest.fail("a model was loaded"))
    page = open_page("item", id=str(item.id))
    assert text("why-title") in [one.label for one in page.expander]


def test_an_item_is_explained_by_its_model_against_the_drawer_that_it_is_in(
    open_page, item, fake_predictor, pictures, markdown, wardrobe
):
    page = open_why(open_page("item", id=str(item.id)), f"item-{item.id}")
    expected = explain(fake_predictor("photo/1"), wardrobe.photos.garment(item), rival="Coat", seconds=60)
    shown = explained(page)
    assert shown.result.model == "photo/1" and shown.shares == expected.shares
    assert shown.rival == ("Coat" if shown.answer != "Coat" else expected.rival)
    titles = [
        text("why-support-title", answer=drawer(shown.answer)),
        text("why-difference-title", answer=drawer(shown.answer), rival=drawer(shown.rival)),
        text("why-near-title"),
        text("why-models-title"),
    ]
    headings = [f"**{escaped(title)}**" for title in titles[:2]] + [f"**{title}**" for title in titles[2:]]
    assert [one for one in markdown(page) if one in headings] == headings
    described = alts(page, pictures)
    assert described[2:4] == titles[:2] and sum("cnn/1" in one for one in described) == 1
    assert len(described) == 2 + 2 + 8 + 3, "photo and cut-out, maps, similar images, models"


def test_the_garment_is_explained_as_the_user_cut_it_out(open_page, item, wardrobe, monkeypatch):
    override = CutoutOverride(rectangle=(0.2, 0.2, 0.7, 0.8), turns=1)
    wardrobe.record({item.id: predicted("photo/1")}, move=False, override=override)
    seen, explain_photo = [], why.explain_photo

    def explain_seen(predictor, garment, rival):
        seen.append(garment)
        return explain_photo(predictor, garment, rival)

    monkeypatch.setattr(why, "explain_photo", explain_seen)
    open_why(open_page("item", id=str(item.id)), f"item-{item.id}")
    expected = wardrobe.photos.garment(wardrobe.get(item.id))
    assert (seen[0].image == expected.image).all() and (seen[0].opacity == expected.opacity).all()
    assert seen[0].image.shape[0] < seen[0].image.shape[1], "the photo was turned"


def test_it_is_computed_once_and_anew_for_another_cut_out(open_page, item, wardrobe, monkeypatch):
    calls = []
    once = why.explain_photo
    monkeypatch.setattr(why, "explain_photo", lambda *asked: calls.append(asked) or once(*asked))
    page = open_why(open_page("item", id=str(item.id)), f"item-{item.id}")
    page.text_area(key=f"notes-{item.id}").input("soft").run()
    assert not page.exception and len(calls) == 1
    wardrobe.record({item.id: predicted("photo/1")}, move=False, override=CutoutOverride(off=True))
    page.run()
    assert len(calls) == 2


def test_a_lost_photo_is_told(open_page, item, wardrobe):
    wardrobe.photos.files.rm_file(photo_path(item.photo))
    page = open_why(open_page("item", id=str(item.id)), f"item-{item.id}")
    assert escaped(text("store-photo-gone", file="mine.jpg")) in [error.value for error in page.error]


def test_a_model_that_is_no_longer_there_is_named_and_another_explains(open_page, wardrobe, photos):
    item = wardrobe.add(photos[1], "old.jpg", prediction=predicted("photo/0"))
    page = open_why(open_page("item", id=str(item.id)), f"item-{item.id}")
    note = text("why-model-missing", missing=escaped("photo/0"), model=escaped("photo/1"))
    assert note in [caption.value for caption in page.caption]
    assert explained(page).result.model == "photo/1"


def test_a_damaged_model_is_told_and_the_others_answer(open_page, item, fake_predictor, monkeypatch, pictures):
    def predictor(model):
        if model == "cnn/1":
            raise ExportError("cnn/1 is damaged.")
        return fake_predictor(model)

    monkeypatch.setattr(resources, "predictor", predictor)
    page = open_why(open_page("item", id=str(item.id)), f"item-{item.id}")
    assert [error.value for error in page.error] == [text("model-wrong", reason=escaped("cnn/1 is damaged."))]
    assert page.session_state["app"].why.answers.keys() == {"photo/1", "mlp/1"}


def test_a_photo_on_the_sort_page_is_explained_against_the_chosen_drawer(open_page, photos, markdown):
    page = open_page("sort")
    page.file_uploader[0].set_value([("a.jpg", photos[2], "image/jpeg")]).run()
    sort = page.session_state["app"].sort
    [sha256] = [photo.sha256 for photo in sort.chosen]
    open_why(page, f"0-{sha256}")
    first = explained(page)
    [preview] = sort.previews.values()
    assert first.answer == preview.prediction.label
    assert first.shares == pytest.approx(preview.prediction.shares(), abs=1e-6)
    other = next(name for name in CLASS_NAMES if name not in (first.answer, first.rival))
    sort.decisions[sha256] = other
    page.run()
    assert explained(page).rival == other
    figures = {"share": first.shares[first.answer], "rival_share": first.shares[other]}
    names = {"model": escaped("photo/1"), "answer": escaped(drawer(first.answer)), "rival": escaped(drawer(other))}
    assert text("why-says-corrected", **names, **figures, group="", group_share=0) in markdown(page)


def test_a_photo_in_a_grid_is_explained_in_its_details(open_page, photos):
    page = open_page("sort")
    page.file_uploader[0].set_value([(f"{n}.jpg", photo, "image/jpeg") for n, photo in enumerate(photos[:5])]).run()
    page.button(key=details(1)).click().run()
    assert not page.exception
    assert [one.label for one in page.expander].count(text("why-title")) == 1


def test_nothing_of_the_classes_is_explained_as_an_answer(open_page, fake_predictor, markdown):
    page = open_page("sort")
    blank = jpeg(np.full((200, 200, 3), 128, np.uint8))
    page.file_uploader[0].set_value([("wall.jpg", blank, "image/jpeg")]).run()
    [photo] = page.session_state["app"].sort.chosen
    open_why(page, f"0-{photo.sha256}")
    shown = explained(page)
    assert shown.result.outcome == "not_clothing" and shown.answer == NONE and shown.rival in CLASS_NAMES
    assert any(f"**{text('none-of-these')}**" in one for one in markdown(page))


def test_a_photo_that_left_the_page_is_told(open_page, photos, monkeypatch):
    page = open_page("sort")
    page.file_uploader[0].set_value([("a.jpg", photos[2], "image/jpeg")]).run()
    [photo] = page.session_state["app"].sort.chosen
    real = why.session

    empty = SimpleNamespace(chosen=(), decisions={})
    monkeypatch.setattr(why, "session", lambda: SimpleNamespace(why=real().why, sort=empty))
    open_why(page, f"0-{photo.sha256}")
    assert escaped(text("why-photo-gone", file="a.jpg")) in [error.value for error in page.error]


def test_a_model_without_embeddings_shows_no_similar_images(open_page, item, monkeypatch):
    monkeypatch.setattr(why_answers, "similar_images", lambda predictor, garment: None)
    page = open_why(open_page("item", id=str(item.id)), f"item-{item.id}")
    assert text("why-near-none") in [caption.value for caption in page.caption]


def test_a_photo_without_a_model_has_no_answer_to_explain(open_page, photos, wardrobe):
    page = open_page("sort")
    page.file_uploader[0].set_value([("a.jpg", photos[2], "image/jpeg")]).run()
    page.selectbox(key="model").set_value("").run()
    assert text("why-title") not in [one.label for one in page.expander]
    assert not wardrobe.find(Filters(state=None))


def test_an_item_with_several_garments_says_that_the_whole_picture_is_seen(open_page, wardrobe, photos):
    both = np.hstack([draw_scene(label, seed=3, surface="page", height=320, width=240).image for label in (0, 1)])
    for content, several in ((jpeg(both), True), (photos[0], False)):
        item = wardrobe.add(content, "mine.jpg", prediction=predicted("photo/1"), drawer="Coat")
        page = open_why(open_page("item", id=str(item.id)), f"item-{item.id}")
        assert (len(explained(page).result.pieces) > 1) is several
        assert (text("why-pieces") in [caption.value for caption in page.caption]) is several


def test_where_only_the_group_is_sure_the_answer_names_it_and_its_share(
    open_page, wardrobe, photos, fake_predictor, markdown
):
    predictor = fake_predictor("photo/1")
    thresholds = Thresholds(unsure=1.0, not_clothing=0.1, group=0.3)
    predictor.card = replace(predictor.card, thresholds=thresholds)
    results = [predictor.predict(photo) for photo in photos]
    number = next(n for n, one in enumerate(results) if one.group_is_sure and one.group in ("top", "shoes"))
    item = wardrobe.add(photos[number], "mine.jpg", prediction=StoredPrediction.of(results[number]))
    page = open_why(open_page("item", id=str(item.id)), f"item-{item.id}")
    shown = explained(page)
    said = text(
        "why-says-group",
        model=escaped("photo/1"),
        answer=escaped(drawer(shown.answer)),
        rival=escaped(drawer(shown.rival)),
        share=shown.shares[shown.answer],
        rival_share=shown.shares[shown.rival],
        group=group(results[number].group),
        group_share=sum(share for name, share in shown.shares.items() if group_of(name) == results[number].group),
    )
    assert said in markdown(page) and results[number].outcome == "unsure"
