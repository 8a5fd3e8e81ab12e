"""The README says what is so."""

import re
import shlex
from pathlib import Path

from training.__main__ import _parser as training_parser
from training.config import train_config
from training.readme_tables import with_tables
from wardrobe.__main__ import _parser as wardrobe_parser

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def commands():
    blocks = re.findall(r"^```\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    lines = [line.partition("#")[0].strip() for block in blocks for line in block.splitlines()]
    return [shlex.split(line) for line in lines if line]


def test_the_tables_are_what_cards_studies_and_records_say(monkeypatch):
    monkeypatch.chdir(ROOT)
    assert with_tables(README) == README


def test_every_command_parses_and_every_target_exists():
    parsers = {"training": training_parser(), "wardrobe": wardrobe_parser()}
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    seen = set()
    for program, *words in commands():
        if program == "make":
            assert words[0] in targets
            seen.add("make")
        elif words[:1] == ["-m"] and words[1] in parsers:
            options = parsers[words[1]].parse_args(words[2:])
            if getattr(options, "model", None) and words[1] == "training":
                train_config(options.model, options.preset or "quick", options.set or (), photos=bool(options.photos))
            seen.add(f"{words[1]} {words[2]}")
    assert seen >= {
        "make",
        *(f"training {command}" for command in ("list", "train", "evaluate", "export", "distil-targets", "compare")),
    }
    assert seen >= {f"wardrobe {command}" for command in ("classify", "sort", "check", "backup", "restore")}


def test_every_linked_file_exists():
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", README):
        assert (ROOT / target).exists(), target


def test_the_docker_image_gets_every_package_that_the_app_imports():
    copied = re.findall(r"^COPY --chown=wardrobe (\S+)", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE)
    assert {"app.py", "app_pages", "data", "model", "wardrobe", ".streamlit"} <= set(copied)
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    assert set(copied) <= allowed


def test_the_app_in_the_docker_image_may_write_to_the_volume_that_keeps_a_wardrobe():
    [volume] = re.findall(r"docker run .*-v \w+:(\S+) wardrobe`", README)
    assert f"install -d -o wardrobe -g wardrobe {volume}\n" in (ROOT / "Dockerfile").read_text("utf-8")


def test_what_it_gets_wrong_is_what_was_measured():
    section = README.partition("### What it gets wrong")[2].partition("## Train")[0]
    figures = re.findall(r"\d+\.\d %", section)
    measured = (ROOT / "docs" / "photos.md").read_text("utf-8")
    assert figures and all(figure.replace(" %", "%") in measured for figure in figures)
