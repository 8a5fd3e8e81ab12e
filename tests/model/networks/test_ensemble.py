import numpy as np
import pytest

from model.networks.ensemble import average_ensemble, parameters_together, with_tta, without_tta
from model.networks.registry import build_model, default_config
from training.callbacks import predict_logits

IMAGES = np.random.default_rng(0).integers(0, 256, (4, 28, 28, 1), dtype=np.uint8)


@pytest.fixture(scope="module")
def members():
    return [build_model(default_config("cnn", options={"filters": (4, 8)})) for _ in range(3)]


def test_members_answer_with_the_mean_of_their_logits(members):
    together = average_ensemble(members)
    apart = [predict_logits(member, IMAGES) for member in members]
    assert predict_logits(together, IMAGES) == pytest.approx(np.mean(apart, axis=0), abs=1e-5)
    assert np.abs(apart[0] - apart[1]).max() > 0.01
    assert together.get_layer("embed").output.shape == (None, 3 * 8)
    assert together.count_params() == parameters_together(members[0], 3)


def test_members_and_mirror_images_are_averaged_together(members):
    model = with_tta(average_ensemble(members), tta_flip=True, tta_shift=False)
    apart = [predict_logits(member, images) for member in members for images in (IMAGES, IMAGES[:, :, ::-1])]
    assert predict_logits(model, IMAGES) == pytest.approx(np.mean(apart, axis=0), abs=1e-5)
    assert model.count_params() == parameters_together(members[0], 3)


def test_shifted_images_are_looked_at_too_and_their_mirror_images(members):
    [member, *_] = members
    model = with_tta(member, tta_flip=True, tta_shift=True)
    padded = np.pad(IMAGES, ((0, 0), (1, 1), (1, 1), (0, 0)))
    forms = [padded[:, first : first + 28, first : first + 28] for first in (0, 1, 2)]
    apart = [predict_logits(member, form[:, :, ::step]) for form in forms for step in (1, -1)]
    assert predict_logits(model, IMAGES) == pytest.approx(np.mean(apart, axis=0), abs=1e-5)
    assert np.ptp(apart, axis=0).max() > 0.01 and model.count_params() == member.count_params()
    assert without_tta(model) is not model and without_tta(member) is member
