"""Training of the segmenter on drawn garments with masks."""

import csv

import cv2
import numpy as np
import pytest

from data.drawn.scenes import draw_samples
from data.errors import DataError
from data.fashion_mnist import Dataset
from model.segmenter import Segmenter
from model.segments import SEGMENTS
from training.config import train_config
from training.export_run import export_run
from training.run import Run
from training.segmentation.batches import SegmentationBatches
from training.segmentation.examples import digest_of, read_examples
from training.segmentation.loss import partial_label_loss
from training.segmentation.metrics import foreground_ious, segmentation_report
from training.segmentation.train import train_segmenter

S = len(SEGMENTS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Ten drawn garments of ten people with foreground masks."""
    root = tmp_path_factory.mktemp("drawn")
    (root / "images").mkdir()
    (root / "masks").mkdir()
    with (root / "photos.csv").open("w", newline="") as table:
        rows = csv.writer(table)
        rows.writerow(["image", "sender_id", "label"])
        for number, (_, scene) in zip(range(10), draw_samples(), strict=False):
            cv2.imwrite(str(root / "images" / f"{number}.jpg"), scene.image[..., ::-1])
            cv2.imwrite(str(root / "masks" / f"{number}.png"), scene.mask.astype(np.uint8) * 255)
            rows.writerow([number, f"person {number}", scene.label if isinstance(scene.label, str) else "Dress"])
    return root


@pytest.fixture(scope="module")
def examples(folder):
    return read_examples([folder])


@pytest.fixture(scope="module")
def tagged(tmp_path_factory):
    """Five photos of a person: hair above a dress."""
    root = tmp_path_factory.mktemp("street")
    (root / "masks").mkdir()
    (root / "mask-values.csv").write_text("value,tag\n0,null\n1,dress\n2,hair\n3,heels\n4,scarf\n")
    (root / "tag-classes.csv").write_text(
        "tag,class\ndress,Dress\nhair,person\nheels,ignored\nscarf,none\nnull,background\n"
    )
    lines = ["image,mask,tags"]
    for number in range(5):
        values = np.zeros((60, 40), np.uint8)
        values[5:15, 10:30], values[15:45, 8:32], values[45:50, 10:30], values[50:55, 10:30] = 2, 1, 3, 4
        cv2.imwrite(str(root / "masks" / f"{number}.png"), values)
        cv2.imwrite(str(root / f"{number}.jpg"), np.repeat(values[..., None] * 50, 3, axis=2) + number)
        lines.append(f"{number}.jpg,masks/{number}.png,dress hair heels scarf")
    (root / "photos.csv").write_text("\n".join(lines) + "\n")
    return root


def test_people_are_split_into_parts(examples):
    assert len(examples) == 10
    assert sorted(one.fold for one in examples) == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert len(digest_of(examples)) == 64 and digest_of(examples) != digest_of(examples[1:])


def test_a_label_names_the_segment_of_the_foreground(examples, folder):
    for one in examples:
        named = [SEGMENTS[i] for i in np.flatnonzero(one.allowed[0])]
        assert named and not {"background", "person"} & set(named)
        assert set(np.flatnonzero(one.background)) == {0, 1}  # a hand may be there


def test_tags_name_segments_of_pixels(tagged):
    one = read_examples([tagged])[0]
    assert one.is_segmented_by_tag

    def allowed(row):
        return {SEGMENTS[i] for i in np.flatnonzero(one.allowed[one.kind[row, 20]])}

    assert (allowed(30), allowed(10), allowed(47)) == ({"dress"}, {"person"}, {"shoes"})
    assert allowed(52) == set(SEGMENTS) - {"background"}  # a scarf is something, but none of the groups
    assert one.foreground[0, 0] == 0 and one.foreground[30, 20] == 255


def test_a_mask_that_missed_the_garment_is_left_out(folder, examples, tmp_path):
    for name in ("images", "masks"):
        (tmp_path / name).mkdir()
        for file in (folder / name).iterdir():
            (tmp_path / name / file.name).write_bytes(file.read_bytes())
    (tmp_path / "photos.csv").write_bytes((folder / "photos.csv").read_bytes())
    empty = np.zeros((50, 50), np.uint8)
    cv2.imwrite(str(tmp_path / "masks" / "3.png"), empty)
    found = read_examples([tmp_path])
    assert len(found) == 9
    # The others stay in their parts.
    parts = {one.sha256: one.fold for one in examples}
    assert all(parts[one.sha256] == one.fold for one in found)


def test_a_folder_without_masks_is_refused(tmp_path):
    with pytest.raises(DataError, match="has no folder masks"):
        read_examples([tmp_path])


@pytest.fixture(scope="module")
def garments():
    images = np.zeros((4, 28, 28), np.uint8)
    images[:, 5:23, 9:19] = 180
    return Dataset("drawn", images, np.array([0, 1, 3, 7]))


def test_batches_are_the_same_for_an_epoch_and_a_seed(examples, tagged, garments):
    batches = SegmentationBatches([*examples, *read_examples([tagged])], garments, 64, 6, seed=1)
    second = [next(batches(1, 2)) for _ in range(2)]
    whole = batches(0, 2)
    next(whole), next(whole)
    later = next(whole)
    for images, targets in (*second, later):
        assert images.shape == (6, 64, 64, 3) and images.dtype == np.uint8
        assert targets.shape == (6, 32, 32, 1 + 2 * S) and targets.dtype == np.float32
        np.testing.assert_array_equal(images, later[0])
        np.testing.assert_array_equal(targets, later[1])


def test_every_pixel_of_a_batch_has_a_right_segment(examples, tagged, garments):
    batches = SegmentationBatches([*examples, *read_examples([tagged])], garments, 64, 40, seed=0)
    _, targets = next(batches(0, 1))
    assert (targets[..., 0] >= 0).all() and (targets[..., 0] <= 1).all()
    assert targets[..., 1 + S :].any(-1).all()
    assert targets[..., 1 : 1 + S].any(-1)[targets[..., 0] > 0.5].all()


def test_the_loss_is_the_likelihood_of_a_partial_label():
    rng = np.random.default_rng(0)
    logits = rng.normal(0, 2, (1, 1, 2, S)).astype(np.float32)
    target = np.zeros((1, 1, 2, 1 + 2 * S), np.float32)
    target[..., 0, 0], target[..., 1, 0] = 1, 0.25
    target[..., 3:5] = 1  # top or bottom
    target[..., 1 + S] = 1  # background
    p = np.exp(logits[0, 0]) / np.exp(logits[0, 0]).sum(-1, keepdims=True)
    expected = [-np.log(p[0, 2:4].sum()), -0.25 * np.log(p[1, 2:4].sum()) - 0.75 * np.log(p[1, 0])]
    assert float(partial_label_loss(target, logits)[0]) == pytest.approx(np.mean(expected), rel=1e-5)


def test_iou_of_a_perfect_mask_and_of_half_a_mask(examples):
    perfect, half = [], []
    for one in examples:
        inside = cv2.resize(one.foreground, (96, 96), interpolation=cv2.INTER_AREA) > 127
        logits = np.full((96, 96, S), -9, np.float32)
        logits[..., 0], logits[..., 2] = np.where(inside, -9, 9), np.where(inside, 9, -9)
        perfect.append(logits)
        columns = np.flatnonzero(inside.any(0))
        cut = logits.copy()
        cut[:, : int(columns.mean())] = [9, *[-9] * (S - 1)]
        half.append(cut)
    assert foreground_ious(examples, np.stack(perfect)).min() > 0.9
    assert 0.3 < np.median(foreground_ious(examples, np.stack(half))) < 0.7
    report = segmentation_report(examples, np.stack(perfect))
    assert report["iou"] > 0.9 and next(iter(report["by_source"].values()))["poor"] == 0


@pytest.mark.slow
@pytest.mark.thorough
def test_a_training_can_be_resumed_exported_and_segments(folder, tagged, tmp_path, monkeypatch, drawn_dir):
    monkeypatch.setattr("training.segmentation.train.EPOCH", 8)
    settings = ["epochs=2", "batch_size=4", "input_size=64"]
    config = train_config("segmenter", "smoke", settings, photos=True)
    result = train_segmenter(config, tmp_path / "run", [folder, tagged], negatives=[], data_dir=drawn_dir)
    assert set(result["segmentation"]["by_source"]) == {folder.name, tagged.name}
    assert 0 <= result["segmentation"]["iou"] <= 1
    again = train_segmenter(config, tmp_path / "run", [folder, tagged], data_dir=drawn_dir, resume=True)
    assert again == result
    directory = export_run(Run(tmp_path / "run"), tmp_path / "segmenter" / "1", drawn_dir)
    segmentation = Segmenter(directory).segment(np.zeros((50, 40, 3), np.uint8))
    assert segmentation.probabilities.shape == (32, 32, S)
    # Another training may start from these weights.
    config = train_config("segmenter", "smoke", [*settings, f"start_from={tmp_path / 'run'}"], photos=True)
    train_segmenter(config, tmp_path / "second", [folder], data_dir=drawn_dir)


def test_a_run_without_weights_is_no_start(folder, tmp_path):
    config = train_config("segmenter", "smoke", [f"start_from={tmp_path}", "input_size=64"], photos=True)
    with pytest.raises(DataError, match="Expected start_from to name a run with trained weights"):
        train_segmenter(config, tmp_path / "run", [folder])
