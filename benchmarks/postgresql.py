"""A server of PostgreSQL in a folder of its own, for measurements and tests."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_DEBIAN = Path("/usr/lib/postgresql")
_PATIENCE = 60.0  # seconds


class PostgreSQL:
    """A server in ``folder``, on 127.0.0.1, which trusts everybody on this computer.

    Root starts it as the user ``postgres``, since it refuses to run as root.

    Args:
        folder: an empty one.
        settings: of the server, such as ``fsync="off"``.
    """

    def __init__(self, folder: Path, **settings: str) -> None:
        programs = find_programs()
        if programs is None:
            raise RuntimeError("Expected PostgreSQL's initdb and pg_ctl. Install the package postgresql.")
        self._programs, self._data = programs, folder / "data"
        self._as_user: list[str] = []
        if os.getuid() == 0:
            self._as_user = ["runuser", "-u", "postgres", "--"]
            shutil.chown(folder, "postgres")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = int(free.getsockname()[1])
        self._settings = {**settings, "listen_addresses": "127.0.0.1"}
        self._run("initdb", "--auth=trust", "--username=postgres", "--no-sync")
        self.start()

    @property
    def url(self) -> str:
        """Of its first database, for SQLAlchemy."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{self._port}/postgres"

    def start(self) -> None:
        """Starts it; after `kill`, as soon as the processes of the killed one have ended."""
        settings = " ".join(f"-c {name}={value}" for name, value in self._settings.items())
        options = f"-p {self._port} -k {self._data.parent} {settings}"
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                return self._run("pg_ctl", "-o", options, "-l", str(self._data.parent / "log"), "-w", "start")
            except subprocess.CalledProcessError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.5)

    def kill(self) -> None:
        """Ends its main process at once; the others then end by themselves."""
        pid = int((self._data / "postmaster.pid").read_text("ascii").split()[0])
        os.kill(pid, signal.SIGKILL)

    def stop(self) -> None:
        """Stops it, if it runs."""
        with suppress(subprocess.CalledProcessError):
            self._run("pg_ctl", "-m", "immediate", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        command = [*self._as_user, str(self._programs / program), "-D", str(self._data), *arguments]
        subprocess.run(command, cwd=self._data.parent, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def find_programs() -> Path | None:
    """The folder of PostgreSQL's programs, or None where they are missing or no user may run them."""
    if os.name != "posix":
        return None
    if os.getuid() == 0:
        import pwd  # not on Windows

        try:
            pwd.getpwnam("postgres")
        except KeyError:
            return None
    debian = sorted(_DEBIAN.glob("*/bin"), key=lambda path: float(path.parent.name))
    there = shutil.which("initdb")
    return Path(there).parent if there else debian[-1] if debian else None


@contextmanager
def running_postgresql(**settings: str) -> Iterator[PostgreSQL]:
    """A server with some settings, until the end of the block; then nothing is left of it."""
    # Not below a folder of the caller: its user might not be able to reach that.
    with tempfile.TemporaryDirectory(prefix="postgresql-", ignore_cleanup_errors=True) as folder:
        server = PostgreSQL(Path(folder), **settings)
        try:
            yield server
        finally:
            server.stop()


@contextmanager
def given_or_started(**settings: str) -> Iterator[str | None]:
    """The URL that POSTGRESQL_URL names, or that of a server with some settings until the end of the block.

    None where the variable is not set and no server can be started.
    """
    if url := os.environ.get("POSTGRESQL_URL"):
        yield url
    elif find_programs() is None:
        yield None
    else:
        with running_postgresql(**settings) as server:
            yield server.url
