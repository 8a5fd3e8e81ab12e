"""make smoke: the whole pipeline once, on drawn garments: train briefly, export, evaluate, classify."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from data.drawn.dataset import write_drawn_dataset
from data.drawn.scenes import draw_samples
from wardrobe.store.pictures import jpeg

ROOT = Path(__file__).parents[1]


def main() -> int:
    """Runs each command as a user would; returns 0 if all of them worked."""
    with tempfile.TemporaryDirectory() as folder:
        data, run, export, photos = (Path(folder) / name for name in ("drawn", "run", "exports/smoke/1", "photos"))
        write_drawn_dataset(data, train=1200, test=200)
        photos.mkdir()
        for name, scene in draw_samples():
            (photos / name).write_bytes(jpeg(scene.image))
        _run("training", "train", "--model", "cnn", "--preset", "smoke", "--data-dir", str(data), "--out", str(run))
        _run("training", "export", str(run), "--to", str(export))
        _run("training", "evaluate", str(export), "--data-dir", str(data))
        lines = _run("wardrobe", "classify", str(photos), "--model", str(export), "--json", show=False)
        outcomes = [json.loads(line)["outcome"] for line in lines.splitlines()]
        print(f"classified {len(outcomes)} photos: {', '.join(outcomes)}")
        return 0 if len(outcomes) == 10 and "error" not in outcomes else 1


def _run(*arguments: str, show: bool = True) -> str:
    print("$ python -m " + " ".join(arguments), flush=True)
    result = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    if show:
        print(result.stdout, flush=True)
    return result.stdout


if __name__ == "__main__":
    sys.exit(main())
