import json
import shutil
import signal
import subprocess
import sys
import time

import pytest

from model.networks.registry import list_models
from training.__main__ import _parser, _what_to_train, main


def run(*arguments):
    return subprocess.run([sys.executable, "-m", "training", *arguments], capture_output=True, text=True, check=False)


def test_list_shows_every_model_as_json(capsys):
    assert main(["list", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["name"] for row in rows] == list_models()
    assert {"parameters", "multiply_adds", "options", "epochs", "description"} <= set(rows[0])


def test_list_shows_models_presets_and_exports_as_tables(capsys):
    assert main(["list"]) == 0
    text = capsys.readouterr().out
    assert all(word in text for word in (*list_models(), "smoke", "quick", "full", "random_erasing", "Exports"))


def test_train_export_evaluate(tmp_path, drawn_dir, capsys):
    out, export = str(tmp_path / "run"), tmp_path / "exports" / "tiny" / "1"
    data = ["--data-dir", str(drawn_dir)]
    arguments = ["--model", "mlp", "--preset", "smoke", "--set", "units=16", "--seed", "2", "--out", out, *data]
    assert main(["train", *arguments]) == 0
    assert "test accuracy" in capsys.readouterr().out
    assert main(["train", *arguments]) == 2
    assert "exists already" in capsys.readouterr().err
    assert main(["train", *arguments, "--resume"]) == 0
    capsys.readouterr()
    assert main(["export", out, "--to", str(export), *data]) == 0
    assert capsys.readouterr().out.strip() == str(export)
    assert main(["export", out, "--to", str(export)]) == 2
    assert main(["export", out, "--to", str(tmp_path / "exports" / "tiny" / "latest")]) == 2
    capsys.readouterr()
    assert main(["evaluate", out, "--json"]) == 0
    [line] = capsys.readouterr().out.splitlines()
    assert json.loads(line)["dataset"] == "drawn-garments"
    assert main(["evaluate", str(export), *data]) == 0
    assert "ECE" in capsys.readouterr().out


def test_teach_writes_what_a_network_can_learn_from(finished_run, drawn_dir, tmp_path, capsys):
    file = tmp_path / "teacher.npz"
    assert main(["distil-targets", str(finished_run), "--out", str(file)]) == 0
    assert "training images" in capsys.readouterr().out
    taught = ["--model", "softmax_regression", "--preset", "smoke", "--set", f"teacher={file}"]
    assert main(["train", *taught, "--data-dir", str(drawn_dir), "--out", str(tmp_path / "run")]) == 0
    capsys.readouterr()
    assert main(["distil-targets", str(finished_run), "--out", str(tmp_path / "teacher.txt")]) == 2
    assert "to end in .npz" in capsys.readouterr().err
    assert main(["distil-targets", str(tmp_path), "--out", str(file)]) == 2


def test_evaluate_prints_a_second_object_for_photos(finished_run, photo_file, capsys):
    (photo_file.parent / "p" / "T-Shirt").mkdir(parents=True)
    shutil.copy(photo_file, photo_file.parent / "p" / "T-Shirt")
    assert main(["evaluate", str(finished_run), "--photos", str(photo_file.parent / "p"), "--json"]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["dataset"] == "drawn-garments" and second["dataset"] == "photos"
    assert {"n", "accuracy", "per_class", "unknown_auroc", "ece", "outcomes"} <= set(second)
    assert main(["evaluate", str(finished_run), "--photos", str(photo_file.parent / "p")]) == 0
    assert "of known kinds: accuracy" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["train", "--model", "nope"], "The models are"),
        (["train"], "Expected --model NAME"),
        (["train", "--model", "mlp", "--preset", "nope"], "The presets are"),
        (["train", "--model", "mlp", "--set", "nope=1"], "no option 'nope'"),
        (["train", "--model", "mlp", "--folds", "5"], "Expected --photos DIR with --folds"),
        (["evaluate", "cnn", "--photos", ".", "--failures", "failures"], "Expected --failures to end in .png"),
        (["train", "--model", "mlp", "--config", "/nowhere.toml"], "/nowhere.toml cannot be read as TOML"),
        (["train", "--model", "mlp", "--data-dir", "/nowhere"], "which is not a folder"),
        (["evaluate", "nope"], "There is no export 'nope'"),
        (["export", "/nowhere"], "holds no result.json"),
        (["train", "--out", "/nowhere", "--resume"], "holds no config.json"),
    ],
)
def test_a_wrong_command_is_one_sentence_and_status_2(arguments, message, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert message in captured.err and captured.out == ""
    assert list(tmp_path.iterdir()) == []


def test_flags_win_over_a_file_and_set_wins_over_both(tmp_path):
    file = tmp_path / "options.toml"
    file.write_text("seed = 5\nepochs = 3\n")

    def seed_of(*words):
        options = _parser().parse_args(["train", "--model", "mlp", "--config", str(file), *words])
        return _what_to_train(options)[0].seed

    assert (seed_of(), seed_of("--seed", "0"), seed_of("--seed", "3", "--set", "seed=7")) == (5, 0, 7)


def test_a_run_on_images_takes_no_photos(finished_run, tmp_path, capsys):
    assert main(["train", "--resume", "--out", str(finished_run), "--photos", str(tmp_path)]) == 2
    assert "does not learn from photos" in capsys.readouterr().err


def _hear_interrupts():
    """A shell that runs the tests in the background lets everything under it ignore them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C to a whole console, not to one process")
def test_an_interrupted_training_says_how_to_go_on_and_does(tmp_path, drawn_dir):
    out = tmp_path / "run"
    arguments = ["train", "--model", "mlp", "--preset", "smoke", "--set", "units=16", "--set", "epochs=400"]
    command = [sys.executable, "-m", "training", *arguments, "--data-dir", str(drawn_dir), "--out", str(out)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=_hear_interrupts)
    deadline = time.monotonic() + 120
    while not (out / "checkpoint.weights.h5").exists() and time.monotonic() < deadline:
        time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert f"python -m training train --out {out} --resume" in " ".join(errors.split())
    process = subprocess.Popen(
        [sys.executable, "-m", "training", "train", "--out", str(out), "--resume"], stderr=subprocess.PIPE, text=True
    )
    line = process.stderr.readline()
    process.kill()
    process.communicate()
    assert line.startswith("Going on after epoch") and "of 400" in line


def test_json_is_alone_on_standard_output(finished_run):
    result = run("evaluate", str(finished_run), "--json")
    assert result.returncode == 0
    assert [json.loads(line)["dataset"] for line in result.stdout.splitlines()] == ["drawn-garments"]
    assert result.stderr == ""
