"""The app: streamlit run app.py."""

import streamlit as st

st.set_page_config(page_title="Self-sorting wardrobe", page_icon=":material/checkroom:", layout="wide")

page = st.navigation([st.Page("app_pages/sort.py", title="Sort", icon=":material/checkroom:", default=True)])
page.run()
