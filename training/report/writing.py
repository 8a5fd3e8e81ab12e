"""`training report`: a finished run or a compared study becomes report.html and report.pdf."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from data.files import write_atomically
from data.labels import CLASS_NAMES
from model.study_results import STUDY_FILE
from training.report.baselines import Baselines, baseline_accuracies
from training.report.comparison import Comparison, best_run, comparison_section, gather_study
from training.report.data_section import data_section
from training.report.evidence import Evidence, gather, written_at
from training.report.model_section import inside_section, model_section
from training.report.rendering import Report, count, listed, percent, render_page, render_pdf
from training.report.result_section import result_section, wardrobe_section
from training.run import Run, RunError
from training.studies.config import Study, find_study, list_studies

_BEFORE = (("The problem", "problem"), ("The data", "data"))
_AFTER = (
    ("The result", "result"),
    ("What it means for a wardrobe", "wardrobe"),
    ("Deployment and limits", "deployment"),
)


def write_report(
    subject: str,
    out: Path | None = None,
    *,
    runs_dir: Path,
    data_dir: Path | None = None,
    photos: Path | None = None,
    authors: Sequence[str] = (),
) -> list[Path]:
    """Writes `report.html` and `report.pdf`.

    Args:
        subject: the directory of a finished run, or a study: its name, its TOML file or its folder.
        out: where to write, by default the folder of the run or the study.
        runs_dir: the folder of the runs of studies.
        data_dir: the data folder, if it is not the one that the run was trained on.
        photos: a folder of labelled photos to try the network on.
        authors: the names at the head of the report.

    Returns:
        The two files.

    Raises:
        RunError: the run is not finished, the study not compared, or the data set another one.
        DataError: the data set or the photos are missing or altered.
    """
    report = build_report(subject, runs_dir=runs_dir, data_dir=data_dir, photos=photos, authors=authors)
    directory = out or report.directory
    directory.mkdir(parents=True, exist_ok=True)
    page, pdf = directory / "report.html", directory / "report.pdf"
    write_atomically(page, render_page(report))
    write_atomically(pdf, render_pdf(report))
    return [page, pdf]


def build_report(
    subject: str,
    *,
    runs_dir: Path,
    data_dir: Path | None = None,
    photos: Path | None = None,
    authors: Sequence[str] = (),
) -> Report:
    """The report as data; arguments and errors as for `write_report`."""
    if Run(Path(subject)).started:
        report = _run_report(gather(Path(subject), data_dir), photos)
    else:
        report = _study_report(gather_study(_study(subject), data_dir), runs_dir, photos)
    return replace(report, subtitle=f"{listed(authors)}. {report.subtitle}") if authors else report


def _study(subject: str) -> Study:
    file = Path(subject) / STUDY_FILE
    if not (file.is_file() or Path(subject).is_file() or subject in list_studies()):
        raise RunError(
            f"{subject} is neither a run nor a study: it holds no config.json and no {STUDY_FILE}. Name the folder of "
            f"a finished run, or one of the studies {', '.join(list_studies())}."
        )
    return find_study(str(file) if file.is_file() else subject)


def _run_report(evidence: Evidence, photos: Path | None = None) -> Report:
    """The report of a run, which follows the data-science cycle."""
    result, test, of_photos = evidence.result, evidence.result.get("test"), evidence.result.get("photos")
    date = written_at(evidence.run.path / "result.json")
    return Report(
        title=f"Sorting clothes with {evidence.config.model.name}",
        subtitle=f"The run {evidence.run.path.resolve().name} on {evidence.splits.name}, {date:%d %B %Y}",
        directory=evidence.run.path,
        pages=3,
        facts={
            **({"accuracy on test images": percent(test["accuracy"], 2)} if test else {}),
            **({"accuracy on photos": percent(of_photos["accuracy"], 2)} if of_photos and of_photos["n"] else {}),
            **({"calibration error (ECE)": percent(test["ece"], 2)} if test else {}),
            "parameters": f"{result['parameters']:,}",
            "training": f"{count(result['epochs'], 'epoch')}, {result['seconds']:.0f} s",
        },
        sections=(*_BEFORE, ("Preparation", "preparation"), ("The model", "model"), *_AFTER),
        values={
            "class_names": evidence.class_names,
            "data": data_section(evidence.splits, evidence.predictions("validation")),
            **_run_values(evidence, photos, baseline_accuracies(evidence.splits) if test else {}),
        },
    )


def _run_values(evidence: Evidence, photos: Path | None, baselines: Baselines) -> dict[str, Any]:
    return {
        "run": evidence,
        "model": model_section(evidence),
        "test": result_section(evidence, baselines),
        "inside": inside_section(evidence),
        "wardrobe": wardrobe_section(evidence, photos),
    }


def _study_report(comparison: Comparison, runs_dir: Path, photos: Path | None = None) -> Report:
    """The report of a study: the comparison, and its best network in detail if that run is in ``runs_dir``."""
    study, run = comparison.study, best_run(comparison, runs_dir)
    evidence = gather(run.path, comparison.splits.directory) if run else None
    if photos and not (evidence and evidence.has_weights):
        raise RunError(
            f"The weights of {comparison.best} are not on this machine, so no photos can be tried. "
            f"Run python -m training compare {study.name} first, or leave out --photos."
        )
    baselines, compared = baseline_accuracies(comparison.splits), ("The models compared", "comparison")
    cycle = (("Preparation", "preparation"), compared, ("The best model", "model"), *_AFTER)
    return Report(
        title=study.title,
        subtitle=f"The study {study.name} on {comparison.splits.name}, {comparison.date:%d %B %Y}",
        directory=study.directory,
        pages=4,
        facts={
            "variants": str(len(comparison.summary)),
            "runs": str(len(comparison.results)),
            "best on validation": comparison.best,
            "its accuracy on test images": percent(comparison.summary["test_accuracy"].iloc[0], 2),
        },
        sections=(*_BEFORE, *(cycle if evidence else (compared, ("What is left to do", "further")))),
        values={
            "class_names": CLASS_NAMES,
            "data": data_section(comparison.splits, evidence.predictions("validation") if evidence else None),
            "comparison": comparison_section(comparison, baselines),
            **(_run_values(evidence, photos, baselines) if evidence else {}),
        },
    )
