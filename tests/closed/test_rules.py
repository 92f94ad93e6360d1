"""Our own rules of safety fire on the mistake that each is about, and on nothing that we have."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MISTAKES = {
    "no-csrf-exempt": "@csrf_exempt\ndef view(request): ...",
    "no-mark-safe": "text = mark_safe(words)",
    "no-raw-sql": "rows = Term.objects.raw(words)",
    "no-all-fields": 'class Meta:\n    fields = "__all__"',
    "no-records-in-logs": 'logger.info("Read %s", record)',
    "no-cards-outside-find": "cards = Card.objects.all()",
}
MORE = {
    "no-raw-sql": ("connection.cursor()", "RawSQL(words, [])", "Term.objects.extra(where=[words])"),
    "no-all-fields": ('class Meta:\n    exclude = ("bsn",)',),
    "no-records-in-logs": ('log.error("x", extra={"a": user.email})', "logger.debug(f'{request}')"),
}
FINE = 'logger.info("Run %s of %d", run.pk, len(records))\ncards = find(query=query)\nfields = ("name",)'


def found_in(folder: Path, text: str) -> str:
    place = folder / "explorer"
    place.mkdir(exist_ok=True)
    (place / "example.py").write_text(text + "\n", encoding="utf-8")
    program = Path(sys.executable).parent / "ast-grep"
    command = [str(program), "scan", "--config", "sgconfig.yml", "--report-style", "short", "."]
    (folder / "sgconfig.yml").write_text((ROOT / "sgconfig.yml").read_text())
    if not (folder / ".ci").exists():
        (folder / ".ci").symlink_to(ROOT / ".ci")
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout


@pytest.mark.parametrize("rule", MISTAKES)
def test_a_rule_finds_its_mistake(rule: str, tmp_path: Path) -> None:
    for text in (MISTAKES[rule], *MORE.get(rule, ())):
        assert f"[{rule}]" in found_in(tmp_path, text), text


def test_what_is_right_is_left_alone(tmp_path: Path) -> None:
    assert found_in(tmp_path, FINE) == ""


def test_every_rule_is_shown_to_fire() -> None:
    rules = (ROOT / ".ci/rules/closed.yml").read_text(encoding="utf-8")

    assert {line.removeprefix("id: ") for line in rules.splitlines() if line.startswith("id: ")} == set(MISTAKES)


def test_no_template_says_that_what_it_shows_needs_no_escaping() -> None:
    paths = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "templates").rglob("*.j2")]
    words = ("|safe", "| safe", "autoescape off", "autoescape false", "|mark_safe")

    assert paths
    assert [str(path) for path in paths if any(word in path.read_text(encoding="utf-8") for word in words)] == []
