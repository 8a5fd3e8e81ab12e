"""Every test of the store runs on SQLite with a folder, and once more on PostgreSQL with S3 where these are there."""

import dataclasses
import uuid

import pytest

from tests.wardrobe.store.servers import forget_rows, servers, skip_without_packages
from wardrobe.store.settings import Settings


@pytest.fixture(scope="session")
def both_servers(postgresql):
    skip_without_packages()
    with pytest.MonkeyPatch.context() as patch, servers(postgresql, patch) as where:
        yield where


@pytest.fixture(params=["local", pytest.param("servers", marks=pytest.mark.slow)])
def where(request, tmp_path):
    """Where the test's wardrobe is; takes the place of the one in a folder alone."""
    if request.param == "local":
        return Settings.in_folder(tmp_path / "wardrobe")
    there = request.getfixturevalue("both_servers")
    forget_rows(there.database_url)
    return dataclasses.replace(there, files_url=f"{there.files_url}/{uuid.uuid4().hex}")
