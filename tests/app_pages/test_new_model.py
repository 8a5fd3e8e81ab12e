"""The offer to classify again what an earlier model sorted."""

from app_pages.parts.i18n import text
from data.labels import CLASS_NAMES
from wardrobe.store.items import StoredPrediction, utc_now


def by(model):
    shares = dict.fromkeys(CLASS_NAMES, 0.1)
    return StoredPrediction(model, "Dress", 0.9, "sorted", shares, utc_now())


def offered(page):
    return any(button.label == text("new-model-later") for button in page.button)


def test_it_is_offered_once_for_each_new_model(open_page, wardrobe, photos):
    wardrobe.add(photos[0], "a.jpg", prediction=by("photo/0"))
    page = open_page("wardrobe")
    assert offered(page)
    page.button(key="new-model-later").click().run()
    assert not page.exception and not offered(page) and not offered(open_page("wardrobe"))


def test_what_the_live_model_sorted_is_no_reason(open_page, wardrobe, photos):
    wardrobe.add(photos[0], "a.jpg", prediction=by("photo/1"))
    wardrobe.add(photos[1], "b.jpg", drawer="Bag")
    assert not offered(open_page("wardrobe"))
