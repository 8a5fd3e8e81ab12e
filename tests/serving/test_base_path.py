import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.testclient import TestClient
from streamlit import config

from serving.base_path import BasePathMiddleware, base_path


@pytest.mark.parametrize(("setting", "path"), [("", ""), (None, ""), ("wardrobe", "/wardrobe"), ("/a/b/", "/a/b")])
def test_the_base_path_begins_with_a_slash_and_ends_without(monkeypatch, setting, path):
    monkeypatch.setattr(config, "get_option", {"server.baseUrlPath": setting}.get)
    assert base_path() == path


@pytest.fixture
def client(monkeypatch):
    monkeypatch.setattr(config, "get_option", {"server.baseUrlPath": "wardrobe"}.get)

    async def own(request):
        return PlainTextResponse(f"own {request.scope['root_path']}")

    async def page(request):
        return PlainTextResponse("page")

    api = Starlette(routes=[Route("/classify", own)])
    routes = [Route("/health", own), Mount("/api", app=api), Route("/{path:path}", page)]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(BasePathMiddleware, paths=("/health", "/api"))]))


def test_own_routes_are_found_with_and_without_the_base_path(client):
    assert client.get("/health").text == "own "
    assert client.get("/wardrobe/health").text == "own /wardrobe"
    assert client.get("/api/classify").text == "own /api"
    assert client.get("/wardrobe/api/classify").text == "own /wardrobe/api"


@pytest.mark.parametrize(
    "path", ["/wardrobe", "/wardrobe/", "/wardrobe/healthy", "/other/health", "/wardrobe/wardrobe/health"]
)
def test_all_other_paths_are_left_to_the_app(client, path):
    assert client.get(path).text == "page"
