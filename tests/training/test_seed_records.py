import dataclasses
import json
import shutil

import pytest

from model.spread import Spread
from training import seed_records
from training.export_run import export_run
from training.run import Run, RunError
from training.seed_records import of_one_recipe, over_seeds, read_records, recipes, write_record


@pytest.fixture
def recorded(scored_run, tmp_path):
    """A folder with two seeds of one recipe, the second made of the first."""
    file = write_record(Run(scored_run), tmp_path)
    second = json.loads(file.read_text())
    second["train"]["seed"] = 7
    second["test"]["accuracy"] = 0.5
    (tmp_path / "mlp-seed7.json").write_text(json.dumps(second))
    return tmp_path


def test_a_record_holds_what_the_run_gave(scored_run, recorded):
    run = Run(scored_run)
    first, _ = read_records(recorded)
    assert first["config"] == run.config()
    assert first["test"]["accuracy"] == run.figures()["test"]["accuracy"]
    assert first["multiply_adds"] == 784 * 32 + 32 * 10


def test_no_other_recipes_record_is_written_over(scored_run, recorded, tmp_path):
    assert write_record(Run(scored_run), recorded)  # the same again may
    shutil.copytree(scored_run, tmp_path / "run")
    run = Run(tmp_path / "run")
    config = run.read("config")
    for change, message in (
        ({"epochs": 3}, "another recipe"),
        ({"holdout_part": "1/4"}, "a part of the training images"),
    ):
        run.write("config", {**config, "train": {**config["train"], **change}})
        with pytest.raises(RunError, match=message):
            write_record(run, recorded)
    objective = {**config["train"]["objective"], "teacher": "somewhere/t.npz"}
    run.write("config", {**config, "train": {**config["train"], "objective": objective}, "teacher": "ab" * 32})
    file = write_record(run, recorded)
    assert file.name == "mlp-distilled-seed0.json"
    assert json.loads(file.read_text())["train"]["objective"]["teacher"] == "ab" * 32


def test_a_run_without_figures_on_test_images_is_not_recorded(finished_run, tmp_path):
    shutil.copytree(finished_run, tmp_path / "run", ignore=shutil.ignore_patterns("evaluation.json"))
    with pytest.raises(RunError, match="python -m training evaluate"):
        write_record(Run(tmp_path / "run"), tmp_path)


def test_seeds_of_one_recipe_belong_together_and_others_do_not(scored_run, recorded):
    config, found = Run(scored_run).config(), read_records(recorded)
    assert [record["config"].seed for record in of_one_recipe(found, config, "drawn-garments")] == [0, 7]
    assert not of_one_recipe(found, dataclasses.replace(config, epochs=99), "drawn-garments")
    assert not of_one_recipe(found, config, "fashion-mnist")


def test_tables_keep_recipes_apart_and_leave_drawn_data_out(scored_run, recorded):
    first, second = read_records(recorded)
    assert recipes([first, second]) == []
    official = [{**record, "data": "fashion-mnist"} for record in (first, second)]
    other = {**official[0], "config": dataclasses.replace(first["config"], epochs=99)}
    assert recipes([official[0], other, official[1]]) == [official, [other]]


def test_mean_and_deviation_over_seeds_by_hand(recorded):
    found = read_records(recorded)
    first = found[0]["test"]["accuracy"]
    accuracies = over_seeds(found, "test", "accuracy")
    assert accuracies.mean == pytest.approx((first + 0.5) / 2)
    assert accuracies.deviation == pytest.approx(abs(first - 0.5) / 2**0.5)
    assert over_seeds(found[:1], "test", "accuracy") == Spread(first, None, 1)


@pytest.mark.slow
def test_an_export_carries_the_seeds_of_its_recipe(scored_run, recorded, tmp_path, monkeypatch):
    from model.exports.card import Card

    monkeypatch.setattr(seed_records.read_records, "__defaults__", (recorded,))
    card = Card.read(export_run(Run(scored_run), tmp_path / "exports" / "mlp" / "1"))
    assert card.metrics["seeds"]["n"] == 2
    assert [run["seed"] for run in card.metrics["seeds"]["runs"]] == [0, 7]


def test_a_damaged_record_is_one_sentence(recorded):
    (recorded / "mlp-seed7.json").write_text("{}")
    with pytest.raises(RunError, match=r"mlp-seed7\.json is not the record.*Record the run again"):
        read_records(recorded)
