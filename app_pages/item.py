"""item."""

import streamlit as st

from app_pages.texts import text

st.title(text("page-item"))
