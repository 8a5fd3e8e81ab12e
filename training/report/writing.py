"""`training report`: a finished run or a compared study -> report.html and report.pdf."""

from pathlib import Path

from data.labels import CLASS_NAMES
from model.study_results import STUDY_FILE
from training.report.closing import deployment_section, wardrobe_section
from training.report.comparison import Comparison, best_run, comparison_section, further_section, gather_study
from training.report.content import Report, Section
from training.report.evidence import Evidence, gather
from training.report.middle import model_section, preparation_section
from training.report.opening import data_section, problem_section
from training.report.outcome import result_section
from training.report.page import render_page
from training.report.pdf import render_pdf
from training.report.weights import load_network
from training.report.wording import counted, percent
from training.run import Run, RunError
from training.studies.config import Study, find_study, list_studies


def write_report(
    subject: str,
    out: Path | None = None,
    *,
    runs_dir: Path,
    data_dir: Path | None = None,
    photos: Path | None = None,
) -> list[Path]:
    """Writes `report.html` and `report.pdf` into ``out``, by default the run's or the study's own folder.

    Args:
        subject: the directory of a finished run; or a study as `training compare` takes it, or its folder.
        runs_dir: where the runs of studies lie.
        data_dir: the data folder, if it is not the one that the run learnt from.
        photos: a folder of labelled photos to try the network on.

    Returns:
        The two files.

    Raises:
        RunError: the run is not finished or the study not compared, or the data are others.
        DataError: the data set or the photos are missing or altered.
    """
    if Run(Path(subject)).started:
        directory = Path(subject)
        report = run_report(gather(directory, data_dir), photos)
    else:
        study = _study(subject)
        directory = study.directory
        report = study_report(gather_study(study, data_dir), runs_dir, photos)
    directory = out or directory
    directory.mkdir(parents=True, exist_ok=True)
    files = {directory / "report.html": render_page(report).encode(), directory / "report.pdf": render_pdf(report)}
    for file, content in files.items():
        aside = file.with_name(f".{file.name}")
        aside.write_bytes(content)
        aside.replace(file)
    return list(files)


def _study(subject: str) -> Study:
    file = Path(subject) / STUDY_FILE
    if not (file.is_file() or Path(subject).is_file() or subject in list_studies()):
        raise RunError(
            f"{subject} is neither a run nor a study: it holds no config.json and no {STUDY_FILE}. Name the folder of "
            f"a finished run, or one of the studies {', '.join(list_studies())}."
        )
    return find_study(str(file) if file.is_file() else subject)


def run_report(evidence: Evidence, photos: Path | None = None) -> Report:
    """The report of a run along the data-science cycle."""
    model = load_network(evidence.run, evidence.config)
    validation, test = evidence.answers("validation"), evidence.answers("test")
    return Report(
        title=f"Sorting clothes with {evidence.config.model.name}",
        subtitle=f"The run {evidence.run.path.resolve().name} on {evidence.splits.name}, {evidence.date:%d %B %Y}",
        date=evidence.date,
        facts=_facts(evidence),
        sections=(
            problem_section(evidence.class_names),
            data_section(evidence.splits, validation),
            preparation_section(evidence),
            model_section(evidence, model),
            result_section(evidence, model, test),
            wardrobe_section(evidence, test, photos),
            deployment_section(evidence),
        ),
    )


def _facts(evidence: Evidence) -> tuple[tuple[str, str], ...]:
    result = evidence.result
    parts = {"accuracy on test images": "test", "accuracy on photos": "photos"}
    accuracies = [
        (name, percent(result[part]["accuracy"], 2)) for name, part in parts.items() if result.get(part, {}).get("n")
    ]
    error = [("calibration error (ECE)", percent(result["test"]["ece"], 2))] if "test" in result else []
    return (
        *accuracies,
        *error,
        ("parameters", f"{result['parameters']:,}"),
        ("training", f"{counted(result['epochs'], 'epoch')}, {result['seconds']:.0f} s"),
    )


def study_report(comparison: Comparison, runs_dir: Path, photos: Path | None = None) -> Report:
    """The report of a study: the comparison, and the best network's own report where its run lies in ``runs_dir``."""
    study, best = comparison.study, comparison.summary.iloc[0]
    run = best_run(comparison, runs_dir)
    evidence = gather(run.path, comparison.splits.directory) if run else None
    validation = evidence.answers("validation") if evidence else None
    return Report(
        title=study.title,
        subtitle=f"The study {study.name} on {comparison.splits.name}, {comparison.date:%d %B %Y}",
        date=comparison.date,
        facts=(
            ("variants", str(len(comparison.summary))),
            ("runs", str(len(comparison.results))),
            ("best on validation", comparison.best),
            ("its accuracy on test images", percent(best["test_accuracy"], 2)),
        ),
        sections=(
            problem_section(CLASS_NAMES),
            data_section(comparison.splits, validation),
            comparison_section(comparison),
            *(_best_sections(evidence, photos) if evidence else (further_section(comparison),)),
        ),
    )


def _best_sections(evidence: Evidence, photos: Path | None) -> tuple[Section, ...]:
    model, test = load_network(evidence.run, evidence.config), evidence.answers("test")
    return (
        preparation_section(evidence),
        model_section(evidence, model, title="The best model"),
        result_section(evidence, model, test),
        wardrobe_section(evidence, test, photos),
        deployment_section(evidence),
    )
