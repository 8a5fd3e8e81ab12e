"""If WARDROBE_STORAGE is account, each user who signs in has a lasting wardrobe that nobody else can open."""

import pytest

from app_pages.parts.i18n import text
from data.drawn.scenes import draw_samples
from tests.browser.driving import free_port, go_to, picture, running_app, settle
from wardrobe.store.accounts import ACCOUNTS
from wardrobe.store.pictures import jpeg

pytest.importorskip("authlib", reason="Authlib is not installed; requirements-cloud.txt has it")

from tests.browser.oidc_provider import oidc_provider, secrets_file

GARMENTS = "[data-testid=stImage] img"


@pytest.fixture
def service(tmp_path):
    """The app with accounts; gives its address."""
    port = free_port()
    with oidc_provider() as issuer:
        secrets = secrets_file(tmp_path, issuer, f"http://127.0.0.1:{port}")
        settings = {"WARDROBE_STORAGE": "account", "WARDROBE_ACCOUNTS": "example.com"}
        settings["STREAMLIT_SECRETS_FILES"] = str(secrets)
        with running_app(tmp_path / "home", port=port, **settings) as address:
            yield address


def sign_in(page, user):
    page.get_by_role("button", name=text("sign-in"), exact=True).click()
    page.locator("input[name=user]").fill(user)
    page.get_by_role("button", name="Go").click()
    page.locator(".st-key-account").wait_for()
    settle(page)


def save_trousers(page):
    name, scene = list(draw_samples())[1]  # of which the model is sure
    file = {"name": name, "mimeType": "image/jpeg", "buffer": jpeg(scene.image)}
    page.locator("input[type=file]").first.set_input_files(file)
    page.locator(".st-key-save button").click()
    page.locator(".st-key-undo").wait_for()


def test_each_user_has_a_lasting_wardrobe_that_nobody_else_can_open(service, open_browser, tmp_path):
    ada, bob = open_browser(service), open_browser(f"{service}/wardrobe")
    picture(ada, "sign-in.png")
    for page in (ada, bob):  # at every address, before anybody has signed in
        assert page.locator("input[type=file]").count() == page.locator(GARMENTS).count() == 0
    sign_in(ada, "ada")
    assert "User ada" in ada.inner_text(".st-key-account")
    save_trousers(ada)
    go_to(ada, "Wardrobe")
    garment = ada.locator(GARMENTS).first
    media = garment.get_attribute("src")
    ada.goto(f"{service}/item?id=1")
    ada.locator(GARMENTS).first.wait_for()

    sign_in(bob, "bob")
    bob.goto(f"{service}/wardrobe")
    bob.locator(".st-key-empty").wait_for()
    bob.goto(f"{service}/item?id=1")  # Ada's address
    settle(bob)
    assert bob.locator(GARMENTS).count() == 0
    assert media.startswith("data:") or bob.request.get(f"{service}{media}").status == 404
    folders = sorted((tmp_path / "home" / ACCOUNTS).iterdir())
    assert len(folders) == 2 and not (tmp_path / "home" / "wardrobe").exists()

    # A cookie that nobody signed opens nothing.
    eve = open_browser(service)
    [cookie] = [cookie for cookie in ada.context.cookies() if cookie["name"] == "_streamlit_user"]
    eve.context.add_cookies([{**cookie, "value": cookie["value"][:-4] + "AAAA"}])
    eve.goto(f"{service}/wardrobe")
    eve.get_by_role("button", name=text("sign-in"), exact=True).wait_for()

    # Signed out and in again, everything is there.
    ada.locator(".st-key-sign-out button").click()
    ada.get_by_role("button", name=text("sign-in"), exact=True).wait_for()
    sign_in(ada, "ada")
    go_to(ada, "Wardrobe")
    ada.locator(GARMENTS).first.wait_for()

    go_to(ada, "About")
    ada.get_by_role("button", name=text("account-delete")).click()
    ada.locator(".st-key-account-delete button").click()
    ada.get_by_role("button", name=text("sign-in"), exact=True).wait_for()
    assert [folder for folder in folders if folder.exists() and list(folder.rglob("*.jpg"))] == []
    assert len(list((tmp_path / "home" / ACCOUNTS).iterdir())) == 1  # Bob's
