"""python -m training.readme_tables README.md: writes the two tables of the README, each between its two markers.

The table of networks comes from the study `architectures` and from the records of trainings in `docs/accuracy`.

The table of exports comes from their cards. So do the figures on photos of a network that was trained on photos; for
the other networks they come from the output of `training evaluate NAME/VERSION --photos DIR --json`, stored as
`docs/evaluations/NAME-VERSION.jsonl`.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from data.files import write_atomically
from model.exports.card import Card
from model.exports.store import list_exports
from model.spread import Spread, spread
from model.study_results import RESULTS_FILE
from training.seed_records import over_seeds, read_records, recipes
from training.studies.config import Study, find_study
from training.studies.tables import read_official, summarize

_EVALUATIONS = Path("docs") / "evaluations"
_END = "<!-- end of {} -->"
_BEGIN = "<!-- {}: written by `make results` -->"


def results_table(cards: list[Card]) -> str:
    """A Markdown table with one row per export, from its card."""
    lines = [
        "| export | parameters | test images (95 % interval) | over seeds | ECE | photos (95 % interval) | training | "
        "machine |",
        "| --- | ---: | --- | --- | ---: | --- | ---: | --- |",
    ]
    for card in cards:
        machine = card.environment
        # An export with classes of its own has no test images, and others may not have been scored on them.
        test = card.figures("test")
        cells = (
            f"`{card.id}`",
            f"{card.parameters:,}",
            _accuracy(test, 2) if test else "",
            _over_seeds(card),
            f"{test['ece']:.2%}" if test else "",
            _photo_accuracy(card),
            f"{card.seconds / 60:.0f} min",
            f"{machine['processor']}, {machine['cores']} cores",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _over_seeds(card: Card) -> str:
    seeds = card.metrics.get("seeds")
    if not seeds or seeds["deviation"] is None:
        return "one seed"
    return f"{Spread(seeds['accuracy'], seeds['deviation'], seeds['n']).text()} ({seeds['n']})"


def _photo_accuracy(card: Card) -> str:
    if photos := card.figures("photos"):
        return _accuracy(photos, 1)
    file = _EVALUATIONS / f"{card.name}-{card.version}.jsonl"
    if not file.exists():
        return "not measured"
    [report] = [r for r in map(json.loads, file.read_text("utf-8").splitlines()) if r["dataset"] == "photos"]
    return _accuracy(report, 1)


def _accuracy(report: Mapping[str, Any], digits: int) -> str:
    accuracy, low, high = (f"{share:.{digits}%}" for share in (report["accuracy"], *report["accuracy_interval"]))
    return f"{accuracy} ({low} to {high})"


def networks_table(study: Study, records: list[dict[str, Any]]) -> str:
    """A Markdown table of the networks that ``study`` compares, with the accuracy of trainings on all images.

    Both accuracies are those on the validation images, by which networks are chosen.
    """
    results = read_official(study.directory / RESULTS_FILE)
    figures = ["validation_accuracy", "parameters", "multiply_adds", "epochs"]
    summary = summarize(results, ["variant"], figures).set_index("variant")
    images = study.variants[0].settings["train_images"]
    epochs = f"{summary['epochs'].iloc[0]:.0f}"
    lines = [
        f"| network | parameters | multiply-adds | {int(images):,} images, {epochs} epochs | all images |",
        "| --- | ---: | ---: | --- | --- |",
    ]
    for name, row in summary.iterrows():
        cells = (
            f"`{name}`",
            f"{row['parameters']:,.0f}",
            f"{row['multiply_adds'] / 1e6:,.2f} M",
            spread(results.loc[results["variant"] == name, "validation_accuracy"]).text(".1%"),
            _whole_training([same for same in recipes(records) if same[0]["config"].model.name == name]),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _whole_training(of_network: list[list[dict[str, Any]]]) -> str:
    """The validation accuracy, without test-time augmentation, of the recipe with the least loss on these images."""
    if not of_network:
        return ""
    seeds = min(of_network, key=lambda records: over_seeds(records, "validation", "loss").mean)
    part, figure = ("without_tta", "validation") if "without_tta" in seeds[0] else ("validation", "accuracy")
    return f"{over_seeds(seeds, part, figure).mean:.2%} ({seeds[0]['epochs']} epochs)"


def with_tables(document: str) -> str:
    """``document`` with both tables rewritten; raises ValueError if their markers are missing."""
    exports = results_table([Card.read(path) for path in list_exports()])
    networks = networks_table(find_study("architectures"), read_records())
    return _between(_between(document, "results", exports), "networks", networks)


def _between(document: str, name: str, table: str) -> str:
    begin, end = _BEGIN.format(name), _END.format(name)
    before, found, rest = document.partition(begin)
    _, found_end, after = rest.partition(end)
    if not (found and found_end):
        raise ValueError(f"Expected the lines {begin} and {end}. Put them where the table belongs.")
    return f"{before}{begin}\n{table}\n{end}{after}"


if __name__ == "__main__":
    readme = Path(sys.argv[1])
    write_atomically(readme, with_tables(readme.read_text("utf-8")))
