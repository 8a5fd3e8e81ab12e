"""Networks that were trained without one source of pictures, judged on that source, thresholds included.

What people photograph comes from sources that no training saw. Each row tells how far confidence can be trusted there.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rich.console import Console

from benchmarks.shop_pictures import worn_pieces, write_pictures
from benchmarks.stand_ins import composited_row
from training.config import train_config
from training.evaluate import Subject, load_subject
from training.photos.evaluation import score_photos
from training.photos.masks import is_tagged
from training.photos.negatives import Negatives
from training.photos.train import train_photos


@dataclass(frozen=True)
class Sources:
    """What a training draws on: folders of photos, negatives, and images of Fashion-MNIST by settings."""

    photos: Sequence[Path]
    negatives: Negatives
    data_dir: Path | None
    settings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Split:
    """A source that is left out: what is trained on, and what judges the network on the source."""

    name: str
    rest: Sources
    judge: Callable[[Subject], Mapping[str, Any]]


def splits(sources: Sources, folder: Path) -> Iterator[Split]:
    """Every source that can be left out. Pictures that are made for it are written to ``folder``."""
    for directory in sources.photos:
        others = replace(sources, photos=[other for other in sources.photos if other != directory])
        if not others.photos:
            continue
        if is_tagged(directory):
            worn = folder / "worn"
            write_pictures(worn_pieces(directory), worn)
            yield Split("worn garments in shop pictures", others, _judge_by(worn))
        else:
            yield Split(directory.name, others, _judge_by(directory))
    without = replace(sources, settings=(*sources.settings, "composites=0", "dataset_images=0"))
    yield Split("composited Fashion-MNIST", without, lambda subject: _composited(subject, sources.data_dir))
    for directory in sources.negatives.folders:
        kept = tuple(other for other in sources.negatives.folders if other != directory)
        rest = replace(sources, negatives=Negatives(sources.negatives.labels, kept))
        only = Negatives((), (directory,))
        labelled = next(folder for folder in sources.photos if not is_tagged(folder))
        yield Split(f"{directory.name} (no clothes)", rest, _judge_negatives(labelled, only))


def left_out_table(sources: Sources, runs: Path, folder: Path, short: Sequence[str]) -> Iterator[str]:
    """Trains each split by a short recipe, in a folder of ``runs``; finished runs are not repeated. Yields Markdown."""
    yield "## Sources that training never saw"
    yield ""
    yield (
        f"A short recipe ({', '.join(short)}) without one source; temperature and thresholds are fitted to held-out "
        "pictures of the others. The shares are those on the source that was left out."
    )
    yield ""
    yield "| left out | n | accuracy | group right | sorted | accuracy among sorted | others refused | ECE |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for split in splits(sources, folder):
        out = runs / split.name.replace(" ", "-").replace("(", "").replace(")", "")
        rest = split.rest
        Console(stderr=True).print(f"{out}", highlight=False)
        config = train_config("efficientnet_lite", "full", [*short, *rest.settings], photos=True)
        train_photos(config, out, rest.photos, negatives=rest.negatives, data_dir=rest.data_dir, resume=True)
        row = split.judge(load_subject(str(out)))
        names = ("accuracy", "group_accuracy", "sorted_share", "sorted_precision", "refused_share", "ece")
        cells = ("–" if row.get(name) is None else f"{row[name]:.1%}" for name in names)
        yield f"| {split.name} | {row['n']:,} | {' | '.join(cells)} |"


def _judge_by(directory: Path) -> Callable[[Subject], Mapping[str, Any]]:
    return lambda subject: score_photos(subject, directory)


def _judge_negatives(labelled: Path, negatives: Negatives) -> Callable[[Subject], Mapping[str, Any]]:
    def judge(subject: Subject) -> Mapping[str, Any]:
        by_source = score_photos(subject, labelled, negatives)["by_source"]
        row = by_source[negatives.folders[0].name]
        return {**row, "n": row["unknown_n"], "sorted_share": None, "sorted_precision": None}

    return judge


def _composited(subject: Subject, data_dir: Path | None) -> Mapping[str, Any]:
    row = composited_row(subject, data_dir)
    return {
        "n": row.n,
        "accuracy": row.accuracy,
        "sorted_share": row.coverage,
        "sorted_precision": row.right_among_sorted,
        "ece": row.ece,
    }
