"""The sections of what follows: a person's wardrobe, deployment and limits."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from data.folders import load_photo_folder
from data.photos.recipes import read_garment
from model.calibration import Thresholds
from model.metrics import BatchPredictions
from training.evaluate import PhotoPredictions, Subject, load_subject, predict_photos, report_predictions
from training.report import figures, sources
from training.report.content import Item, Paragraph, Picture, Row, Section, Table
from training.report.evidence import Evidence
from training.report.wording import counted, interval, percent, sentences

_FAILURES = 8
_BYTES_A_WEIGHT = 2


def wardrobe_section(evidence: Evidence, answered: BatchPredictions | None, photos: Path | None) -> Section:
    """What it means for somebody's clothes: by ``answered``, answers to the test images, and by photos.

    Raises:
        DataError: the folder ``photos`` holds no labelled photos.
    """
    report: Mapping[str, Any] | None = evidence.result.get("photos")
    failures: tuple[Item, ...] = ()
    held_out = "of people whose other photos it had not seen"
    if photos is not None:
        subject = load_subject(str(evidence.run.path))
        said = predict_photos(subject, load_photo_folder(photos, subject.class_names))
        report, failures = report_predictions(subject, said), _failure_pictures(subject, said)
        held_out = "that it did not learn from"
    on_test = _on_test(evidence, answered) if answered is not None else None
    blocks: list[Any] = [Paragraph(sentences([on_test, _on_photos(report, held_out)]))]
    if report is not None:
        columns = tuple(column for column in ((_kinds_table(report),), failures) if column)
        blocks.append(Row(columns))
    return Section("What it means for a wardrobe", tuple(blocks))


def _on_test(evidence: Evidence, answered: BatchPredictions) -> str:
    outcomes = np.array(Thresholds(**evidence.result["thresholds"]).outcomes(answered))
    right = answered.probabilities.argmax(axis=1) == evidence.splits.test.labels
    chosen = outcomes == "sorted"
    if not chosen.any():
        return (
            "At the confidence that its validation images ask for, it would sort none of the test images by itself: a "
            "person would have to look at every one."
        )
    return (
        f"A wardrobe that sorts by itself only what the network is sure of ({sources.REJECTION}) would file "
        f"{percent(chosen.mean())} of the test images without asking, {percent(right[chosen].mean())} of them rightly, "
        f"and show {percent((outcomes == 'unsure').mean())} to a person. The threshold was chosen on validation images."
    )


def _on_photos(report: Mapping[str, Any] | None, held_out: str) -> str:
    if report is None:
        return (
            "All that is so for pictures like those of the data set: one garment, cut out, centred, on empty ground. "
            "A photo from a bedroom differs in ground, light, folds and angle, and no photo was given to this report, "
            "so nothing here says how well the network would do on one. Give labelled photos with --photos to know."
        )
    accuracy = (
        f"Of {report['n']:,} photos {held_out} {percent(report['accuracy'])} are named rightly (95 % interval "
        f"{interval(report)})."
        if report["n"]
        else "None of the photos shows a kind that the network knows."
    )
    shares = (
        f"It would sort {percent(report['coverage'])} of all photos by itself, {percent(report['right_among_sorted'])} "
        "of them rightly."
        if report["right_among_sorted"] is not None
        else "It is sure of none of them."
    )
    unknown = (
        f"Of {report['unknown_n']:,} photos of other kinds {percent(report['unknown_refused'])} are refused as none of "
        "its classes."
        if report["unknown_n"]
        else None
    )
    return sentences([accuracy, shares, unknown])


def _kinds_table(report: Mapping[str, Any]) -> Table:
    rows = []
    for label, row in report["per_class"].items():
        most = next(iter(report["confusion"][label]), "")
        rows.append((label, f"{row['n']:,}", percent(row["accuracy"]) if row["known"] else "unknown", most))
    return Table("Photos by their own labels.", ("label", "photos", "right", "most frequent answer"), tuple(rows))


def _failure_pictures(subject: Subject, said: PhotoPredictions) -> tuple[Item, ...]:
    predictions = said.predictions.probabilities.argmax(axis=1)
    wrong = [n for n, photo in enumerate(said.photos) if photo.classes and predictions[n] not in photo.classes]
    shown = sorted(wrong, key=lambda n: -said.predictions.confidences[n])[:_FAILURES]
    if not shown:
        return ()
    garments = [_on_square(read_garment(said.photos[n].path.read_bytes()).on_white()) for n in shown]
    captions = [_caption(subject.class_names, said, n, predictions[n]) for n in shown]
    caption = f"The {counted(len(shown), 'surest failure')} on photos, as cut out: the photo's label, then the answer."
    return (Picture(figures.draw_captioned(garments, captions, 4), caption, "Photos that are named wrongly."),)


def _caption(class_names: Sequence[str], said: PhotoPredictions, number: int, prediction: int) -> str:
    return f"{said.photos[number].label}\n→ {class_names[prediction]} {said.predictions.confidences[number]:.0%}"


def _on_square(image: np.ndarray) -> np.ndarray:
    """uint8 (s, s, 3) with the image, uint8 (h, w, 3), in the middle of white."""
    height, width = image.shape[:2]
    side = max(height, width)
    square = np.full((side, side, 3), 255, np.uint8)
    top, left = (side - height) // 2, (side - width) // 2
    square[top : top + height, left : left + width] = image
    return square


def deployment_section(evidence: Evidence) -> Section:
    """How it gets to where it is used, and what it can't do."""
    weights = evidence.result["parameters"] * _BYTES_A_WEIGHT / 1e6
    deployed = (
        f"“python -m training export {evidence.run.path}” writes a TensorFlow SavedModel with a LiteRT file, a card "
        "that says what it learnt from and how good it is, and a manifest by which every file is checked before it is "
        f"loaded. In float16, as both store them, its weights take {weights:.1f} MB. The app feeds it by the same code "
        "as the training did, answers with calibrated probabilities, asks where it is unsure, and keeps corrections."
    )
    return Section("Deployment and limits", (Paragraph(deployed), Paragraph(_limits(evidence))))


def _limits(evidence: Evidence) -> str:
    return sentences(
        [
            _kinds_known(evidence),
            "Several garments in one picture are one garment to it.",
            _weakest(evidence),
            None if evidence.official else f"It learnt from {evidence.splits.name} and is worth nothing outside it.",
            "The interval covers the choice of test images: not that of the seed, nor another camera, shop or country.",
            "Whoever tries several designs must choose by validation images and look at the test images once, or the "
            "test figure becomes too good.",
        ]
    )


def _kinds_known(evidence: Evidence) -> str:
    known = f"It knows {len(evidence.class_names)} kinds"
    if evidence.config.model.rejects:
        return f"{known} and can refuse what is none of them."
    return f"{known} and gives one of them to whatever it is shown; only a low confidence hints at something else."


def _weakest(evidence: Evidence) -> str | None:
    test = evidence.result.get("test")
    if test is None:
        return None
    name, figures_of = min(test["per_class"].items(), key=lambda item: item[1]["recall"])
    return f"{name} is its weakest class: only {percent(figures_of['recall'])} of its test images are found."
