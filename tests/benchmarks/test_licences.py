import re
from types import SimpleNamespace

from benchmarks.licences import DOCUMENT, ROOT, SERVING, installed, licence_of, pinned


def rows():
    """Version and licence of every package in the document, by name."""
    found = re.findall(r"^\| \**([\w.-]+?)\** \| ([^|]+) \| ((?:\\\||[^|])+) \|", DOCUMENT.read_text("utf-8"), re.M)
    return {name: (version, licence) for name, version, licence in found}


def test_every_requirement_has_its_version_and_its_licence():
    written = rows()
    for name, version in (pinned(SERVING) | pinned("requirements.txt")).items():
        assert written[name][0] == version, f"{name} changed: run make licences"
        assert written[name][1] != "not stated"


def test_every_package_of_the_container_has_a_licence():
    assert set(pinned("requirements.lock")) <= set(rows())


def test_the_container_gets_no_encoder_under_the_gpl():
    locked = pinned("requirements.lock")
    assert "pi-heif" in locked and "pillow-heif" not in locked


def test_the_lock_file_has_the_versions_that_are_required_and_hashes_for_all():
    text = (ROOT / "requirements.lock").read_text("utf-8")
    locked, wanted = pinned("requirements.lock"), pinned(SERVING)
    assert {name: locked.get(name) for name in wanted} == wanted
    assert not {"tensorflow", "keras", "matplotlib"} & set(locked)
    entries = re.split(r"\n(?=\S)", text.partition("\n\n")[2] or text)
    for entry in (entry for entry in entries if "==" in entry):
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry
    # What they need is there too: otherwise pip, which demands hashes, refuses to install. What the tests install may
    # demand other versions of some packages, which need something else.
    as_locked = [package for name, package in installed(wanted).items() if locked.get(name) == package.version]
    needed = {name for package in as_locked for name in package.needs}
    assert needed & set(installed(needed)) <= set(locked)


def test_a_licence_is_read_from_wherever_a_package_states_it():
    class Package:
        name = "example"

        def __init__(self, **fields):
            self.metadata = SimpleNamespace(json=fields)

    assert licence_of(Package(license_expression="MIT", license="x")) == "MIT"
    assert licence_of(Package(license="BSD-3-Clause")) == "BSD-3-Clause"
    classifiers = ["License :: OSI Approved :: MIT License", "Topic :: Software"]
    assert licence_of(Package(license="long text " * 50, classifier=classifiers)) == "MIT License"
    assert licence_of(Package()) == "not stated"
