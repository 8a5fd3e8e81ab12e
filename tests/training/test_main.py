import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from model.networks.registry import list_models
from training.__main__ import _COMMANDS, _what_to_train, main
from training.arguments import parser_for
from training.export_run import export_run
from training.run import Run


def run(*arguments):
    return subprocess.run([sys.executable, "-m", "training", *arguments], capture_output=True, text=True, check=False)


def test_list_shows_every_model_as_json(capsys):
    assert main(["list", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["name"] for row in rows] == list_models()


def test_train_evaluate_export(tmp_path, drawn_dir, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    data = ["--data-dir", str(drawn_dir)]
    arguments = ["--model", "mlp", "--preset", "smoke", "--set", "units=16", "--seed", "2", "--out", "run", *data]
    assert main(["train", *arguments]) == 0
    captured = capsys.readouterr()
    assert "test" not in captured.out.split("Next:")[0]
    assert "python -m training evaluate run" in captured.out and "python -m training export run" in captured.out
    assert "drawn-garments" in captured.err and "440 training images, 44 per class; 40 for validation" in captured.err
    assert main(["train", *arguments]) == 2
    assert "exists already" in capsys.readouterr().err
    assert main(["train", *arguments, "--resume"]) == 0
    capsys.readouterr()
    assert main(["evaluate", "run", "--json"]) == 0
    [line] = capsys.readouterr().out.splitlines()
    assert json.loads(line)["dataset"] == "drawn-garments" and json.loads(line)["n"] == 100
    assert Run(Path("run")).figures()["test"]["accuracy"] == json.loads(line)["accuracy"]
    assert main(["export", "run", *data]) == 0
    captured = capsys.readouterr()
    assert captured.out.strip() == str(Path("runs/exports/mlp/1"))
    assert "python -m training promote runs/exports/mlp/1 --as fashion-mnist" in captured.err
    assert main(["export", "run", "--to", "runs/exports/mlp/1"]) == 2
    assert main(["export", "run", "--to", "exports/latest"]) == 2
    capsys.readouterr()
    assert main(["evaluate", "runs/exports/mlp/1", *data]) == 0
    assert "ECE" in capsys.readouterr().out


@pytest.mark.usefixtures("eagerly")
def test_distil_targets_writes_a_teacher(finished_run, drawn_dir, tmp_path, capsys):
    file = tmp_path / "teacher.npz"
    assert main(["distil-targets", str(finished_run), "--out", str(file)]) == 0
    assert "440 training images" in capsys.readouterr().out
    distilled = ["--model", "softmax_regression", "--preset", "smoke", "--set", f"teacher={file}"]
    assert main(["train", *distilled, "--data-dir", str(drawn_dir), "--out", str(tmp_path / "run")]) == 0
    capsys.readouterr()
    assert main(["distil-targets", str(finished_run), "--out", str(tmp_path / "teacher.txt")]) == 2
    assert "to end in .npz" in capsys.readouterr().err
    assert main(["distil-targets", str(tmp_path), "--out", str(file)]) == 2


@pytest.mark.usefixtures("eagerly")
def test_a_training_that_diverges_is_a_message_and_status_2(drawn_dir, tmp_path, capsys):
    arguments = ["--model", "softmax_regression", "--preset", "smoke", "--set", "learning_rate=1e30"]
    assert main(["train", *arguments, "--data-dir", str(drawn_dir), "--out", str(tmp_path / "run")]) == 2
    captured = capsys.readouterr()
    assert "The training diverged" in captured.err and captured.out == ""


def test_evaluate_prints_a_second_object_for_photos(finished_run, photo_file, capsys):
    (photo_file.parent / "p" / "T-Shirt").mkdir(parents=True)
    shutil.copy(photo_file, photo_file.parent / "p" / "T-Shirt")
    assert main(["evaluate", str(finished_run), "--photos", str(photo_file.parent / "p"), "--json"]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["dataset"] == "drawn-garments" and second["dataset"] == "photos"
    assert {"n", "accuracy", "per_class", "unknown_auroc", "ece", "outcomes"} <= set(second)
    assert main(["evaluate", str(finished_run), "--photos", str(photo_file.parent / "p")]) == 0
    captured = capsys.readouterr()
    assert "\n1 photo of the classes: accuracy" in captured.out and "p: 1 photo (T-Shirt 1)" in captured.err


@pytest.mark.usefixtures("eagerly")
def test_one_epoch_is_called_one(tmp_path, drawn_dir, capsys):
    train = ["train", "--model", "mlp", "--preset", "smoke", "--set", "units=8", "--set", "epochs=1"]
    assert main([*train, "--data-dir", str(drawn_dir), "--out", str(tmp_path / "run")]) == 0
    assert " parameters, 1 epoch in " in capsys.readouterr().out


def test_evaluate_says_which_files_of_a_photo_folder_it_left_out(finished_run, photo_file, tmp_path, capsys):
    folder = tmp_path / "p" / "T-Shirt"
    folder.mkdir(parents=True)
    shutil.copy(photo_file, folder)
    (folder / "damaged.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / "notes.txt").write_text("not a photo")
    assert main(["evaluate", str(finished_run), "--photos", str(tmp_path / "p"), "--json"]) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out.splitlines()[-1])["outcomes"]["error"] == 1
    assert "left out, unreadable: 1 (T-Shirt/damaged.jpg: " in captured.err
    assert "left out, not a photo: 1 (T-Shirt/notes.txt)" in captured.err


@pytest.mark.slow
def test_photos_are_scored_without_fashion_mnist(finished_run, photo_file, capsys, tmp_path, monkeypatch):
    monkeypatch.delenv("FASHION_MNIST_DIR", raising=False)
    export = export_run(Run(finished_run), tmp_path / "exports" / "mlp" / "1")
    (photo_file.parent / "p" / "T-Shirt").mkdir(parents=True)
    shutil.copy(photo_file, photo_file.parent / "p" / "T-Shirt")
    photos = ["--photos", str(photo_file.parent / "p")]
    assert main(["evaluate", str(export), *photos, "--json"]) == 0
    captured = capsys.readouterr()
    assert [json.loads(line)["dataset"] for line in captured.out.splitlines()] == ["photos"]
    assert "The test images are left out" in captured.err
    assert main(["evaluate", str(export), *photos, "--data-dir", "/nowhere"]) == 2


def test_an_unknown_label_is_an_error_until_it_is_declared(finished_run, photo_file, capsys, tmp_path):
    for label in ("T-Shirt", "Umbrella"):
        (tmp_path / "p" / label).mkdir(parents=True)
    shutil.copy(photo_file, tmp_path / "p" / "T-Shirt")
    Image.open(photo_file).rotate(180).save(tmp_path / "p" / "Umbrella" / "b.png")
    command = ["evaluate", str(finished_run), "--photos", str(tmp_path / "p"), "--json"]
    assert main(command) == 2
    error = capsys.readouterr().err
    assert "'Umbrella'" in error and "--negatives" in error and "--set classes=own" in error
    assert main([*command, "--negatives", "umbrellas"]) == 0
    report = json.loads(capsys.readouterr().out.splitlines()[1])
    assert (report["n"], report["unknown_n"]) == (1, 1)


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
        (["export", "/nowhere"], "There is no folder /nowhere"),
        (["train", "--out", "nowhere", "--resume"], "There is no folder /"),
    ],
)
def test_a_wrong_command_is_one_message_and_status_2(arguments, message, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert message in captured.err and captured.out == ""
    assert list(tmp_path.iterdir()) == []


def test_flags_win_over_a_file_and_set_wins_over_both(tmp_path):
    file = tmp_path / "options.toml"
    file.write_text("seed = 5\nepochs = 3\n")

    def seed_of(*words):
        options = parser_for(_COMMANDS).parse_args(["train", "--model", "mlp", "--config", str(file), *words])
        return _what_to_train(options)[0].seed

    assert (seed_of(), seed_of("--seed", "0"), seed_of("--seed", "3", "--set", "seed=7")) == (5, 0, 7)


def test_a_run_on_images_takes_no_photos(finished_run, tmp_path, capsys):
    assert main(["train", "--resume", "--out", str(finished_run), "--photos", str(tmp_path)]) == 2
    assert "is not a training on photos" in capsys.readouterr().err


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
    line = next(line for line in process.stderr if line.startswith("Continuing"))
    process.kill()
    process.communicate()
    assert line.startswith("Continuing after epoch") and "of 400" in line


@pytest.mark.slow
def test_json_is_alone_on_standard_output(finished_run):
    result = run("evaluate", str(finished_run), "--json")
    assert result.returncode == 0
    assert [json.loads(line)["dataset"] for line in result.stdout.splitlines()] == ["drawn-garments"]
    assert result.stderr == ""
