from streamlit.testing.v1 import AppTest

from app_pages.parts.display import escaped
from app_pages.parts.i18n import text


def page():
    """A page whose dialog cannot store what it shall."""
    from app_pages.parts import dialogs
    from data.messages import Message
    from wardrobe.store.errors import StorageError

    def body(count):
        raise StorageError("store-unwritten", reason=Message("failure-database-away"))

    dialogs.open_dialog("edit")
    dialogs.show("edit", "Edit", body, 3)


def test_a_dialog_whose_change_cannot_be_stored_says_why():
    shown = AppTest.from_function(page).run()
    assert not shown.exception
    reason = escaped(text("store-unwritten", reason=text("failure-database-away")))
    assert [error.value for error in shown.error] == [reason]
