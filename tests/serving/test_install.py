import io
import json

import numpy as np
import pytest
from PIL import Image
from starlette.applications import Starlette
from starlette.testclient import TestClient

from serving.install import GROUND, ROUTES


@pytest.fixture(scope="module")
def client():
    return TestClient(Starlette(routes=ROUTES))


def test_the_manifest_names_icons_that_exist(client):
    answer = client.get("/install/manifest.webmanifest")
    assert answer.headers["content-type"].startswith("application/manifest+json")
    fields = json.loads(answer.text)
    assert fields["display"] == "standalone" and fields["name"] == "Self-sorting wardrobe"
    # Relative addresses, from the folder of the manifest: the app may be served below a path.
    assert fields["start_url"] == fields["scope"] == "../"
    assert {icon["sizes"] for icon in fields["icons"]} == {"192x192", "512x512"}
    assert {icon["purpose"] for icon in fields["icons"]} == {"any", "maskable"}
    for icon in fields["icons"]:
        picture = client.get(f"/install/{icon['src']}")
        assert picture.headers["content-type"] == icon["type"]
        with Image.open(io.BytesIO(picture.content)) as opened:
            assert "{}x{}".format(*opened.size) == icon["sizes"]


def test_no_mask_of_a_phone_cuts_the_hanger(client):
    pixels = np.asarray(Image.open(io.BytesIO(client.get("/install/icon-512.png").content)).convert("RGB"), int)
    ground = np.array([int(GROUND[place : place + 2], 16) for place in (1, 3, 5)])
    drawn = np.argwhere(np.abs(pixels - ground).sum(axis=2) > 60)
    assert len(drawn) > 5000
    assert np.hypot(*(drawn - 255.5).T).max() <= 0.4 * 512  # the safe zone of maskable icons


def test_an_icon_of_another_size_is_not_drawn(client):
    assert client.get("/install/icon-100000.png").status_code == 404
