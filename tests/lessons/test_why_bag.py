"""The same photo squashed, inverted and cut out."""

import numpy as np
import pytest

from data.drawn.scenes import draw_scene, draw_scenes
from data.labels import CLASS_NAMES
from lessons.snippets import snippet
from lessons.why_bag import PREPARATIONS, classify, count, prepare
from model.garments import find_garment
from model.predictor import Predictor


@pytest.fixture(scope="module")
def networks():
    return {name: Predictor.load(name, "litert") for name in ("cnn", "tiny", "mlp", "photo")}


@pytest.fixture(scope="module")
def garment():
    return find_garment(draw_scene(0, 3).image)


def test_a_photo_is_prepared_in_three_ways(garment):
    prepared = prepare(garment)
    assert tuple(prepared) == PREPARATIONS
    assert all(image.shape == (28, 28) and image.dtype == np.uint8 for image in prepared.values())
    assert (prepared["inverted"] == 255 - prepared["squashed"]).all()
    assert prepared["cut-out"][:, 0].mean() < 60 < prepared["squashed"][0].mean(), "black around it, or the floor"


def test_only_the_cut_out_photo_is_named_correctly(garment, networks):
    images = np.stack(list(prepare(garment).values()))
    for name in ("cnn", "tiny", "mlp"):
        said = classify(networks[name], images)
        assert [one.label for one in said] == ["Bag", "Bag", "T-shirt/top"], name
        assert all(0.1 < one.probability <= 1 for one in said)


def test_networks_with_further_classes_answer_with_the_ten(networks, garment):
    [said] = classify(networks["photo"], prepare(garment)["cut-out"][None])
    assert said.label in CLASS_NAMES


def test_most_squashed_photos_are_called_bag_and_few_that_are_cut_out(networks):
    scenes = draw_scenes(1)
    garments = [find_garment(scene.image) for scene in scenes]
    [squashed, _, cut_out] = count({"tiny": networks["tiny"]}, garments, [scene.label for scene in scenes])["tiny"]
    assert squashed.bags >= 7 and squashed.right <= 3
    assert cut_out.right >= 7 and cut_out.bags <= 1


def test_the_program_on_the_page_prints_the_same_answers(capsys, networks, garment):
    exec(compile(snippet("why_bag", label=0), "why_bag", "exec"), {})
    lines = [line.rsplit(" ", 1) for line in capsys.readouterr().out.splitlines()]
    printed = {line[0].split(" ", 1)[0]: (line[0].split(" ", 1)[1], float(line[1])) for line in lines}
    for way, image in prepare(garment).items():
        for name, predictor in networks.items():
            [said] = classify(predictor, image[None])
            label, probability = printed[f"{way}/{name}"]
            if name != "photo":  # its three further classes may be likelier than the ten
                assert (label, probability) == (said.label, pytest.approx(said.probability, abs=1e-5))
