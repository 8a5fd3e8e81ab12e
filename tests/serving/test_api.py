"""The REST interface, asked without a server."""

import asyncio
import json
import subprocess
import sys
import threading

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from data.photos.decode_memory import BusyError
from data.photos.decoding import PhotoError
from model.exports.card import ExportError
from model.predictor import Predictor
from serving import api_body, api_health
from serving.api import Api
from serving.api_body import MOST_FILES, RequestMemory
from serving.api_settings import ApiSettings
from serving.uploads import UploadLimits
from tests.browser.driving import running_app

MIB = 2**20
TOKEN = "a-token-of-at-least-16-characters"


@pytest.fixture(scope="module")
def predictor():
    return Predictor.load("photo", "litert")


@pytest.fixture
def served(predictor):
    """Makes a client of an interface with other settings; ``kept`` are the bytes that the server holds."""

    def make(settings=None, load=lambda name: predictor, limits=None, kept=None):
        kept = {} if kept is None else kept
        limits = limits or UploadLimits(8 * MIB, 8 * MIB, 16 * MIB)
        memory = RequestMemory(limits, kept, lambda: sum(kept.values()))
        api = Api(load, lambda: memory, lambda: settings or ApiSettings())
        return TestClient(Starlette(routes=[Mount("/api", app=api)]), raise_server_exceptions=False)

    return make


@pytest.fixture
def client(served):
    return served()


@pytest.fixture
def photo(photo_file):
    return photo_file.read_bytes()


def raw(client, content, kind="image/jpeg", query="", **headers):
    return client.post(f"/api/classify{query}", content=content, headers={"Content-Type": kind, **headers})


def form(client, *photos, **headers):
    files = [("file", (f"{n}.jpg", photo, "image/jpeg")) for n, photo in enumerate(photos)]
    return client.post("/api/classify", files=files, headers=headers)


