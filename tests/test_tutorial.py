"""The tutorial and its notebook are run from beginning to end on drawn data."""

import json
import os
import re
import shlex
import sys
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

import data.drawn.__main__
import model.exports.live
import training.__main__
import wardrobe.__main__
from data.drawn.dataset import draw_garment
from data.drawn.scenes import SURFACES, draw_scene
from model.exports.live import promote
from training.arguments import parser_for
from wardrobe.store.pictures import jpeg

ROOT = Path(__file__).parents[1]
TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
NOTEBOOK = json.loads((ROOT / "docs" / "tutorial.ipynb").read_text("utf-8"))
PROGRAMS = {
    "training": training.__main__.main,
    "wardrobe": wardrobe.__main__.main,
    "data.drawn": data.drawn.__main__.main,
}


def blocks(language):
    """The blocks of the tutorial that are marked as ``language``; commands are in those without a mark."""
    fenced = re.findall(r"^```(\w*)\n(.*?)^```$", TUTORIAL, re.MULTILINE | re.DOTALL)
    return [block for mark, block in fenced if mark == language]


def commands():
    """The commands in the blocks of the tutorial, in order, as words."""
    return [shlex.split(line.partition("#")[0]) for line in "".join(blocks("")).splitlines()]


def code():
    """The text of each code cell of the notebook."""
    return ["".join(cell["source"]) for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]


@pytest.fixture
def in_an_empty_folder(tmp_path, drawn_dir, monkeypatch):
    """A folder with all that the tutorial supposes: a photo, and folders of pictures."""
    folder = tmp_path / "tutorial"
    for number, name in enumerate(("blazers", "hats")):
        (folder / "my-clothes" / name).mkdir(parents=True)
        for seed in range(30):
            Image.fromarray(draw_garment(4 + 4 * number, seed)).save(folder / "my-clothes" / name / f"{seed}.png")
    photo = draw_scene(0, seed=3, surface=SURFACES[0], height=240, width=192)
    (folder / "shirt.jpg").write_bytes(jpeg(photo.image))
    monkeypatch.chdir(folder)
    monkeypatch.setenv("FASHION_MNIST_DIR", str(drawn_dir))
    return folder


@pytest.mark.slow
def test_every_command_of_the_tutorial_does_what_it_says(in_an_empty_folder, monkeypatch, capsys):
    exported = in_an_empty_folder / "exported"
    monkeypatch.setattr(model.exports.live, "promote", partial(promote, root=exported))
    [study] = blocks("toml")
    (in_an_empty_folder / "depth.toml").write_text(study)
    printed = {}
    for program, option, name, *words in commands():
        assert (program, option) == ("python", "-m")
        assert PROGRAMS[name](words) == 0, (words, capsys.readouterr().err)
        printed[shlex.join(words)] = capsys.readouterr().out
    for command, out in printed.items():
        if command.startswith("show"):
            assert Path(out.splitlines()[-1]).stat().st_size > 10_000
    assert "101,770 parameters" in printed["show model tutorial_mlp"]
    assert printed["export runs/blocks"] == "runs/exports/blocks/1\n"
    assert (exported / "live.toml").read_text().splitlines()[-1] == 'fashion-mnist = "blocks/1"'
    assert (in_an_empty_folder / "depth" / "results.png").exists()
    assert (in_an_empty_folder / "runs" / "tutorial" / "report.pdf").exists()
    assert "my-clothes" in printed["show data --data-dir my-data"]
    last = printed["classify shirt.jpg --model runs/exports/tiny/1"]
    assert "shirt.jpg" in last and re.search("blazers|hats", last)


def test_the_commands_of_the_notebook_exist():
    lines = [line.strip()[1:] for text in code() for line in text.splitlines() if line.strip().startswith("!python")]
    assert len(lines) >= 8
    parsers = {"training": parser_for(training.__main__._COMMANDS), "wardrobe": wardrobe.__main__._parser()}
    for _, _, name, *words in map(shlex.split, lines):
        parsers[name].parse_args(words)


def test_the_notebook_is_stored_without_outputs():
    cells = [cell for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]
    assert cells and not any(cell["outputs"] or cell["execution_count"] for cell in cells)


@pytest.mark.slow
@pytest.mark.thorough
def test_the_notebook_runs_from_beginning_to_end(in_an_empty_folder, monkeypatch):
    import nbformat
    from nbclient import NotebookClient

    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))))
    monkeypatch.setenv("PATH", os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])))
    monkeypatch.delenv("MPLBACKEND", raising=False)  # otherwise the kernel would show no plots
    monkeypatch.setenv("IPYTHONDIR", str(in_an_empty_folder / "ipython"))
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(in_an_empty_folder / "runtime"))
    notebook = nbformat.read(ROOT / "docs" / "tutorial.ipynb", as_version=4)
    nbformat.validate(notebook)
    NotebookClient(notebook, timeout=600, kernel_name="python3").execute(cwd=str(in_an_empty_folder))
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert sum("image/png" in output.get("data", {}) for output in outputs) == 6
    printed = "".join(output.get("text", "") for output in outputs)
    assert "validation accuracy" in printed and "have been scored 1 time" in printed and "shirt.jpg" in printed
    for program in ("Traceback", "usage:", "Expected"):
        assert program not in printed
