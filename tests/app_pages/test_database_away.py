"""A database that does not answer is one sentence on every page, which works again when the database does."""

import pytest
import sqlalchemy
from sqlalchemy import exc

from app_pages.parts.display import escaped
from app_pages.parts.i18n import text
from app_pages.parts.widget_keys import LANGUAGE, MODEL, SELECTING, item_field, review_action
from data.messages import Message
from wardrobe.store.errors import StorageError
from wardrobe.store.items import REVIEW
from wardrobe.store.store import Wardrobe


class DriverError(Exception):
    """What PostgreSQL's driver raises without a server."""

    sqlstate = None


def refused(*_arguments, **_options):
    raise exc.OperationalError("SELECT 1", {}, DriverError("connection failed: Connection refused"))


def test_pages_say_so_in_one_sentence_and_work_again_afterwards(open_page, wardrobe, photos, monkeypatch):
    wardrobe.add(photos[0], "a.jpg", drawer="Coat")
    sentence = escaped(text("store-database-failed", reason=text("failure-database-away")))
    for name in ("wardrobe", "sort", "statistics", "review"):
        page = open_page(name)
        assert not page.error
        with monkeypatch.context() as away:
            away.setattr(sqlalchemy.Engine, "connect", refused)
            page.run()
            assert not page.exception and [error.value for error in page.error] == [sentence], name
        page.run()
        assert not page.exception and not page.error, name


def select_all(page):
    page.toggle(key=SELECTING).set_value(True).run()
    page.button(key="select-all").click().run()


def open_colours(page):
    page.session_state[item_field("colours", 1) + "-more"] = True
    page.run()


def press(key):
    return lambda page: page.button(key=key).click().run()


def press_twice(key):
    return lambda page: (press(key)(page), press(key)(page))


def enter(key, value):
    return lambda page: page.get_by_key(key).set_value(value).run()


def enter_another(key, *values):
    return lambda page: enter(key, next(value for value in values if value != page.get_by_key(key).value))(page)


CHANGES = {
    "sort": {"model": (None, enter_another(MODEL, "cnn/1", "mlp/1"))},
    "about": {"language": (None, enter(LANGUAGE, "de"))},
    "item": {
        "bin": (None, press("delete")),
        "worn": (None, press("worn-today")),
        "drawer": (None, enter(item_field("drawer", 1), "Bag")),
        "name": (None, enter(item_field("name", 1), "Warm")),
        "colours": (open_colours, enter(item_field("colours", 1), ["black"])),
    },
    "wardrobe": {"bin": (select_all, press("delete")), "worn": (select_all, press("worn"))},
    "review": {
        "answer": (None, press(review_action("choice-1", 1))),
        "bin": (None, press_twice(review_action("bin", 1))),
    },
}


@pytest.mark.parametrize(("name", "change"), [(name, change) for name in CHANGES for change in CHANGES[name]])
def test_a_change_that_cannot_be_stored_is_reported_and_the_page_goes_on(
    name, change, open_page, wardrobe, photos, monkeypatch
):
    prepare, act = CHANGES[name][change]
    wardrobe.add(photos[0], "a.jpg", drawer="Coat", state=REVIEW if name == "review" else None)
    page = open_page(name, **({"id": "1"} if name == "item" else {}))
    if prepare:
        prepare(page)
    before = wardrobe.get(1)
    with monkeypatch.context() as away:
        away.setattr(Wardrobe, "transaction", only_reading(Wardrobe.transaction))
        act(page)
        sentence = escaped(text("store-unwritten", reason=text("failure-database-away")))
        assert not page.exception and sentence in [warning.value for warning in page.warning]
    assert wardrobe.get(1) == before
    act(page)
    assert not page.exception and sentence not in [warning.value for warning in page.warning]


def only_reading(transaction):
    """`Wardrobe.transaction` on a database that cannot be written."""

    def started(self, *, writes=False):
        if writes:
            raise StorageError("store-unwritten", reason=Message("failure-database-away"))
        return transaction(self)

    return started
