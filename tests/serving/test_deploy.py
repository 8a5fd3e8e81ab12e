"""The files in which clouds and proxies find their settings, and the container's recipe."""

import ast
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import yaml
from streamlit import config

from tests.browser.driving import running_app
from tests.serving.test_serve import request

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
GUIDE = (ROOT / "docs" / "deploy.md").read_text("utf-8")
SERVED = ("app.py", "serve.py", "app_pages", "data", "lessons", "model", "serving", "wardrobe")
# What is imported only where it is installed, or by programs that the container does not run.
NOT_SERVED = {"keras", "tensorflow", "matplotlib", "ray"}
PACKAGES = {"PIL": "pillow", "cv2": "opencv-python-headless", "fluent": "fluent.runtime"}


def settings_in(text):
    return set(re.findall(r"\b(?:STREAMLIT|WARDROBE)_[A-Z_]+", text))


def environment_of(steps):
    """The variables that the Dockerfile sets."""
    words = [word for name, value in steps if name == "ENV" for word in shlex.split(value)]
    return dict(word.split("=", 1) for word in words)


def dockerfile_steps():
    """The instructions of the Dockerfile, as name and value."""
    lines = [line for line in DOCKERFILE.splitlines() if line and not line.startswith("#")]
    return [tuple(step.split(" ", 1)) for step in re.sub(r"\\\n\s*", "", "\n".join(lines)).splitlines()]


def files():
    return [ROOT / "render.yaml", ROOT / "Dockerfile", *(path for path in DEPLOY.rglob("*") if path.is_file())]


@pytest.mark.parametrize("path", files(), ids=lambda path: path.name)
def test_every_setting_in_a_file_exists(path):
    known = {option.env_var for option in config.get_config_options().values()}
    documented = settings_in(GUIDE.partition("## Settings")[2])
    for name in settings_in(path.read_text("utf-8")) - {"WARDROBE_SITE", "WARDROBE_UPSTREAM"}:
        assert name in (known if name.startswith("STREAMLIT") else documented), name


def test_every_file_is_named_in_the_guide():
    for path in files():
        name = path.relative_to(ROOT).as_posix()
        assert name in GUIDE or f"{Path(name).parent.as_posix()}/`" in GUIDE, name


def test_cloud_run_takes_uploads_that_it_lets_through_and_keeps_visitors_on_one_instance():
    service = yaml.safe_load((DEPLOY / "cloud-run.yaml").read_text("utf-8"))
    template = service["spec"]["template"]
    [container] = template["spec"]["containers"]
    variables = {one["name"]: one["value"] for one in container["env"]}
    assert int(variables["STREAMLIT_SERVER_MAX_UPLOAD_SIZE"]) < 32
    assert template["metadata"]["annotations"]["run.googleapis.com/sessionAffinity"] == "true"
    assert template["spec"]["timeoutSeconds"] == 3600
    assert (
        int(variables["WARDROBE_UPLOAD_MEMORY"]) * 2**20 < 2**30 // 2
        and container["resources"]["limits"]["memory"] == "1Gi"
    )
    assert container["startupProbe"]["httpGet"]["path"] == container["livenessProbe"]["httpGet"]["path"] == "/health"


def test_render_and_compose_start_the_container_of_the_dockerfile():
    [service] = yaml.safe_load((ROOT / "render.yaml").read_text("utf-8"))["services"]
    assert service["runtime"] == "docker" and service["healthCheckPath"] == "/health"
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    assert (DEPLOY / compose["services"]["wardrobe"]["build"]).resolve() == ROOT
    assert compose["services"]["caddy"]["environment"]["WARDROBE_UPSTREAM"] == "wardrobe:8501"
    assert "ports" not in compose["services"]["wardrobe"]  # only the proxy reaches it


def test_a_space_is_shown_on_the_port_of_the_container():
    front = yaml.safe_load((DEPLOY / "hugging-face" / "README.md").read_text("utf-8").split("---")[1])
    assert front["sdk"] == "docker" and str(front["app_port"]) == environment_of(dockerfile_steps())["PORT"]


def test_hadolint_finds_no_fault_in_the_dockerfile():
    program = Path(sysconfig.get_path("scripts")) / "hadolint"
    if not program.exists():
        pytest.skip("hadolint is not installed here")
    result = subprocess.run([program, "--no-color", ROOT / "Dockerfile"], capture_output=True, text=True)
    assert result.returncode == 0, result.stdout


