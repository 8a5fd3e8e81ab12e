"""Storages of files that fsspec knows, all of which fail alike."""

import functools
from collections.abc import Callable
from typing import Any

import fsspec
from fsspec.implementations.dirfs import DirFileSystem

_OF_NETWORK = {"aiobotocore", "aiohttp", "botocore"}
"""Libraries of storages, whose failures of the network are no `OSError`."""


def open_storage(url: str) -> tuple[fsspec.AbstractFileSystem, str]:
    """The storage and the folder of a path or URL, without cached listings: other servers write to the same storage."""
    file_system, path = fsspec.core.url_to_fs(url, use_listings_cache=False)
    return file_system, path


def failing_alike(method: Callable[..., Any]) -> Callable[..., Any]:
    """The same method, which raises ConnectionError where the library of a storage has an error of its own."""

    @functools.wraps(method)
    def call(*arguments: Any, **named: Any) -> Any:
        try:
            return method(*arguments, **named)
        except Exception as error:
            if type(error).__module__.partition(".")[0] not in _OF_NETWORK:
                raise
            raise ConnectionError(str(error)) from error

    return call


class Folder(DirFileSystem):  # type: ignore[misc]  # fsspec ships no types
    """A folder of a storage; whatever fails is an `OSError`."""

    cat_file = failing_alike(DirFileSystem.cat_file)
    exists = failing_alike(DirFileSystem.exists)
    find = failing_alike(DirFileSystem.find)
    glob = failing_alike(DirFileSystem.glob)
    makedirs = failing_alike(DirFileSystem.makedirs)
    modified = failing_alike(DirFileSystem.modified)
    mv = failing_alike(DirFileSystem.mv)
    pipe_file = failing_alike(DirFileSystem.pipe_file)
    rm = failing_alike(DirFileSystem.rm)
    rm_file = failing_alike(DirFileSystem.rm_file)
