"""If WARDROBE_STORAGE is account, each user who signs in has a lasting wardrobe that nobody else can open."""

import contextlib

import pytest

from app_pages.parts.i18n import text
from data.drawn.scenes import draw_samples
from tests.browser.driving import free_port, go_to, picture, running_app, settle
from tests.browser.proxies import caddy
from tests.wardrobe.store.servers import servers, skip_without_packages
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


def test_when_a_server_stops_its_users_go_on_with_another(open_browser, postgresql, tmp_path, monkeypatch):
    skip_without_packages()
    port, first, second = free_port(), free_port(), free_port()
    (tmp_path / "proxy").mkdir()
    with contextlib.ExitStack() as stack:
        issuer = stack.enter_context(oidc_provider())
        there = stack.enter_context(servers(postgresql, monkeypatch))
        settings = {
            "WARDROBE_STORAGE": "account",
            "WARDROBE_DATABASE_URL": there.database_url,
            "WARDROBE_FILES_URL": there.files_url,
            "STREAMLIT_SECRETS_FILES": str(secrets_file(tmp_path, issuer, f"https://localhost:{port}")),
            "STREAMLIT_SERVER_ALLOWED_HOSTS": "localhost",
        }

        def started(port):
            return running_app(tmp_path / f"home-{port}", port=port, health="/health", **settings)

        apps = {port: stack.enter_context(contextlib.ExitStack()) for port in (first, second)}
        addresses = " ".join(apps[port].enter_context(started(port)) for port in apps)
        address = stack.enter_context(caddy(tmp_path / "proxy", addresses, "", port))
        page = open_browser(f"{address}/", ignore_https_errors=True)
        sign_in(page, "ada")
        save_trousers(page)
        for stopped in apps:
            apps[stopped].close()
            page.goto(f"{address}/wardrobe")  # still signed in
            page.locator(GARMENTS).first.wait_for()
            apps[stopped].enter_context(started(stopped))
    assert not list(tmp_path.glob("home-*/accounts"))
