"""Text without its case and in one Unicode form, in Python and in SQL, so that a search finds "GRÖSSE" in "Größe"."""

import unicodedata
from typing import Any

from sqlalchemy import Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


def fold_case(text: str) -> str:
    """Text as comparisons see it."""
    return unicodedata.normalize("NFC", text).casefold()


class folded(FunctionElement[str]):  # noqa: N801, which SQLAlchemy's own functions do not follow either
    """`fold_case` of a column. SQLite calls the Python function, which `register` gives to its connections."""

    name = "folded"
    type = Text()
    inherit_cache = True


def register(connection: Any) -> None:
    """Lets a connection of ``sqlite3`` know `folded`: SQLite's own ``lower`` handles only the letters A to Z."""
    connection.create_function("folded", 1, lambda text: None if text is None else fold_case(text), deterministic=True)


@compiles(folded)
def _on_sqlite(element: folded, compiler: SQLCompiler, **options: Any) -> str:
    return f"folded({compiler.process(element.clauses, **options)})"


@compiles(folded, "postgresql")
def _on_postgresql(element: folded, compiler: SQLCompiler, **options: Any) -> str:
    """Lower case by Unicode's rules, whatever the database's locale is, then the two letters that folding changes."""
    text = compiler.process(element.clauses, **options)
    return f"""replace(translate(lower(normalize({text}, NFC) COLLATE "und-x-icu"), 'ς', 'σ'), 'ß', 'ss')"""
