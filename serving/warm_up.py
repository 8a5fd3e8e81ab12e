"""What the first visitor would otherwise wait for: imports, the texts, and the database of a new wardrobe.

An import in a page's thread holds Python's lock, so that neither pages nor requests are answered meanwhile.
"""

import gc
import importlib
import pkgutil
from types import ModuleType

from PIL import Image

from data.messages import language_name, languages
from wardrobe.store.schema import new_database
from wardrobe.store.settings import SESSION, storage

# Streamlit, SQLAlchemy and the project import these where they first need them.
_LATE = (
    "ai_edge_litert.interpreter",
    "altair",
    "data.drawn.scenes",
    "fluent.runtime",
    "pandas",
    "pyarrow",
    "sqlalchemy.dialects.sqlite",
    "streamlit.components.v1",
    "streamlit.components.v2.manifest_scanner",
    "streamlit.elements.lib.image_utils",
    "streamlit.material_icon_names",
    "streamlit.runtime.scriptrunner.script_runner",
)


def warm_up(pages: ModuleType) -> None:
    """Imports what pages use, and exempts it from the collection of garbage, which would look through it for ever.

    Args:
        pages: the package of the modules that the pages share.
    """
    for module in pkgutil.iter_modules(pages.__path__):
        importlib.import_module(f"{pages.__name__}.{module.name}")
    for name in _LATE:
        try:
            importlib.import_module(name)
        except ImportError:  # LiteRT may be missing where TensorFlow is not; another version may have other modules
            continue
    Image.init()
    if storage() == SESSION:  # a server for many visitors, whose browsers prefer any language
        new_database()
        for language in languages():
            language_name(language)
    gc.collect()
    gc.freeze()
