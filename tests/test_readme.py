"""The documentation is true: its commands parse, its links lead somewhere, its tables and figures are current."""

import argparse
import re
import shlex
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from data.photos import limits
from data.photos.decoding import MAX_BYTES
from model.networks import blocks as network_blocks
from model.networks import options as network_options
from model.networks import registry
from training.__main__ import _COMMANDS
from training.arguments import parser_for
from training.config import train_config
from training.readme_tables import with_tables
from wardrobe.__main__ import _parser as wardrobe_parser

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
PARSERS = {"training": parser_for(_COMMANDS), "wardrobe": wardrobe_parser()}
OTHER_PROGRAMS = {"docker", "git", "pip", "pre-commit"}
OTHER_MODULES = {
    "data.drawn",
    "pip",
    "pytest",
    "training.listing",
    "training.neighbours",
    "training.photos.pretrained",
    "venv",
}


def blocks(document, language=""):
    """The fenced blocks of a document that are marked as ``language``; commands are in those without a mark."""
    fenced = re.findall(r"^```(\w*)\n(.*?)^```$", document.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return [block for mark, block in fenced if mark == language]


def commands(document):
    """Every command of a document, in a block or inline, as words. Inline ones with placeholders are left out."""
    lines = [line for block in blocks(document) for line in re.split(r"\n|&&", block)]
    inline = re.findall(r"(?<!`)`((?:make|python -m) [^`\n]+)`(?!`)", document.read_text("utf-8"))
    lines += [line for line in inline if not re.search(r"…|\b[A-Z]{3,}\b|\|", line)]
    words = [shlex.split(line.partition("#")[0]) for line in lines]
    return [line for line in words if line]


def subcommands(parser):
    [action] = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    return set(action.choices)


def check(program, *words):
    """Asserts that a documented command exists; returns its name."""
    name = Path(program).name
    if name == "make":
        targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
        assert set(words) <= targets
    elif name == "python":
        assert words[0] == "-m" and words[1] in PARSERS.keys() | OTHER_MODULES
        if words[1] in PARSERS:
            options = PARSERS[words[1]].parse_args(words[2:])
            if words[1:3] == ("training", "train") and options.model:
                train_config(options.model, options.preset or "quick", options.set or (), photos=bool(options.photos))
            return f"{words[1]} {words[2]}"
    elif name == "run":
        assert (ROOT / program).exists()
    else:
        assert name in OTHER_PROGRAMS or (name, words[:1]) == ("cd", ("wardrobe",)), program
    return name


def modules_in(tree):
    """The paths of the modules in a tree that indents each folder's content by two blanks."""
    folders, found = [], []
    for line in tree.splitlines():
        names = line.split()
        del folders[(len(line) - len(line.lstrip())) // 2 :]
        found += ["".join([*folders, name]) for name in names if name.endswith(".py")]
        if names and names[0].endswith("/"):
            folders.append(names[0])
    return found


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_documented_command_exists(document):
    for words in commands(document):
        check(*words)


def test_every_command_is_documented():
    documented = {check(*words) for document in DOCUMENTS for words in commands(document)}
    for module, parser in PARSERS.items():
        assert {f"{module} {command}" for command in subcommands(parser)} <= documented


@pytest.mark.parametrize("words", ["make nothing", "python -m training teach", "python -m training train --models mlp"])
def test_a_command_that_does_not_exist_is_noticed(words):
    with pytest.raises((AssertionError, SystemExit)):
        check(*shlex.split(words))


@pytest.mark.parametrize("document", ["README.md", "docs/command-line.md"])
def test_the_python_examples_classify_a_photo(document, photo_file):
    [example] = blocks(ROOT / document, "python")
    photo_file.rename(photo_file.with_name("shirt.jpg"))
    script = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{example}"
    command = [sys.executable, "-c", script]
    output = subprocess.run(command, cwd=photo_file.parent, capture_output=True, text=True, check=True).stdout
    assert "T-shirt/top" in output


def test_the_network_in_the_guide_can_be_built(monkeypatch):
    [example] = re.findall(r"^   ```python\n(.*?)^   ```$", GUIDE, re.MULTILINE | re.DOTALL)
    registry.list_models()  # imports the networks, so that the copy below is complete
    monkeypatch.setattr(registry, "_MODELS", dict(registry._MODELS))
    names = {**vars(network_blocks), **vars(network_options), "register_model": registry.register_model}
    exec(textwrap.dedent(example), names)
    [name] = re.findall(r"def (\w+)", example)
    assert registry.build_model(registry.default_config(name)).output_shape == (None, 10)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_linked_file_exists(document):
    text = document.read_text("utf-8")
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", text) + re.findall(r'src="([^"]+)"', text)
    assert [target for target in targets if not (document.parent / target).exists()] == []


def test_the_architecture_names_every_module():
    [tree] = blocks(ROOT / "docs" / "architecture.md", "text")
    packages = ("app_pages", "data", "lessons", "model", "serving", "training", "wardrobe")
    files = {file for package in packages for file in (ROOT / package).rglob("*.py") if "migrations" not in file.parts}
    written = {file.relative_to(ROOT).as_posix() for file in files if not file.name.startswith("__")}
    assert sorted(modules_in(tree)) == sorted(written | {"app.py", "serve.py"})


def test_a_module_in_another_folder_of_the_tree_is_noticed():
    assert modules_in("app.py\na/\n  b.py c.py   two files\n  d/\n    e.py\n  f.py\n") == [
        "app.py",
        *("a/b.py", "a/c.py", "a/d/e.py", "a/f.py"),
    ]


def test_the_readme_is_short():
    assert len(README.splitlines()) < 200


def test_the_tables_are_what_cards_studies_and_records_say(monkeypatch):
    monkeypatch.chdir(ROOT)
    assert with_tables(README) == README


def test_what_it_gets_wrong_is_what_was_measured():
    section = README.partition("### What it gets wrong")[2].partition("## Train")[0]
    figures = re.findall(r"\d+\.\d %", section)
    measured = (ROOT / "docs" / "photos.md").read_text("utf-8")
    assert figures and all(figure.replace(" %", "%") in measured for figure in figures)


def test_the_documented_limits_of_photos_are_those_of_the_program():
    document = (ROOT / "docs" / "command-line.md").read_text("utf-8")
    assert f"up to {MAX_BYTES // 2**20} MB" in document
    for name, (megapixels, _) in {"JPEG": (limits._JPEG, 0), **limits._MEGAPIXELS}.items():
        assert f"| {limits._NAMES.get(name, name)} | {megapixels} |".casefold() in document.casefold()


def test_the_docker_image_gets_every_package_that_the_app_imports():
    copied = re.findall(r"^COPY --chown=wardrobe (\S+)", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE)
    packages = {"app_pages", "data", "lessons", "model", "serving", "wardrobe"}
    assert {"app.py", "serve.py", *packages, ".streamlit"} <= set(copied)
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    assert set(copied) <= allowed


def test_the_app_in_the_docker_image_may_write_to_its_documented_volume():
    deployment = (ROOT / "docs" / "deploy.md").read_text("utf-8")
    [volume] = re.findall(r"docker run .*-v \w+:(\S+) wardrobe$", deployment, re.MULTILINE)
    assert f"install -d -o wardrobe -g wardrobe {volume}\n" in (ROOT / "Dockerfile").read_text("utf-8")
