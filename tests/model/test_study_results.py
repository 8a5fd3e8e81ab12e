import pytest

from model.study_results import Figure, StudyError, read_studies, read_study, summarize

TOML = """
title = "Learning rates"
conclusion = "Too large diverges."
[axes]
learning_rate = [0.1, 1.0]
[figure]
kind = "line"
x = "learning_rate"
y = "validation_accuracy"
color = "optimizer"
log_x = true
"""
ROWS = """variant,optimizer,learning_rate,seed,validation_accuracy,diverged
a,sgd,0.1,0,0.80,False
a,sgd,0.1,1,0.90,False
b,sgd,1.0,0,0.10,True
b,sgd,1.0,1,nan,True
c,adam,0.1,0,0.95,False
d,adam,1.0,0,,True
"""


@pytest.fixture
def write_study(tmp_path):
    """Writes a study's files and gives its folder."""

    def write(name="rates", toml=TOML, **files):
        directory = tmp_path / name
        directory.mkdir()
        (directory / "study.toml").write_text(toml)
        for file, content in files.items():
            (directory / f"{file}.csv").write_text(content)
        return directory

    return write


def test_a_study_says_its_conclusion_and_sums_up_its_seeds(write_study):
    study = read_study(write_study(results=ROWS))
    assert (study.name, study.title, study.conclusion) == ("rates", "Learning rates", "Too large diverges.")
    assert study.charts[0].figure == Figure("line", "learning_rate", "validation_accuracy", "optimizer", log_x=True)
    slow, fast, adam = study.charts[0].points
    assert (slow.x, slow.color, slow.runs, slow.diverged) == (0.1, "sgd", 2, 0)
    assert slow.mean == pytest.approx(0.85) and slow.deviation == pytest.approx(0.0707, abs=1e-4)
    assert (fast.mean, fast.deviation, fast.runs, fast.diverged) == (0.1, None, 1, 2)
    assert (adam.color, adam.deviation) == ("adam", None)


def test_a_curve_is_of_what_was_written_after_every_epoch(write_study):
    toml = TOML.replace('"line"', '"curve"').replace('x = "learning_rate"', 'x = "epoch"')
    curves = "variant,optimizer,seed,epoch,validation_accuracy\na,sgd,0,1,0.5\na,sgd,1,1,0.7\na,sgd,0,2,0.8\n"
    study = read_study(write_study(toml=toml, results=ROWS, curves=curves))
    assert [(point.x, point.mean, point.runs) for point in study.charts[0].points] == [
        (1, pytest.approx(0.6), 2),
        (2, 0.8, 1),
    ]


def test_without_a_colour_all_rows_of_an_x_are_one_point():
    rows = [{"model": "mlp", "seconds": 1.0}, {"model": "mlp", "seconds": 3.0}]
    [point] = summarize(rows, Figure("bar", "model", "seconds"), ("model",))
    assert (point.x, point.color, point.mean) == ("mlp", "", 2.0)


def test_an_x_that_was_measured_has_a_mean_too():
    rows = [{"model": "mlp", "seconds": second, "loss": 0.5} for second in (1.0, 3.0)]
    [point] = summarize(rows, Figure("line", "seconds", "loss", "model"), ("model",))
    assert (point.x, point.color, point.runs) == (2.0, "mlp", 2)


def test_what_is_dashed_has_points_of_its_own():
    rows = [{"width": 1.0, "train_accuracy": 0.9, "test_accuracy": 0.8}]
    points = summarize(rows, Figure("line", "width", "test_accuracy", dashed="train_accuracy"), ("width",))
    assert [(point.measure, point.mean) for point in points] == [("test_accuracy", 0.8), ("train_accuracy", 0.9)]


def test_layers_are_shown_as_they_are_before_training(write_study):
    layers = """variant,optimizer,learning_rate,seed,when,depth,activation_deviation,gradient_deviation
a,sgd,0.1,0,start,1,0.5,0.01
a,sgd,0.1,0,start,2,0.25,0.1
a,sgd,0.1,0,end,1,0.7,0.7
"""
    study = read_study(write_study(results=ROWS, layers=layers))
    activations, gradients = study.charts[1:]
    assert activations.figure == Figure("line", "depth", "activation_deviation", "optimizer", log_y=True)
    assert activations.of == "0.1" and [point.mean for point in activations.points] == [0.5, 0.25]
    assert [(point.x, point.mean) for point in gradients.points] == [(1, 0.01), (2, 0.1)]


def test_a_study_without_results_is_left_out_and_a_damaged_one_is_named(write_study, tmp_path):
    write_study("still-to-run")
    write_study("nothing-yet", results=ROWS.splitlines()[0])
    write_study("damaged", toml="title =", results=ROWS)
    write_study("good", results=ROWS)
    found, damaged = read_studies(tmp_path)
    assert [study.name for study in found] == ["good"]
    assert len(damaged) == 1 and "damaged cannot be read" in damaged[0]
    assert read_studies(tmp_path / "nowhere") == ([], [])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"line"', '"pie"', "expected a figure of the kind bar, line, curve, received 'pie'"),
        ('"validation_accuracy"', '"nope"', "nope"),
        ('title = "Learning rates"', "", "title"),
        ("log_x", "log_z", "log_z"),
        ('"line"', '"curve"', "curves.csv"),
    ],
)
def test_what_a_study_lacks_is_a_sentence(write_study, old, new, message):
    with pytest.raises(StudyError, match=message):
        read_study(write_study(toml=TOML.replace(old, new), results=ROWS))
