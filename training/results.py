"""python -m training.results README.md: writes the table of the shipped exports between its two markers.

Test figures come from the cards. Those on photos do too, where the network learnt from photos: they are
cross-validated by who took them. The others come from what `training evaluate NAME/VERSION --photos DIR --json`
printed, kept as `docs/evaluations/NAME-VERSION.jsonl`.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from model.card import Card
from model.exports import list_exports

_EVALUATIONS = Path("docs") / "evaluations"
_BEGIN, _END = "<!-- results: written by `make results` -->", "<!-- end of results -->"


def results_table(cards: list[Card]) -> str:
    """A Markdown table of what the cards hold: a row an export."""
    lines = [
        "| export | parameters | test images (95 % interval) | over seeds | ECE | photos (95 % interval) | training | "
        "machine |",
        "| --- | ---: | --- | --- | ---: | --- | ---: | --- |",
    ]
    for card in cards:
        test, machine = card.metrics["test"], card.environment
        cells = (
            f"`{card.id}`",
            f"{card.parameters:,}",
            _accuracy(test, 2),
            _over_seeds(card),
            f"{test['ece']:.2%}",
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
    return f"{seeds['accuracy']:.2%} ± {seeds['deviation']:.2%} ({seeds['n']})"


def _photo_accuracy(card: Card) -> str:
    if "photos" in card.metrics:
        return _accuracy(card.metrics["photos"], 1)
    file = _EVALUATIONS / f"{card.name}-{card.version}.jsonl"
    if not file.exists():
        return "not measured"
    [report] = [r for r in map(json.loads, file.read_text("utf-8").splitlines()) if r["dataset"] == "photos"]
    return _accuracy(report, 1)


def _accuracy(report: Mapping[str, Any], digits: int) -> str:
    accuracy, low, high = (f"{share:.{digits}%}" for share in (report["accuracy"], *report["accuracy_interval"]))
    return f"{accuracy} ({low} to {high})"


def with_results(document: str, cards: list[Card]) -> str:
    """``document`` with the table between the markers renewed; raises ValueError if they are not there."""
    before, found, rest = document.partition(_BEGIN)
    _, found_end, after = rest.partition(_END)
    if not (found and found_end):
        raise ValueError(f"Expected the lines {_BEGIN} and {_END}. Put them where the table belongs.")
    return f"{before}{_BEGIN}\n{results_table(cards)}\n{_END}{after}"


if __name__ == "__main__":
    readme = Path(sys.argv[1])
    readme.write_text(with_results(readme.read_text("utf-8"), [Card.read(path) for path in list_exports()]), "utf-8")
