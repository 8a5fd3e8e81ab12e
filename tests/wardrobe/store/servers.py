"""PostgreSQL and an S3 service for tests, as several servers would share them."""

import contextlib
import importlib.util
import os
import socket
import threading
import uuid
from urllib.parse import urlsplit

import pytest
from sqlalchemy import create_engine, inspect, make_url

from wardrobe.store.settings import Settings

BUCKET = "wardrobe"

NEEDED = ("psycopg", "s3fs", "moto")

on_sqlite = pytest.mark.parametrize("where", ["local"], indirect=True)
"""Of a test that is about SQLite itself, or about files in a folder."""


def skip_without_packages():
    """Skips the test where the packages are missing that a wardrobe on servers needs."""
    if absent := [name for name in NEEDED if not importlib.util.find_spec(name)]:
        pytest.skip(f"{', '.join(absent)} of requirements-cloud.txt are not installed")


@contextlib.contextmanager
def empty_database(server):
    """The URL of a new database on the server with this URL; it is dropped at the end of the block."""
    url, name = make_url(server), f"test_{uuid.uuid4().hex}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
        try:
            yield url.set(database=name).render_as_string(hide_password=False)
        finally:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    engine.dispose()


def forget_rows(url):
    """Empties the tables of a database: making and migrating a new one would take a second for each test."""
    engine = create_engine(url)
    with engine.begin() as connection:
        tables = [name for name in inspect(connection).get_table_names() if name != "alembic_version"]
        if tables:
            connection.exec_driver_sql(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE")
    engine.dispose()


@contextlib.contextmanager
def s3_service(patch):
    """A service that speaks S3, with a bucket, to which ``patch`` (pytest's) points the AWS variables."""
    import boto3
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        patch.setenv(name, value)
    boto3.client("s3").create_bucket(Bucket=BUCKET)
    forget_connections()
    try:
        yield f"s3://{BUCKET}"
    finally:
        server.stop()
        forget_connections()


def forget_connections():
    """fsspec keeps its connections for a process, where AWS_ENDPOINT_URL stays what it is, unlike here."""
    from s3fs import S3FileSystem

    S3FileSystem.clear_instance_cache()


class Relay:
    """A port before the S3 service, to which ``patch`` points AWS_ENDPOINT_URL: a service that can be cut off.

    The service itself keeps its objects in memory; killed, it would lose what a real one keeps.
    """

    def __init__(self, patch):
        parts = urlsplit(os.environ["AWS_ENDPOINT_URL"])
        self._service, self._address = (parts.hostname, parts.port), ("127.0.0.1", 0)
        self._ends, self._door = [], None
        self.join()
        patch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{self._address[1]}")
        forget_connections()

    def join(self):
        """Lets connections through."""
        self._door = socket.create_server(self._address)
        self._address = self._door.getsockname()
        threading.Thread(target=self._accept, args=(self._door,), daemon=True).start()

    def cut(self):
        """Refuses new connections and ends those that are open, as the end of a process does."""
        self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        for end in self._ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
                end.close()
        self._ends.clear()

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        with contextlib.suppress(OSError):
            self.cut()
        forget_connections()

    def _accept(self, door):
        with contextlib.suppress(OSError):
            while True:
                visitor, _ = door.accept()
                service = socket.create_connection(self._service)
                self._ends += [visitor, service]
                for ends in ((visitor, service), (service, visitor)):
                    threading.Thread(target=_pass_on, args=ends, daemon=True).start()


def _pass_on(source, target):
    with contextlib.suppress(OSError):
        while content := source.recv(1 << 16):
            target.sendall(content)
        target.shutdown(socket.SHUT_WR)


@contextlib.contextmanager
def servers(server, patch):
    """A database on the server with this URL, and an S3 service; gives where a wardrobe on them is."""
    with empty_database(server) as database, s3_service(patch) as files:
        yield Settings(database, f"{files}/{uuid.uuid4().hex}")