def test_the_container_installs_what_the_app_imports():
    named = set(re.findall(r"^([\w.-]+)==", (ROOT / "requirements-serving.txt").read_text("utf-8"), re.MULTILINE))
    imported = set()
    for top in SERVED:
        for path in [ROOT / top] if top.endswith(".py") else (ROOT / top).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Import):
                    imported |= {alias.name.partition(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom):
                    imported.add((node.module or "").partition(".")[0])
    others = imported - set(sys.stdlib_module_names) - set(SERVED) - NOT_SERVED
    assert {"streamlit", "numpy", "PIL", "starlette", "urllib3"} <= others
    names = {PACKAGES.get(name, name).replace("_", "-") for name in others}
    assert names - named == set()
    assert not {"tensorflow", "keras"} & named


@pytest.mark.slow
@pytest.mark.parametrize("base", ["", "wardrobe"], ids=["root", "base path"])
def test_every_step_of_the_dockerfile_that_needs_no_docker_works(tmp_path, container, photo_file, base):
    """In a clean virtual environment: the packages, the files that are copied, the command, and the health check."""
    python, app = container
    steps = dockerfile_steps()
    settings = {**environment_of(steps), "HOME": str(tmp_path), "PATH": f"{python.parent}:/usr/bin:/bin"}
    settings |= {"STREAMLIT_SERVER_ADDRESS": "127.0.0.1", "STREAMLIT_SERVER_BASE_URL_PATH": base}
    [command] = [json.loads(value) for name, value in steps if name == "CMD"]
    assert command == ["sh", "-c", "exec python serve.py --port $PORT"]
    check = json.loads(re.search(r"^HEALTHCHECK .* CMD (\[.*\])$", "\n".join(map(" ".join, steps)), re.MULTILINE)[1])
    with running_app(tmp_path / "home", python=python, cwd=app, health="/health", **settings) as address:
        port = address.rpartition(":")[2]
        probe = [str(python) if word == "python" else word for word in check]
        assert subprocess.run(probe, env={**settings, "PORT": port}).returncode == 0
        prefix = f"/{base}" if base else ""
        assert request(int(port), "GET", f"{prefix}/api/health")[0] == 200
        assert request(int(port), "GET", f"{prefix}/")[0] == 200
        status, text = request(
            int(port), "POST", f"{prefix}/api/classify", photo_file.read_bytes(), **{"Content-Type": "image/jpeg"}
        )
        assert status == 200 and json.loads(text)["results"][0]["label"] == "T-shirt/top"
    assert subprocess.run(probe, env={**settings, "PORT": port}, stderr=subprocess.DEVNULL).returncode != 0


@pytest.fixture(scope="module")
def container(tmp_path_factory):
    """The Python and the folder of the app, made by the steps of the Dockerfile."""
    folder = tmp_path_factory.mktemp("container")
    python, app = folder / "venv" / "bin" / "python", folder / "app"
    app.mkdir()
    # The pinned packages with their hashes are those for this version.
    [version] = re.findall(r"^FROM python:(\d+\.\d+)", DOCKERFILE, re.MULTILINE)
    same = sys.executable if version == ".".join(map(str, sys.version_info[:2])) else f"python{version}"
    try:
        # Where pyenv has several versions, its programs start the one that the variable names.
        several = {**os.environ, "PYENV_VERSION": version}
        subprocess.run([same, "-m", "venv", folder / "venv"], env=several, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip(f"Python {version}, which the container has, is not installed here")
    environment = {**os.environ, "PATH": f"{python.parent}:{os.environ['PATH']}"}
    for name, value in dockerfile_steps():
        if name == "COPY":
            *_, source, target = shlex.split(value)
            copy = shutil.copytree if (ROOT / source).is_dir() else shutil.copy
            copy(ROOT / source, app / (source if target == "./" else target))
        elif name == "RUN" and value.startswith("pip install"):
            result = subprocess.run(value, shell=True, cwd=app, env=environment, capture_output=True, text=True)
            if (
                result.returncode
                and "No matching distribution" in result.stderr
                and "connection" in result.stderr.lower()
            ):
                pytest.skip("there is no package index to install from")
            assert result.returncode == 0, result.stderr
    return python, app
