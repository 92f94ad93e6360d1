"""The feed's JSON: what is not strict is found, and spoils no other record of the page."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.sonar.records import Unusable, parse
from sync.sonar.strict_json import loads
from tests.sync.items import Item, item

GOOD = json.dumps(item("WZ1"))


def outcomes(*written: str | bytes) -> list[str]:
    """What becomes of the records of a page whose items are written like this."""
    parts = [one if isinstance(one, bytes) else one.encode("utf-8", "surrogatepass") for one in written]
    found = []
    for raw in loads(b'{"items": [' + b",".join(parts) + b"]}")["items"]:
        try:
            found.append(parse(raw).klant_id)
        except Unusable as refusal:
            found.append(str(refusal))
    return found


def written(**values: Any) -> str:
    return json.dumps(item("WZ2", **values))


class TestOneBadRecord:
    @pytest.mark.parametrize(
        ("bad", "reason"),
        [
            ('{"klantId": "WZ2", "klantId": "WZ3"}', "not_an_object"),
            (written().replace('"bsn": null', '"bsn": 1, "bsn": 2'), "bad_text persoon"),
            (written().replace('"versie": 10', '"versie": NaN'), "bad_text versie"),
            (written().replace('"versie": 10', '"versie": -Infinity'), "bad_text versie"),
            (written().replace('"versie": 10', f'"versie": {"9" * 5000}'), "bad_text versie"),
            (written(persoon={"naam": "Ren\ud800"}), "bad_text persoon"),
            (written(persoon={"naam": "Ren\x00"}), "bad_text persoon"),
            (
                json.dumps(item("WZ2", persoon={"naam": "René"}), ensure_ascii=False).encode("latin-1"),
                "bad_text persoon",
            ),
            (written(extra={"naam": "Ren\x00"}), "bad_text"),
            (written(extra="x" * 70_000), "too_large"),
            (written(extra={"a": {"b": {"c": {"d": 1}}}}), "too_deep"),
            (written(extra=0).replace('"extra": 0', '"extra": ' + "[" * 30_000 + "]" * 30_000), "too_deep"),
        ],
        ids=lambda value: value if isinstance(value, str) and len(value) < 30 else "",
    )
    def test_is_refused_and_its_neighbours_are_read(self, bad: str | bytes, reason: str) -> None:
        assert outcomes(GOOD, bad, GOOD) == ["WZ1", reason, "WZ1"]

    @pytest.mark.parametrize("text", [r"C:\udata", r"\x00", "smörgås", "😀", r"\\ud83d", "‮"])
    def test_odd_but_honest_text_in_a_field_that_is_not_read_spoils_nothing(self, text: str) -> None:
        assert outcomes(written(klantprofiel={"toelichting": text})) == ["WZ2"]


class TestAPage:
    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"<html>",
            b'{"items": [',
            b"\xef\xbb\xbf{}",
            '{"items": []}'.encode("utf-16"),
            b"[" * 100_000,
            b"{}{}",
        ],
    )
    def test_that_is_no_json_is_refused(self, body: bytes) -> None:
        with pytest.raises(ValueError, match=r"\w"):
            loads(body)

    @given(st.recursive(st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(), st.lists, max_leaves=5))
    def test_reads_as_python_does_what_is_strict(self, value: Any) -> None:
        assert loads(json.dumps(value).encode()) == value


def test_every_example_above_is_otherwise_a_good_record() -> None:
    record: Item = json.loads(written())

    assert outcomes(json.dumps(record)) == ["WZ2"]
