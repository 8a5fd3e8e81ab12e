"""`training report`: a finished run -> report.html and report.pdf."""

from pathlib import Path

from training.report.closing import deployment_section, wardrobe_section
from training.report.content import Report
from training.report.evidence import Evidence, gather
from training.report.middle import model_section, preparation_section
from training.report.opening import data_section, problem_section
from training.report.outcome import result_section
from training.report.page import render_page
from training.report.pdf import render_pdf
from training.report.weights import load_network
from training.report.wording import percent


def write_report(
    run: Path, out: Path | None = None, *, data_dir: Path | None = None, photos: Path | None = None
) -> list[Path]:
    """Writes `report.html` and `report.pdf` on a finished run into ``out``, by default the run's own folder.

    Args:
        data_dir: the data folder, if it has moved since.
        photos: a folder of labelled photos to try the network on.

    Returns:
        The two files.

    Raises:
        RunError: the run is not finished, or ``data_dir`` holds other data than it learnt from.
        DataError: the data set or the photos are missing or altered.
    """
    report = run_report(gather(run, data_dir), photos)
    directory = out or run
    directory.mkdir(parents=True, exist_ok=True)
    files = {directory / "report.html": render_page(report).encode(), directory / "report.pdf": render_pdf(report)}
    for file, content in files.items():
        aside = file.with_name(f".{file.name}")
        aside.write_bytes(content)
        aside.replace(file)
    return list(files)


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
    accuracies = [(name, percent(result[part]["accuracy"], 2)) for name, part in parts.items() if part in result]
    error = [("calibration error (ECE)", percent(result["test"]["ece"], 2))] if "test" in result else []
    return (
        *accuracies,
        *error,
        ("parameters", f"{result['parameters']:,}"),
        ("training", f"{result['epochs']} epochs, {result['seconds']:.0f} s"),
    )
