"""Every test of the store runs on SQLite with a folder, and once more on PostgreSQL with S3 where these are there."""

import dataclasses
import importlib.util
import os
import uuid

import pytest

from tests.wardrobe.store.servers import forget_rows, servers
from wardrobe.store.settings import Settings

NEEDED = ("psycopg", "s3fs", "moto")


def missing():
    """What the tests on servers lack here, or an empty text."""
    absent = [name for name in NEEDED if not importlib.util.find_spec(name)]
    if "POSTGRESQL_URL" not in os.environ:
        return "POSTGRESQL_URL names no database"
    return f"{', '.join(absent)} of requirements-cloud.txt are not installed" if absent else ""


@pytest.fixture(scope="session")
def both_servers():
    if why := missing():
        pytest.skip(why)
    with pytest.MonkeyPatch.context() as patch, servers(patch) as where:
        yield where


@pytest.fixture(params=["local", pytest.param("servers", marks=pytest.mark.slow)])
def where(request, tmp_path):
    """Where the test's wardrobe is; takes the place of the one in a folder alone."""
    if request.param == "local":
        return Settings.in_folder(tmp_path / "wardrobe")
    there = request.getfixturevalue("both_servers")
    forget_rows(there.database_url)
    return dataclasses.replace(there, files_url=f"{there.files_url}/{uuid.uuid4().hex}")