def is_problem(answer, status):
    """Asserts that an answer is a problem with this status; gives its sentence."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    values = answer.json()
    assert values["status"] == status and values["title"] and values["type"] == "about:blank"
    return values["detail"]


def test_a_photo_has_the_result_that_the_command_line_prints(client, predictor, photo_file, photo):
    answer = raw(client, photo, query="?name=shirt.jpg")
    assert answer.status_code == 200 and answer.headers["cache-control"] == "no-store"
    expected = {**predictor.predict(photo_file).to_json(), "file": "shirt.jpg"}
    assert answer.json() == {"model": predictor.card.id, "results": [expected]}
    assert expected["label"] == "T-shirt/top"


def test_several_photos_have_results_in_their_order_and_a_bad_one_does_not_stop_the_others(client, photo):
    results = form(client, photo, b"no photo", photo).json()["results"]
    assert [result["file"] for result in results] == ["0.jpg", "1.jpg", "2.jpg"]
    assert [result["label"] for result in results] == ["T-shirt/top", None, "T-shirt/top"]
    assert results[1]["outcome"] == "error" and "picture" in results[1]["error"]


@pytest.mark.parametrize("content", [b"", b"no photo", b"\xff\xd8\xff"])
def test_a_body_that_is_no_photo_has_a_result_that_says_so(client, content):
    [result] = raw(client, content).json()["results"]
    assert result["outcome"] == "error" and result["error"].endswith(".") and result["probabilities"] is None


def test_nothing_of_a_photo_is_written_to_the_disk(client, photo, monkeypatch):
    def refuse(*arguments, **options):
        raise AssertionError("a file was opened")

    monkeypatch.setattr("tempfile._TemporaryFileWrapper", refuse)
    monkeypatch.setattr("tempfile.SpooledTemporaryFile.rollover", refuse)
    assert form(client, photo + bytes(3 * MIB)).status_code == 200


def test_a_model_is_chosen_by_its_id_its_name_or_its_job(served, photo):
    asked = []

    def load(name):
        asked.append(name)
        return Predictor.load(name, "litert")

    client = served(load=load)
    for name in ("cnn", "cnn/4", "fashion-mnist"):
        assert raw(client, photo, query=f"?model={name}").json()["model"] == "cnn/4"
    assert set(asked) == {"cnn/4"}


@pytest.mark.parametrize(
    "query", ["?model=no", "?model=../..", "?model=segmenter", "?model=cnn&model=photo", "?wrong=1"]
)
def test_another_model_or_parameter_is_refused(client, photo, query):
    assert "Expected" in is_problem(raw(client, photo, query=query), 422)


@pytest.mark.parametrize(
    "kind", ["", "text/html", "application/json", "image/svg+xml", "application/x-www-form-urlencoded"]
)
def test_a_body_that_cannot_hold_photos_is_refused(client, photo, kind):
    assert "multipart/form-data" in is_problem(raw(client, photo, kind), 415)
    assert is_problem(raw(client, photo, **{"Content-Encoding": "gzip"}), 415)


def test_a_form_without_photos_or_with_other_fields_is_refused(client, photo):
    assert is_problem(client.post("/api/classify", files={"other": ("x.jpg", photo)}), 422)
    assert "a text" in is_problem(client.post("/api/classify", data={"file": "x"}, files={"file": b""}), 422)
    assert is_problem(raw(client, b"--x--\r\n", "multipart/form-data; boundary=x"), 422)


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=x"])
def test_a_form_that_cannot_be_read_is_refused(client, kind):
    assert is_problem(raw(client, b"no form", kind), 400)


def test_a_request_that_is_too_large_is_refused_before_it_is_read(client):
    assert "8 MiB" in is_problem(raw(client, b"x", **{"Content-Length": str(100 * MIB)}), 413)


def test_a_request_of_unknown_size_is_refused_as_soon_as_it_is_too_large(client):
    sent = []

    def chunks():
        for _ in range(100):
            sent.append(MIB)
            yield bytes(MIB)

    assert is_problem(raw(client, chunks()), 413)


def test_too_many_photos_are_refused(client):
    assert str(MOST_FILES) in is_problem(form(client, *[b"x"] * (MOST_FILES + 1)), 422)


def test_a_server_without_memory_asks_to_try_again_and_counts_what_it_answers(served, photo):
    kept = {("somebody", "1"): 17 * MIB}
    client = served(kept=kept)
    answer = raw(client, photo)
    assert "memory" in is_problem(answer, 503) and int(answer.headers["retry-after"]) > 0
    kept.clear()
    assert raw(client, photo).status_code == 200
    assert kept == {}


def test_a_slow_body_is_given_up(client, monkeypatch):
    monkeypatch.setattr(api_body, "_SECONDS", 0.05)
    sent = []

    async def receive():
        await asyncio.sleep(60)

    async def send(message):
        sent.append(message)

    headers = [(b"content-type", b"image/jpeg")]
    scope = {"type": "http", "method": "POST", "path": "/api/classify", "raw_path": b"/api/classify"}
    scope |= {"query_string": b"", "headers": headers, "http_version": "1.1", "scheme": "http", "root_path": ""}
    asyncio.run(client.app(scope, receive, send))
    assert sent[0]["status"] == 408


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer é"]
)
def test_without_the_token_nobody_classifies_or_lists(served, photo, header):
    client = served(ApiSettings(token=TOKEN))
    headers = {} if header is None else {"Authorization": header.encode()}
    for answer in (raw(client, photo, **headers), client.get("/api/models", headers=headers)):
        assert TOKEN not in is_problem(answer, 401)
        assert answer.headers["www-authenticate"].startswith("Bearer")
    assert client.get("/api/health").status_code == 200


def test_with_the_token_everything_is_answered(served, photo):
    client = served(ApiSettings(token=TOKEN))
    client.headers["Authorization"] = f"bearer {TOKEN}"
    assert raw(client, photo).status_code == 200
    assert client.get("/api/models").status_code == 200


def test_pages_of_other_websites_are_refused(client, photo):
    assert is_problem(raw(client, photo, **{"Sec-Fetch-Site": "cross-site"}), 403)
    assert raw(client, photo, **{"Sec-Fetch-Site": "same-origin"}).status_code == 200


def test_a_client_that_sends_too_many_photos_has_to_wait(served, photo):
    client = served(ApiSettings(rate=3))
    assert form(client, photo, photo).status_code == 200
    assert form(client, photo, photo).status_code == 200  # a debt of one photo
    answer = form(client, photo)
    assert "3 a minute" in is_problem(answer, 429)
    assert 20 < int(answer.headers["retry-after"]) <= 40
    assert client.get("/api/health").status_code == 200


def test_an_interface_that_is_off_is_not_there(served, photo):
    client = served(ApiSettings(enabled=False))
    assert is_problem(raw(client, photo), 404) and is_problem(client.get("/api/models"), 404)


def test_other_paths_and_methods_are_problems_too(client):
    assert is_problem(client.get("/api/other"), 404)
    answer = client.get("/api/classify")
    assert is_problem(answer, 405) and answer.headers["allow"] == "POST"


def test_a_model_that_cannot_be_loaded_is_no_secret_but_its_folder_is(served, photo, caplog):
    def load(name):
        raise ExportError("/srv/secret/folder is damaged.")

    client = served(load=load)
    assert "secret" not in is_problem(raw(client, photo), 503) and "secret" in caplog.text
    health = client.get("/api/health")
    assert health.status_code == 503 and health.json()["status"] == "failing" and "secret" not in health.text


def test_a_fault_is_a_problem_without_details(served, photo):
    def load(name):
        raise RuntimeError("/srv/secret")

    assert "secret" not in is_problem(raw(served(load=load), photo), 500)


def test_a_photo_that_must_wait_too_long_is_to_be_sent_again(served, predictor, photo, monkeypatch):
    def busy(content):
        raise PhotoError("photo-not-now") from BusyError()

    monkeypatch.setattr("model.predictor.read_garment", lambda content, override: busy(content))
    answer = form(served(), photo, photo)
    assert is_problem(answer, 503) and answer.headers["retry-after"]


def test_the_server_answers_others_while_it_classifies(served, predictor, photo):
    """The event loop is free: a request is answered while another one waits in its thread."""
    go_on, at_work = threading.Event(), threading.Event()

    def load(name):
        at_work.set()
        assert go_on.wait(20)
        return predictor

    with served(load=load) as client:
        answers = []
        thread = threading.Thread(target=lambda: answers.append(raw(client, photo)))
        thread.start()
        assert at_work.wait(20)
        assert client.get("/api/openapi.json").status_code == 200
        go_on.set()
        thread.join(20)
    assert answers[0].status_code == 200


def test_as_many_requests_as_can_be_answered_are_taken(served, predictor, photo, monkeypatch):
    monkeypatch.setattr("serving.api._MOST_REQUESTS", 0)
    answer = raw(served(), photo)
    assert is_problem(answer, 503) and answer.headers["retry-after"]


def test_the_models_are_described_by_their_cards(client):
    models = {model["id"]: model for model in client.get("/api/models").json()["models"]}
    assert models["cnn/4"]["live_for"] == ["fashion-mnist"] and len(models["cnn/4"]["classes"]) == 10
    [photo] = [model for model in models.values() if "photo" in model["live_for"]]
    assert photo["card"]["metrics"] and "photos" not in photo["card"]
    assert "segmenter/1" not in models


def test_health_is_that_of_the_model(served, predictor):
    answer = served().get("/api/health")
    assert answer.json() == {
        "status": "ok",
        "model": predictor.card.id,
        "runtime": predictor.runtime,
        "label": "T-shirt/top",
    }


def test_health_fails_if_the_known_picture_is_taken_for_something_else(served, monkeypatch):
    monkeypatch.setattr(api_health, "_LABEL", "Sandal")
    answer = served().get("/api/health")
    assert answer.status_code == 503 and answer.json()["status"] == "failing"


def test_many_probes_cost_as_much_as_one(served, predictor):
    loaded = []

    def load(name):
        loaded.append(name)
        return predictor

    client = served(load=load)
    assert [client.get("/api/health").status_code for _ in range(5)] == [200] * 5
    assert len(loaded) == 1


def test_the_description_says_what_is_set(served):
    secured = served(ApiSettings(token=TOKEN, rate=5)).get("/api/openapi.json").json()
    assert secured["servers"] == [{"url": "/api"}]
    assert secured["paths"]["/classify"]["post"]["security"] == [{"token": []}]
    assert {"401", "429"} <= secured["paths"]["/classify"]["post"]["responses"].keys()
    open_to_all = served().get("/api/openapi.json").json()
    assert "securitySchemes" not in open_to_all["components"]
    assert not {"401", "429"} & open_to_all["paths"]["/classify"]["post"]["responses"].keys()
    assert TOKEN not in json.dumps(secured)


@pytest.mark.slow
@pytest.mark.parametrize("token", ["", TOKEN], ids=["open", "token"])
def test_schemathesis_finds_no_difference_from_the_description(tmp_path, token):
    """The server of `make app` is asked hundreds of requests that follow the description or break it."""
    (tmp_path / "schemathesis.toml").write_text("")
    with running_app(tmp_path / "home", WARDROBE_API_TOKEN=token, WARDROBE_DECODE_MEMORY="500") as address:
        command = [sys.executable, "-m", "schemathesis.cli", "run", f"{address}/api/openapi.json", "--no-color"]
        command += [
            "--seed=1",
            "--max-examples=30",
            "--request-timeout=120",
            "--generation-database=none",
            "--continue-on-failure",
        ]
        command += [f"--header=Authorization:Bearer {token}"] if token else []
        result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=900)
    assert result.returncode == 0, result.stdout + result.stderr
