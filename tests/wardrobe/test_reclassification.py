from dataclasses import replace

import numpy as np
import pytest

from data.drawn.scenes import draw_scene
from data.photos.garment import CutoutOverride
from wardrobe.classification import classify_photo
from wardrobe.reclassification import ReclassifyJob, changes
from wardrobe.store.items import FILED, utc_now
from wardrobe.store.pictures import jpeg


@pytest.fixture
def predictor(monkeypatch, said):
    """Calls everything a coat."""
    monkeypatch.setattr(
        "wardrobe.reclassification.predict_garment",
        lambda garment, predictor: replace(said("Coat", 0.8, model="new/1"), made_at=utc_now()),
    )
    return object()


def ask_all(job, wardrobe, predictor):
    return list(job.go_on(wardrobe, job.open(wardrobe.summaries()), predictor))


def test_asking_changes_nothing_and_says_what_would_move(wardrobe, photos, said, predictor):
    dress = wardrobe.add(photos[0], "a", prediction=said("Dress"))
    coat = wardrobe.add(photos[1], "b", prediction=said("Coat"))
    job = ReclassifyJob()
    assert job.open(wardrobe.summaries()) == [dress.id, coat.id]
    assert ask_all(job, wardrobe, predictor)[-1] == 2
    answers = job.answers(wardrobe.summaries())
    assert answers.keys() == {dress.id, coat.id} and job.open(wardrobe.summaries()) == []
    [change] = changes(wardrobe.summaries(), answers)
    assert change.summary.id == dress.id and change.drawers == ("Dress", "Coat")
    assert wardrobe.get(dress.id) == dress and wardrobe.get(coat.id) == coat


def test_asking_stops_between_items_and_goes_on_with_the_rest(wardrobe, photos, said, predictor, monkeypatch):
    monkeypatch.setattr("wardrobe.reclassification.available_cores", lambda: 1)
    monkeypatch.setattr("wardrobe.reclassification._AT_ONCE", 2)
    items = [wardrobe.add(photo, "x", prediction=said()) for photo in photos]
    job = ReclassifyJob()
    run = job.go_on(wardrobe, job.open(wardrobe.summaries()), predictor)
    assert next(run) == 2
    run.close()
    assert job.open(wardrobe.summaries()) == [item.id for item in items[2:]]
    assert ask_all(job, wardrobe, predictor) == [2, 3]


def test_an_answer_holds_until_its_item_is_changed_and_again_when_that_is_undone(wardrobe, photos, said, predictor):
    item = wardrobe.add(photos[0], "a", prediction=said("Dress"))
    job = ReclassifyJob()
    ask_all(job, wardrobe, predictor)
    before = wardrobe.record(job.answers(wardrobe.summaries()), move=True)
    assert wardrobe.get(item.id).drawer == "Coat" and job.open(wardrobe.summaries()) == [item.id]
    wardrobe.undo(before)
    assert job.open(wardrobe.summaries()) == [] and job.answers(wardrobe.summaries())


def test_an_answer_is_about_a_photo_and_not_about_a_number(wardrobe, photos, said, predictor):
    item = wardrobe.add(photos[0], "a", prediction=said())
    job = ReclassifyJob()
    ask_all(job, wardrobe, predictor)
    [summary] = wardrobe.summaries()
    assert job.open([replace(summary, photo="ab" * 32)]) == [item.id]


def test_an_item_whose_photo_is_gone_is_left_out_and_not_asked_about_for_ever(wardrobe, photos, said, predictor):
    items = [wardrobe.add(photo, "x", prediction=said()) for photo in photos[:2]]
    wardrobe.photos.files.rm_file(f"photos/{items[0].photo[:2]}/{items[0].photo}.jpg")
    job = ReclassifyJob()
    ask_all(job, wardrobe, predictor)
    summaries = wardrobe.summaries()
    assert job.answers(summaries).keys() == {items[1].id} and job.open(summaries) == []
    assert job.unreadable(summaries) == [items[0].id]
    job.try_again()
    assert job.open(summaries) == [items[0].id] and job.unreadable(summaries) == []


def test_what_a_person_decided_is_known(wardrobe, photos, said):
    wardrobe.add(photos[0], "the model was sure", prediction=said("Dress"))
    wardrobe.add(photos[1], "waiting", prediction=said("Dress", outcome="unsure"))
    wardrobe.add(photos[2], "confirmed", prediction=said("Dress", outcome="unsure"), state=FILED)
    wardrobe.add(photos[3], "corrected", prediction=said("Dress"), drawer="Coat")
    wardrobe.add(photos[4], "no model", drawer="Coat")
    assert [summary.decided for summary in wardrobe.summaries()] == [False, False, True, True, True]


def test_the_network_sees_what_it_saw_of_the_file(wardrobe, said):
    from model.exports.store import find_export
    from model.predictor import Predictor

    content = jpeg(draw_scene(3, seed=3, height=1000, width=750).image)
    wardrobe.add(content, "a", prediction=said())
    predictor = Predictor(find_export("photo"), "litert")
    job = ReclassifyJob()
    ask_all(job, wardrobe, predictor)
    [answer] = job.answers(wardrobe.summaries()).values()
    direct = classify_photo("a", content, predictor).prediction
    assert answer.label == direct.label and answer.confidence == pytest.approx(direct.confidence, abs=0.05)


def test_a_nudged_cut_out_is_found_as_the_person_says(wardrobe, photos):
    item = wardrobe.add(photos[0], "a", drawer="Bag")
    garment = wardrobe.photos.garment(item, CutoutOverride(rectangle=(0, 0, 0.5, 1)))
    assert not garment.mask[:, garment.mask.shape[1] // 2 :].any() and garment.mask.any()
    assert np.array_equal(garment.image, wardrobe.photos.garment(item).image)
