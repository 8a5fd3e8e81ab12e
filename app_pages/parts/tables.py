"""Tables of figures in which a share is a bar with its per cent."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

Columns = Mapping[str, Any]
_IN_SIGHT = 20  # rows


def show(rows: Sequence[Mapping[str, Any]], columns: Columns, words: str, key: str) -> None:
    """A row for each of ``rows``, all in sight unless they are many; ``words`` say what the table holds.

    Args:
        rows: values by the name of their column.
        columns: Streamlit's configuration of each column, in order; the first stays in sight.
    """
    st.dataframe(
        pd.DataFrame(rows, columns=list(columns)),
        hide_index=True,
        height="content" if len(rows) <= _IN_SIGHT else "auto",
        placeholder="–",
        key=key,
        alt=words,
        column_config=dict(columns),
    )


def name(label: str) -> Any:
    """The column that says what a row is of."""
    return st.column_config.TextColumn(label, pinned=True)


def words(label: str) -> Any:
    """A column of words."""
    return st.column_config.TextColumn(label)


def share(label: str, tip: str | None = None) -> Any:
    """A column of shares, in per cent."""
    return st.column_config.ProgressColumn(label, help=tip, min_value=0, max_value=100, format="%.1f %%")


def number(label: str, form: str = "localized", tip: str | None = None) -> Any:
    """A column of numbers; ``form`` is one of Streamlit's formats."""
    return st.column_config.NumberColumn(label, format=form, help=tip)
