"""Generated data for all tests, and real data where an environment variable names it."""

import io
import os
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from benchmarks.postgresql import given_or_started
from data import messages
from data.drawn.dataset import write_drawn_dataset

REAL_DATA = {
    "fashion_mnist": "FASHION_MNIST_DIR",
    "photos": "CLOTHING_PHOTOS_DIR",
    "bad_images": "BAD_IMAGES_DIR",
}
_NAMED = {marker: os.environ.pop(variable, None) for marker, variable in REAL_DATA.items()}


if "PYTEST_XDIST_WORKER" in os.environ:
    # TensorFlow reads these on import. If each process of `make test` had a thread for every core, they would slow
    # each other down. Processes that tests start inherit the settings.
    for variable in ("TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS", "OMP_NUM_THREADS", "OPENCV_FOR_THREADS_NUM"):
        os.environ.setdefault(variable, "1")


def pytest_collection_modifyitems(items):
    for item in items:
        for marker, variable in REAL_DATA.items():
            if item.get_closest_marker(marker) and not _NAMED[marker]:
                item.add_marker(pytest.mark.skip(reason=f"{variable} names no folder"))


@pytest.fixture(scope="session")
def postgresql():
    """The URL of a server of PostgreSQL: that of POSTGRESQL_URL, or one of this process."""
    # What a killed server has written is in the system's memory: waiting for the disk proves nothing here.
    with given_or_started(fsync="off") as url:
        if url is None:
            pytest.skip("POSTGRESQL_URL names no server, and PostgreSQL's initdb and pg_ctl are not installed")
        yield url


@pytest.fixture(autouse=True)
def isolated_from_this_machine(tmp_path, monkeypatch):
    """No test sees the data sets, the wardrobe or the settings of the user who runs it."""
    monkeypatch.setenv("WARDROBE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    for variable in ("WARDROBE_RUNTIME", "WARDROBE_SERVING_URL"):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture(scope="session", autouse=True)
def database_migrated_once():
    """A new SQLite database is a copy of one that has been migrated: that takes 0.1 s of processor time each time.

    Returns the function that migrates, for tests of the migrations.
    """
    from wardrobe.store import schema

    migrate = schema.open_database

    def open_copy(url, **options):
        file = Path(url.removeprefix("sqlite:///"))
        made_to_be_copied = file.parent.name.startswith("wardrobe-new-")
        if url.startswith("sqlite:///") and file.parent.is_dir() and not file.exists() and not made_to_be_copied:
            file.write_bytes(schema.new_database())
        return migrate(url, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "open_database", open_copy)
        yield migrate


@pytest.fixture(scope="session")
def photos_prepared_once():
    """A photo that several tests add is decoded, cut out and made small for the first of them alone."""
    from wardrobe import preview
    from wardrobe.store import item_making, item_photos, store
    from wardrobe.transfer import importing

    with pytest.MonkeyPatch.context() as patch:
        prepare = lru_cache(100)(item_making.prepare_photo)
        for module in (preview, item_photos, store, importing):
            patch.setattr(module, "prepare_photo", prepare)
        yield


@pytest.fixture
def where(tmp_path):
    """Where the test's wardrobe is."""
    from wardrobe.store.settings import Settings

    return Settings.in_folder(tmp_path / "wardrobe")


@pytest.fixture
def wardrobe(where):
    """A wardrobe in a temporary folder."""
    from wardrobe.store.store import Wardrobe

    opened = Wardrobe(where)
    yield opened
    opened.close()


@pytest.fixture
def fashion_mnist_dir():
    return Path(_NAMED["fashion_mnist"])


@pytest.fixture
def photos_dir():
    return Path(_NAMED["photos"])


@pytest.fixture
def bad_images_dir():
    return Path(_NAMED["bad_images"])


@pytest.fixture(scope="session")
def drawn_dir(tmp_path_factory):
    """A small data set of drawn garments in the official file format."""
    directory = tmp_path_factory.mktemp("drawn")
    write_drawn_dataset(directory, train=480, test=100, seed=1)
    return directory


def encoded(image, format="PNG", **options):
    """The bytes of an image file, from uint8 (H, W, 3) or a Pillow image."""
    stream = io.BytesIO()
    picture = image if isinstance(image, Image.Image) else Image.fromarray(np.asarray(image))
    picture.save(stream, format, **options)
    return stream.getvalue()


@pytest.fixture(name="encoded")
def encoded_fixture():
    return encoded


@pytest.fixture
def photo_file(tmp_path):
    """The path of a JPEG of a drawn garment on a floor."""
    from data.drawn.scenes import draw_scene

    path = tmp_path / "t-shirt.jpg"
    path.write_bytes(encoded(draw_scene(0, seed=3, height=320, width=240).image, "JPEG"))
    return path


@pytest.fixture
def add_language(tmp_path, monkeypatch):
    """Adds a language by the texts of its Fluent files."""

    def forget():
        messages._bundle.cache_clear()
        messages._resources.cache_clear()

    def add(language, files):
        folder = tmp_path / "locales" / language
        folder.mkdir(parents=True)
        for name, words in files.items():
            (folder / name).write_text(words, "utf-8")
        monkeypatch.setattr(messages, "LOCALES", (*messages.LOCALES, folder.parent))
        forget()

    yield add
    forget()
