"""House rule: there is one way from a stored card to a person's eyes, and it logs the look first."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
READS_CARDS = {
    "explorer/filters.py",  # the conditions of the ORM engine: a queryset that nobody is shown
    "explorer/search/cards.py",
    "explorer/search/orm.py",
    "explorer/search/index/build.py",
    "profiles/gate.py",
    "profiles/models/__init__.py",
    "profiles/models/route.py",  # which of these people have a card of a region: a queryset that is counted
    "profiles/withdraw.py",  # counts who is left in a class, to hide them
}
"""Modules that may name the table of cards. The benchmark's cards are invented, in databases of its own."""
WITHOUT = ("tests/", "explorer/bench/", "profiles/migrations/")
WRITES_CARDS = "sync/"
"""Workers make the cards and have no pages, except in the admin."""


@cache
def modules() -> dict[str, ast.Module]:
    paths = (path for app in ("explorer", "profiles", "sync") for path in (ROOT / app).rglob("*.py"))
    names = {str(path.relative_to(ROOT)): path for path in paths}
    return {name: ast.parse(path.read_text()) for name, path in names.items() if not name.startswith(WITHOUT)}


def importing(name: str, *, of: str) -> set[str]:
    """Modules that import this name from that module."""
    return {
        module
        for module, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(of)
        if any(alias.name == name for alias in node.names)
    }


def calling(name: str) -> set[tuple[str, str]]:
    """Module and function around every call of this name."""
    return {
        (module, function.name)
        for module, tree in modules().items()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
    }


def test_only_these_modules_read_the_table_of_cards() -> None:
    readers = importing("Card", of="profiles.models")

    assert {name for name in readers if not name.startswith(WRITES_CARDS)} <= READS_CARDS
    assert not {name for name in readers if "admin" in name}


def test_cards_are_fetched_for_someone_in_one_place_only() -> None:
    assert calling("cards_by_number") == {("explorer/search/orm.py", "answer")}  # to answer criteria
    assert calling("cards_by_person") == {("explorer/search/find.py", "_shown")}
    assert calling("Hit") == {("explorer/search/find.py", "_hit")}
    assert calling("_hit") == {("explorer/search/find.py", "_shown")}


def test_that_place_logs_the_look_before_it_gives_a_card_away() -> None:
    tree = modules()["explorer/search/find.py"]
    [gate] = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "_shown"]
    calls = [ast.unparse(node.func) for node in ast.walk(gate) if isinstance(node, ast.Call)]

    assert "audit.record" in calls
    assert isinstance(gate.body[-1], ast.Return)
    assert not any(isinstance(node, ast.Return) for statement in gate.body[:-1] for node in ast.walk(statement))
