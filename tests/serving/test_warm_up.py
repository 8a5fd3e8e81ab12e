import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

FIRST_PAGE = """
import gc, json, sys
import app_pages.parts
from serving.warm_up import warm_up
from streamlit.testing.v1 import AppTest
from streamlit import config
warm_up(app_pages.parts)
before = set(sys.modules)
page = AppTest.from_file(sys.argv[1], default_timeout=120).run()
assert not page.exception, page.exception
print(json.dumps([sorted(set(sys.modules) - before), gc.get_freeze_count(), config.get_option("runner.postScriptGC")]))
"""


def test_the_first_page_imports_nothing_and_its_end_collects_no_garbage(tmp_path):
    environment = {**os.environ, "WARDROBE_HOME": str(tmp_path), "WARDROBE_STORAGE": "session"}
    environment["WARDROBE_RUNTIME"] = "litert"
    command = [sys.executable, "-c", FIRST_PAGE, str(ROOT / "app.py")]
    result = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    imported, frozen, collects = json.loads(result.stdout.splitlines()[-1])
    # AppTest itself may import a little.
    assert len([name for name in imported if not name.startswith("streamlit.testing")]) < 10, imported
    assert frozen > 50_000 and collects is False
