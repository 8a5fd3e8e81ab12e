from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from data.drawn.scenes import draw_scene
from data.photos.garment import CutoutOverride
from model.calibration import Thresholds
from model.photo_result import PhotoResult
from model.predictor import Predictor
from wardrobe import reclassification
from wardrobe.reclassification import ReclassifyJob, proposed_moves
from wardrobe.store.items import FILED
from wardrobe.store.pictures import jpeg


@pytest.fixture
def predictor(said):
    """Predicts a coat for every garment."""

    class Coats:
        card = SimpleNamespace(thresholds=Thresholds(unsure=0.5, not_clothing=0.1))

        def predict_garment(self, garment, *, file=""):
            coat = said("Coat", 0.8, model="new/1")
            return PhotoResult(file, coat.outcome, coat.model, coat.label, coat.confidence, coat.probabilities)

    return Coats()


def run_all(job, wardrobe, predictor):
    return list(job.run(wardrobe, job.waiting(wardrobe.summaries()), predictor))


def test_predicting_changes_nothing_and_proposes_moves(wardrobe, photos, said, predictor):
    dress = wardrobe.add(photos[0], "a", prediction=said("Dress"))
    coat = wardrobe.add(photos[1], "b", prediction=said("Coat"))
    job = ReclassifyJob()
    assert job.waiting(wardrobe.summaries()) == [dress.id, coat.id]
    assert run_all(job, wardrobe, predictor)[-1] == 2
    predictions = job.predictions(wardrobe.summaries())
    assert predictions.keys() == {dress.id, coat.id} and job.waiting(wardrobe.summaries()) == []
    [move] = proposed_moves(wardrobe.summaries(), predictions)
    assert move.summary.id == dress.id and move.drawers == ("Dress", "Coat")
    assert wardrobe.get(dress.id) == dress and wardrobe.get(coat.id) == coat


def test_a_job_stops_between_items_and_continues_with_the_rest(wardrobe, photos, said, predictor, monkeypatch):
    monkeypatch.setattr(reclassification, "available_cores", lambda: 1)
    monkeypatch.setattr(reclassification, "_PER_CORE", 2)
    items = [wardrobe.add(photo, "x", prediction=said()) for photo in photos]
    job = ReclassifyJob()
    run = job.run(wardrobe, job.waiting(wardrobe.summaries()), predictor)
    assert next(run) == 2
    run.close()
    assert job.waiting(wardrobe.summaries()) == [item.id for item in items[2:]]
    assert run_all(job, wardrobe, predictor) == [2, 3]


def test_a_prediction_is_valid_until_its_item_changes_and_again_after_undo(wardrobe, photos, said, predictor):
    item = wardrobe.add(photos[0], "a", prediction=said("Dress"))
    job = ReclassifyJob()
    run_all(job, wardrobe, predictor)
    before = wardrobe.record(job.predictions(wardrobe.summaries()), move=True)
    assert wardrobe.get(item.id).drawer == "Coat" and job.waiting(wardrobe.summaries()) == [item.id]
    wardrobe.undo(before)
    assert job.waiting(wardrobe.summaries()) == [] and job.predictions(wardrobe.summaries())


def test_a_prediction_belongs_to_a_photo_and_not_to_a_number(wardrobe, photos, said, predictor):
    item = wardrobe.add(photos[0], "a", prediction=said())
    job = ReclassifyJob()
    run_all(job, wardrobe, predictor)
    [summary] = wardrobe.summaries()
    assert job.waiting([replace(summary, photo="ab" * 32)]) == [item.id]


def test_an_item_whose_photo_is_missing_is_left_out_until_it_is_retried(wardrobe, photos, said, predictor):
    items = [wardrobe.add(photo, "x", prediction=said()) for photo in photos[:2]]
    wardrobe.photos.files.rm_file(f"photos/{items[0].photo[:2]}/{items[0].photo}.jpg")
    job = ReclassifyJob()
    run_all(job, wardrobe, predictor)
    summaries = wardrobe.summaries()
    assert job.predictions(summaries).keys() == {items[1].id} and job.waiting(summaries) == []
    assert job.unreadable(summaries) == [items[0].id]
    job.retry_unreadable()
    assert job.waiting(summaries) == [items[0].id] and job.unreadable(summaries) == []


def test_the_users_decisions_are_known(wardrobe, photos, said):
    wardrobe.add(photos[0], "the model was sure", prediction=said("Dress"))
    wardrobe.add(photos[1], "waiting", prediction=said("Dress", outcome="unsure"))
    wardrobe.add(photos[2], "confirmed", prediction=said("Dress", outcome="unsure"), state=FILED)
    wardrobe.add(photos[3], "corrected", prediction=said("Dress"), drawer="Coat")
    wardrobe.add(photos[4], "no model", drawer="Coat")
    assert [summary.decided for summary in wardrobe.summaries()] == [False, False, True, True, True]


def test_the_prediction_for_the_stored_photo_is_that_for_the_file(wardrobe, said):
    content = jpeg(draw_scene(3, seed=3, height=1000, width=750).image)
    wardrobe.add(content, "a", prediction=said())
    predictor = Predictor.load("photo", "litert")
    job = ReclassifyJob()
    run_all(job, wardrobe, predictor)
    [made] = job.predictions(wardrobe.summaries()).values()
    direct = predictor.predict(content)
    assert made.label == direct.label and made.confidence == pytest.approx(direct.confidence, abs=0.05)


def test_an_override_limits_the_cut_out_to_its_rectangle(wardrobe, photos):
    item = wardrobe.add(photos[0], "a", drawer="Bag")
    garment = wardrobe.photos.garment(item, CutoutOverride(rectangle=(0, 0, 0.5, 1)))
    assert not garment.mask[:, garment.mask.shape[1] // 2 :].any() and garment.mask.any()
    assert np.array_equal(garment.image, wardrobe.photos.garment(item).image)
