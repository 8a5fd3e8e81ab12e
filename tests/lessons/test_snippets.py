import pytest

from lessons.snippets import EXAMPLES, snippet


@pytest.mark.parametrize("name", sorted(path.stem for path in EXAMPLES.glob("*.py")))
def test_a_snippet_starts_with_its_imports(name):
    assert snippet(name).startswith(("import ", "from "))


def test_values_replace_those_at_the_top_level():
    assert "\nw = 3.5\nb = 2.0\n" in snippet("line", w=3.5)


def test_a_variable_that_the_program_does_not_set_is_an_error():
    with pytest.raises(ValueError, match="line.py to set slope once"):
        snippet("line", slope=1.0)
