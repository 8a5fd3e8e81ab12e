import os
import threading
from argparse import Namespace

import pytest

from model import startup
from model.startup import available_cores, exit_status, quiet_native_logs


@pytest.mark.parametrize(("share", "cores"), [("150000 100000", 2), ("50000 100000", 1), ("max 100000", 8), (None, 8)])
def test_a_container_has_the_cores_that_it_is_given(share, cores, tmp_path, monkeypatch):
    monkeypatch.setattr(startup, "_CPU_SHARE", tmp_path / "cpu.max")
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)), raising=False)
    if share:
        (tmp_path / "cpu.max").write_text(share + "\n")
    assert available_cores() == cores


def test_standard_error_comes_back_whatever_threads_were_quiet_at_once():
    before = os.fstat(2)

    def be_quiet():
        for _ in range(200):
            with quiet_native_logs():
                pass

    threads = [threading.Thread(target=be_quiet) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    after = os.fstat(2)
    assert (after.st_dev, after.st_ino) == (before.st_dev, before.st_ino)


def test_an_error_sends_no_command_to_the_terminal(capsys):
    def fail(options):
        raise ValueError("\x1b[2Ja\u2028b cannot be read.\nName another file.")

    assert exit_status(fail, Namespace(), (ValueError,)) == 2
    assert capsys.readouterr().err == "\\x1b[2Ja\\u2028b cannot be read.\nName another file.\n"
