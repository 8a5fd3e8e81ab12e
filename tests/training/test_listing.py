import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from model.networks.registry import list_models
from training.config import train_config
from training.listing import build_rows, print_listing, read_rows


def listing(width=80):
    stream = io.StringIO()
    print_listing(Console(file=stream, width=width))
    return stream.getvalue().splitlines()


@pytest.mark.slow
def test_the_stored_rows_are_those_of_the_networks():
    assert read_rows() == build_rows(), "Run: python -m training.listing"


def test_every_option_stands_on_one_line_and_can_be_copied():
    lines = listing()
    options = [line.split()[1] for line in lines if line.strip().startswith("--set")]
    assert "filters=32,64,128" in options and "optimizer=adamw" in options
    for option in options:
        if option.split("=")[0] in ("epochs", "shift", "flip", "optimizer", "tta_flip", "initializer"):
            train_config("cnn", "quick", [option])
    assert max(map(len, lines)) <= 80


def test_networks_presets_and_exports_are_shown():
    text = "\n".join(listing())
    assert all(word in text for word in (*list_models(), "--preset smoke", "--preset full", "Exports", "cnn/"))


def test_listing_does_not_import_keras():
    code = "import sys; from training.__main__ import main; main(['list']); sys.exit('keras' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0


def test_it_is_listed_from_any_folder(tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "COLUMNS": "80"}
    command = [sys.executable, "-m", "training", "list"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=True)
    assert "--set filters=" in done.stdout and "photo/" in done.stdout
    assert not list(tmp_path.iterdir())
