import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit import file_util

from serving import front_end
from serving.front_end import FrontEndMiddleware


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "front" / "static" / "js").mkdir(parents=True)
    (tmp_path / "front" / "static" / "js" / "a.js").write_text("let a = 1")
    (tmp_path / "front" / "index.html").write_text("<html>")
    (tmp_path / "secret.js").write_text("secret")
    return tmp_path / "front"


def client(folder):
    async def other(request):
        return PlainTextResponse("the app")

    route = Route("/{path:path}", other, methods=["GET", "HEAD", "POST"])
    return TestClient(Starlette(routes=[route], middleware=[Middleware(FrontEndMiddleware, folder=folder)]))


def test_a_file_is_answered_from_memory_and_may_be_kept_for_ever(folder):
    browser = client(folder)
    browser.get("/static/js/a.js")
    (folder / "static" / "js" / "a.js").unlink()
    answer = browser.get("/static/js/a.js")
    assert (answer.status_code, answer.text) == (200, "let a = 1")
    assert "javascript" in answer.headers["content-type"] and "immutable" in answer.headers["cache-control"]
    assert browser.head("/static/js/a.js").headers["content-length"] == "9"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/index.html",
        "/static/js/b.js",
        "/static/../secret.js",
        "/static/js/../../../secret.js",
        "/static/%2e%2e/x",
    ],
)
def test_everything_else_is_the_apps(folder, path):
    assert client(folder).get(path).text == "the app"


def test_parts_of_files_and_other_methods_are_the_apps(folder):
    browser = client(folder)
    assert browser.get("/static/js/a.js", headers={"Range": "bytes=0-1"}).text == "the app"
    assert browser.post("/static/js/a.js").text == "the app"


def test_large_files_are_not_kept(folder, monkeypatch):
    (folder / "static" / "js" / "large.js").write_text("x" * 100)
    monkeypatch.setattr(front_end, "_LARGEST", 50)
    assert client(folder).get("/static/js/large.js").text == "the app"
    monkeypatch.setattr(front_end, "_LARGEST", 200)
    monkeypatch.setattr(front_end, "_MOST", 50)
    assert client(folder).get("/static/js/a.js").text == "let a = 1"
    assert client(folder).get("/static/js/large.js").text == "the app"


def test_all_that_the_first_page_names_is_kept():
    from pathlib import Path

    folder = Path(file_util.get_static_dir())
    named = re.findall(r'(?:src|href)="\.(/static/[^"]+\.(?:js|css))"', (folder / "index.html").read_text("utf-8"))
    assert len(named) > 10
    assert set(named) <= set(front_end._small_files(folder))
