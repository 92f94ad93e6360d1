"""Walks every address, for every kind of user, by every method, and compares with the table of roles."""

import logging
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.http import HttpResponse
from django.test import TestCase, override_settings
from django.urls import URLPattern, URLResolver, get_resolver

from explorer.access import STAFF_ROLES, Action
from explorer.groups import write_groups
from tests.access.personas import OWNER, Persona, everyone
from tests.access.rows import Rows, rows_of
from tests.access.table import DJANGOS_OWN, LINES, MODELS, NEVER, OPEN, OWN, SIGNED_IN, STAFF, Line, Who

YES, SIGN_IN, NO, ABSENT, METHOD = "let in", "asked to sign in", "refused", "not there", "no such method"
REFUSED = {SIGN_IN, NO, ABSENT, METHOD}
FEW = ("visitor", "employer B", "adviser Y", "operator of Drenthe", "stopped employer", OWNER)
"""Whom the quick tests let knock; the slow ones have everyone."""
MODEL_PAGES = ("changelist", "add", "history", "delete", "change")


def names(patterns: list[URLPattern | URLResolver] | None = None, space: str = "") -> Iterator[str]:
    """Every name of an address of the site."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            yield from names(one.url_patterns, f"{one.namespace}:" if one.namespace else space)
        else:
            yield f"{space}{one.name}"


def lines() -> dict[str, Line]:
    """The table, with the pages of each model in the admin spelt out."""
    pages = {
        f"admin:{model}_{page}": Line(NEVER, NEVER, ("1",)[: page not in ("changelist", "add")])
        for model in MODELS
        for page in MODEL_PAGES
    }
    return LINES | pages


def outcome(answer: HttpResponse) -> str:
    """What an answer comes to, for access."""
    if any(page in answer.get("Location", "") for page in ("/inloggen/?next=", "/admin/login/")):
        return SIGN_IN
    return {401: SIGN_IN, 403: NO, 404: ABSENT, 405: METHOD}.get(answer.status_code, YES)


def expected(name: str, line: Line, who: Who, persona: Persona) -> set[str]:
    """What the table says must come out."""
    if name.startswith("admin:") and not enters_the_admin(persona):
        return {SIGN_IN}
    if who is NEVER:
        return REFUSED
    if not is_let_in(line, who, persona, in_admin=name.startswith("admin:")):
        return {NO} if persona.is_signed_in else {SIGN_IN, NO}
    if not line.there or (who is OWN and persona.name != OWNER):
        return {ABSENT}
    return {YES}


def is_let_in(line: Line, who: Who, persona: Persona, *, in_admin: bool) -> bool:
    """Whether somebody gets as far as the row that is named."""
    if isinstance(who, Action) and persona.membership is not None and line.national:
        return persona.may(who) and persona.membership.covers(None)
    if isinstance(who, Action):
        return persona.may(who) or (persona.is_superuser and in_admin)
    if who is OWN:
        return line.may is not None and persona.may(line.may)
    return who in (OPEN, STAFF) or (who is SIGNED_IN and persona.is_signed_in)


def enters_the_admin(persona: Persona) -> bool:
    """Superusers, and whoever acts for UWV."""
    return persona.is_superuser or (persona.membership is not None and persona.membership.role in STAFF_ROLES)


@override_settings(REQUIRE_LOGIN="profile")
class AccessMatrix(TestCase):
    """One population for all cells."""

    people: list[Persona]
    rows: Rows

    @classmethod
    def setUpTestData(cls) -> None:
        write_groups()
        cls.people = everyone()
        cls.rows = rows_of(cls.people[-1])

    def test_every_address_has_its_line(self) -> None:
        unknown = sorted(set(names()) - set(lines()) - DJANGOS_OWN)
        assert not unknown, "\n".join(
            f'"{name}" has no line: add `"{name}": Line(<who may GET>, <who may POST>)` to '
            f"{'MODELS' if name.endswith(MODEL_PAGES) else 'LINES'} in tests/access/table.py"
            for name in unknown
        )

    def test_every_line_has_its_address(self) -> None:
        gone = sorted(set(lines()) - set(names()))
        assert not gone, f"no such address any more; take these out of tests/access/table.py: {gone}"

    def test_some_of_each_kind_get_in_where_the_table_says(self) -> None:
        some = [one for one in self.people if one.name in FEW]
        self._walk(LINES, ("get", "post"), some)

    @pytest.mark.slow
    def test_everyone_gets_in_where_the_table_says_and_nowhere_else(self) -> None:
        self._walk(LINES, ("get", "post"), self.people)

    @pytest.mark.slow
    def test_no_other_method_gets_anyone_in(self) -> None:
        self._walk(
            {name: line for name, line in LINES.items() if not name.startswith("admin:")},
            ("put", "delete"),
            self.people,
        )

    @pytest.mark.slow
    def test_rows_in_the_admin_are_for_whoever_may_look(self) -> None:
        self._walk({name: line for name, line in lines().items() if name not in LINES}, ("get", "post"), self.people)

    def _walk(self, table: dict[str, Line], methods: tuple[str, ...], people: list[Persona]) -> None:
        logging.disable(logging.CRITICAL)  # thousands of refusals, each with its traceback
        self.addCleanup(logging.disable, logging.NOTSET)
        cells = [
            (name, line, method, one) for name, line in table.items() for method in methods for one in self.people
        ]
        with patch("celery.app.task.Task.delay"):
            wrong = [fault for cell in cells for fault in self._wrong(*cell)]
        print(f"\naccess matrix: {len(cells)} cells, {len(wrong)} wrong")  # noqa: T201 - the number is asked for
        assert not wrong, "\n".join(wrong)

    def _wrong(self, name: str, line: Line, method: str, persona: Persona) -> list[str]:
        who = {"get": line.get, "head": line.get, "post": line.post}.get(method, NEVER)
        answer = getattr(persona.client, method)(self.rows.address(name, line))
        if name == "sign_out" and persona.user:
            persona.client.force_login(persona.user)
        wanted, found = self._wanted(name, line, who, persona, method), outcome(answer)
        if found in wanted:
            return []
        said = " or ".join(sorted(wanted))
        return [f"{method.upper()} {name} as {persona.name}: {found} ({answer.status_code}), the table says {said}"]

    def _wanted(self, name: str, line: Line, who: Who, persona: Persona, method: str) -> set[str]:
        model = name.removeprefix("admin:").rpartition("_")[0]
        if model not in MODELS or name in LINES:
            return expected(name, line, who, persona)
        return of_model(name, MODELS[model], persona, method)


def of_model(name: str, action: Action | None, persona: Persona, method: str) -> set[str]:
    """Pages of rows: whoever may look gets the list, and is led back from a row that is not there."""
    if not enters_the_admin(persona):
        return {SIGN_IN}
    is_writing = method not in ("get", "head") or name.endswith(("_add", "_delete"))
    if persona.is_superuser:
        return {YES, NO, METHOD}
    if action is None or not persona.may(action):
        return {NO, METHOD, YES} if name.endswith(("_change", "_history", "_delete")) else {NO, METHOD}
    return {NO, METHOD, YES} if is_writing else {YES}
