"""What every page shows instead of itself where each user has a wardrobe of their own and nobody has signed in yet."""

import streamlit as st

from app_pages.parts import account, browser, display
from app_pages.parts.i18n import text, translate


def show() -> None:
    """Draws it without opening a wardrobe or loading a model."""
    st.title(text("app-title"), anchor=False)
    with st.container(width=640):
        browser.show_pile_to_drawers(text("welcome-picture"))
        st.markdown(text("about-what"))
        _show_way_in()


def _show_way_in() -> None:
    if problem := account.problem():
        st.error(display.escaped(translate(problem)), icon=":material/error:")
        return
    if refused := account.signed_in():
        st.warning(text("sign-in-refused", name=display.escaped(refused.name)), icon=":material/block:")
        st.button(text("sign-in-other"), icon=":material/logout:", key="sign-out", on_click=st.logout)
        return
    st.markdown(text("sign-in-why"))
    for provider in account.providers() or (None,):
        label = text("sign-in-with", provider=provider.replace("_", " ").title()) if provider else text("sign-in")
        st.button(
            display.escaped(label),
            icon=":material/login:",
            key=f"sign-in-{provider}",
            type="primary",
            on_click=st.login,
            args=(provider,),
        )
