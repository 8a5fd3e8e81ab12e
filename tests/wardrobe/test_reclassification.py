from dataclasses import replace

import numpy as np
import pytest

from data.drawn.scenes import draw_scene
from data.photos.garment import Nudge
from wardrobe.classification import classify_photo
from wardrobe.reclassification import Enquiry, changes
from wardrobe.store.items import FILED, utc_now
from wardrobe.store.pictures import jpeg


@pytest.fixture
def classifier(monkeypatch, said):
    """Calls everything a coat."""
    monkeypatch.setattr(
        "wardrobe.reclassification.ask",
        lambda garment, classifier: replace(said("Coat", 0.8, model="new/1"), made_at=utc_now()),
    )
    return object()


def ask_all(enquiry, wardrobe, classifier):
    return list(enquiry.go_on(wardrobe, enquiry.open(wardrobe.places()), classifier))


def test_asking_changes_nothing_and_says_what_would_move(wardrobe, photos, said, classifier):
    dress = wardrobe.add(photos[0], "a", prediction=said("Dress"))
    coat = wardrobe.add(photos[1], "b", prediction=said("Coat"))
    enquiry = Enquiry()
    assert enquiry.open(wardrobe.places()) == [dress.id, coat.id]
    assert ask_all(enquiry, wardrobe, classifier)[-1] == 2
    answers = enquiry.answers(wardrobe.places())
    assert answers.keys() == {dress.id, coat.id} and enquiry.open(wardrobe.places()) == []
    [change] = changes(wardrobe.places(), answers)
    assert change.place.id == dress.id and change.drawers == ("Dress", "Coat")
    assert wardrobe.get(dress.id) == dress and wardrobe.get(coat.id) == coat


def test_asking_stops_between_items_and_goes_on_with_the_rest(wardrobe, photos, said, classifier, monkeypatch):
    monkeypatch.setattr("wardrobe.reclassification.available_cores", lambda: 1)
    monkeypatch.setattr("wardrobe.reclassification._AT_ONCE", 2)
    items = [wardrobe.add(photo, "x", prediction=said()) for photo in photos]
    enquiry = Enquiry()
    run = enquiry.go_on(wardrobe, enquiry.open(wardrobe.places()), classifier)
    assert next(run) == 2
    run.close()
    assert enquiry.open(wardrobe.places()) == [item.id for item in items[2:]]
    assert ask_all(enquiry, wardrobe, classifier) == [2, 3]


def test_an_answer_holds_until_its_item_is_changed_and_again_when_that_is_undone(wardrobe, photos, said, classifier):
    item = wardrobe.add(photos[0], "a", prediction=said("Dress"))
    enquiry = Enquiry()
    ask_all(enquiry, wardrobe, classifier)
    before = wardrobe.record(enquiry.answers(wardrobe.places()), move=True)
    assert wardrobe.get(item.id).drawer == "Coat" and enquiry.open(wardrobe.places()) == [item.id]
    wardrobe.put_back(before)
    assert enquiry.open(wardrobe.places()) == [] and enquiry.answers(wardrobe.places())


def test_an_answer_is_about_a_photo_and_not_about_a_number(wardrobe, photos, said, classifier):
    item = wardrobe.add(photos[0], "a", prediction=said())
    enquiry = Enquiry()
    ask_all(enquiry, wardrobe, classifier)
    [place] = wardrobe.places()
    assert enquiry.open([replace(place, photo="ab" * 32)]) == [item.id]


def test_an_item_whose_photo_is_gone_is_left_out_and_not_asked_about_for_ever(wardrobe, photos, said, classifier):
    items = [wardrobe.add(photo, "x", prediction=said()) for photo in photos[:2]]
    wardrobe.photos.files.rm_file(f"photos/{items[0].photo[:2]}/{items[0].photo}.jpg")
    enquiry = Enquiry()
    ask_all(enquiry, wardrobe, classifier)
    places = wardrobe.places()
    assert enquiry.answers(places).keys() == {items[1].id} and enquiry.open(places) == []
    assert enquiry.unreadable(places) == [items[0].id]
    enquiry.try_again()
    assert enquiry.open(places) == [items[0].id] and enquiry.unreadable(places) == []


def test_what_a_person_decided_is_known(wardrobe, photos, said):
    wardrobe.add(photos[0], "the model was sure", prediction=said("Dress"))
    wardrobe.add(photos[1], "waiting", prediction=said("Dress", outcome="unsure"))
    wardrobe.add(photos[2], "confirmed", prediction=said("Dress", outcome="unsure"), state=FILED)
    wardrobe.add(photos[3], "corrected", prediction=said("Dress"), drawer="Coat")
    wardrobe.add(photos[4], "no model", drawer="Coat")
    assert [place.decided for place in wardrobe.places()] == [False, False, True, True, True]


def test_the_network_sees_what_it_saw_of_the_file(wardrobe, said):
    from model.exports.store import find_export
    from model.predictor import Classifier

    content = jpeg(draw_scene(3, seed=3, height=1000, width=750).image)
    wardrobe.add(content, "a", prediction=said())
    classifier = Classifier(find_export("photo"), "litert")
    enquiry = Enquiry()
    ask_all(enquiry, wardrobe, classifier)
    [answer] = enquiry.answers(wardrobe.places()).values()
    direct = classify_photo("a", content, classifier).prediction
    assert answer.label == direct.label and answer.confidence == pytest.approx(direct.confidence, abs=0.05)


def test_a_nudged_cut_out_is_found_as_the_person_says(wardrobe, photos):
    item = wardrobe.add(photos[0], "a", drawer="Bag")
    garment = wardrobe.photos.garment(item, Nudge(rectangle=(0, 0, 0.5, 1)))
    assert not garment.mask[:, garment.mask.shape[1] // 2 :].any() and garment.mask.any()
    assert np.array_equal(garment.image, wardrobe.photos.garment(item).image)
