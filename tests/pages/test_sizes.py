"""A page is read in one sitting: no module of pages over 250 lines, and no function of the pages over 40."""

import ast

import pytest

from tests.conftest import CHECKOUT

MODULES = sorted((CHECKOUT / "layouts").rglob("*.py"))


def lines_of(function):
    """The lines of a function besides its docstring."""
    told = function.body[0] if ast.get_docstring(function, clean=False) else None
    return function.end_lineno - function.lineno + 1 - (told.end_lineno - told.lineno + 1 if told else 0)


@pytest.mark.parametrize("folder", sorted({path.parent.relative_to(CHECKOUT).as_posix() for path in MODULES}))
def test_a_module_and_its_functions_are_read_in_one_sitting(folder):
    long = []
    for path in (CHECKOUT / folder).glob("*.py"):
        text = path.read_text()
        if folder.startswith("layouts/pages") and text.count("\n") > 250:
            long.append(path.name)
        functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
        long += [f"{path.name}: {one.name}" for one in functions if lines_of(one) > 40]
    assert long == []
