"""About: what is stored, where and for how long, and how good the models are."""

import streamlit as st

from app_pages.parts import account, display, done_bar, language, resources, visitor
from app_pages.parts.i18n import text
from data.files import wardrobe_home
from wardrobe.store.bin import BIN_DAYS
from wardrobe.store.errors import StorageError
from wardrobe.store.settings import ACCOUNT, SESSION, Settings, storage


def main() -> None:
    """Draws the page without loading a model."""
    st.title(text("about-title"), anchor=False)
    done_bar.show()
    st.markdown(text("about-what"))
    language.chooser()
    st.header(text("about-privacy"), anchor=False)
    for fact in ("nothing-leaves", "saved-on-request", "what-is-saved", "removed"):
        st.markdown(f":material/check: {text(f'about-{fact}', days=BIN_DAYS)}")
    if storage() == SESSION:
        st.markdown(f":material/hourglass: {display.session_note()}")
        with st.popover(text("session-end"), icon=":material/delete_forever:"):
            st.markdown(text("session-end-what"))
            st.button(text("session-end-sure"), key="session-end", type="primary", on_click=visitor.end_session)
    elif storage() == ACCOUNT:
        st.markdown(f":material/account_circle: {text('about-account')}")
        with st.popover(text("account-delete"), icon=":material/delete_forever:"):
            st.markdown(text("account-delete-what"))
            st.button(text("account-delete-sure"), key="account-delete", type="primary", on_click=_delete_account)
    else:
        st.markdown(f":material/folder: {text('about-local')}")
        st.code(str(wardrobe_home()), language=None, wrap_lines=True)
        if Settings.from_environment() != Settings.in_folder(wardrobe_home() / "wardrobe"):
            st.markdown(text("about-elsewhere"))
    st.header(text("about-models"), anchor=False)
    st.markdown(text("about-sure"))
    for card in resources.export_cards().values():
        with st.container(border=True):
            st.markdown(f"**{display.escaped(card.id)}**")
            st.caption(resources.how_good(card))
    st.header(text("about-keys"), anchor=False)
    st.markdown(text("about-keys-review"))


def _delete_account() -> None:
    try:
        account.delete()
    except StorageError as error:
        display.show_error(error)


main()
