"""The app's page configuration and navigation: ``streamlit run app.py``."""

from pathlib import Path
from typing import Literal

import streamlit as st

from app_pages.parts import account, browser, display, done_bar, language, lesson_pages, resources, saving_bar, sign_in
from app_pages.parts.i18n import text, translate

# A file of the project: browsers would fetch a named icon from another server, which would learn who opens the app.
icon = Path(__file__).parent / "app_pages" / "icon.png"
language.enter_run()
with resources.PAGE_TURNS.taking():
    st.set_page_config(page_title=text("app-title"), page_icon=icon, layout="wide")
    browser.style()

    icons = {
        "sort": "add_a_photo",
        "review": "rate_review",
        "wardrobe": "checkroom",
        "item": "apparel",
        "reclassify": "psychology_alt",
        "statistics": "bar_chart",
        "backup": "archive",
        "models": "leaderboard",
        "learn": "school",
        "about": "info",
        **lesson_pages.LESSONS,
    }
    hidden = ("item", "reclassify", *lesson_pages.LESSONS)
    pages = [
        st.Page(
            f"app_pages/{name}.py",
            title=text(f"page-{name}"),
            icon=f":material/{symbol}:",
            default=name == "sort",
            visibility="hidden" if name in hidden else "visible",
        )
        for name, symbol in icons.items()
    ]
    must_sign_in = account.must_sign_in()
    position: Literal["hidden", "top"] = "hidden" if must_sign_in else "top"
    page = st.navigation(pages, position=position)
    done_bar.enter_page(page.url_path)
    if must_sign_in:
        sign_in.show()
    elif problem := resources.storage_problem():
        st.error(text("storage-wrong", reason=display.escaped(translate(problem))), icon=":material/error:")
    else:
        display.show_session_note()
        account.show_bar()
        saving_bar.show()
        with display.showing_errors():  # every page but Back-up needs the card of the live export
            page.run()
    browser.run_script()
