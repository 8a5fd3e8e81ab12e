from benchmarks.left_out_sources import Sources, splits
from training.photos.negatives import NO_NEGATIVES, Negatives


def test_every_source_is_left_out_once_and_the_others_stay(tmp_path):
    home, shop, things = (tmp_path / name for name in ("home", "shop", "things"))
    sources = Sources([home, shop], Negatives(("Body",), (things,)), None, ("epochs=1",))
    made = {split.name: split.rest for split in splits(sources, tmp_path)}
    assert list(made) == ["home", "shop", "composited Fashion-MNIST", "things (no clothes)"]
    assert made["home"].photos == [shop] and made["shop"].photos == [home]
    assert made["home"].negatives == sources.negatives
    assert made["composited Fashion-MNIST"].settings == ("epochs=1", "composites=0", "dataset_images=0")
    assert made["things (no clothes)"].negatives == Negatives(("Body",), ())
    assert made["things (no clothes)"].photos == sources.photos
    assert [split.name for split in splits(Sources([home], NO_NEGATIVES, None), tmp_path)] == [
        "composited Fashion-MNIST"
    ]
