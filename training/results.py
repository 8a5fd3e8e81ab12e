"""python -m training.results README.md: writes the table of the shipped exports between its two markers.

Test figures come from the cards. Those on photos come from what `training evaluate NAME/VERSION --photos DIR --json`
printed, kept as `docs/evaluations/NAME-VERSION.jsonl`.
"""

import json
import sys
from pathlib import Path

from model.card import Card
from model.exports import list_exports

_EVALUATIONS = Path("docs") / "evaluations"
_BEGIN, _END = "<!-- results: written by `make results` -->", "<!-- end of results -->"


def results_table(cards: list[Card]) -> str:
    """A Markdown table of what the cards hold: a row an export."""
    lines = [
        "| export | parameters | test accuracy (95 % interval) | ECE | on real photos | time to train | machine |",
        "| --- | ---: | --- | ---: | ---: | ---: | --- |",
    ]
    for card in cards:
        test, machine = card.metrics["test"], card.environment
        low, high = test["accuracy_interval"]
        cells = (
            f"`{card.id}`",
            f"{card.parameters:,}",
            f"{test['accuracy']:.2%} ({low:.2%} to {high:.2%})",
            f"{test['ece']:.2%}",
            _photo_accuracy(card),
            f"{card.seconds / 60:.0f} min",
            f"{machine['processor']}, {machine['cores']} cores",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _photo_accuracy(card: Card) -> str:
    file = _EVALUATIONS / f"{card.name}-{card.version}.jsonl"
    if not file.exists():
        return "not measured"
    [report] = [r for r in map(json.loads, file.read_text("utf-8").splitlines()) if r["dataset"] == "photos"]
    return f"{report['accuracy']:.1%} of {report['n']:,}"


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
