"""A database that does not answer is one sentence on every page, which works again when the database does."""

import sqlalchemy
from sqlalchemy import exc

from app_pages.parts.display import escaped
from app_pages.parts.i18n import text


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
