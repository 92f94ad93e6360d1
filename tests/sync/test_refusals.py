"""Which items of the feed cannot be used, and why."""

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sync.sonar.records import SonarRecord, Unusable, parse
from tests.sync.items import CODES, LISTS, TEXTS, item, refused

REASONS = {"not_an_object", "blank", "missing", "wrong_type", "too_long", "unknown_code", "bad_date"} | {
    "too_large",
    "too_deep",
    "bad_text",
}
FIELDS = {"", "code", "beheersing", "bsn", *item(), *TEXTS, *LISTS}
DAYS = ["gemeenteSinds", "klantsoortSinds", "inschrijfdatum", "uitschrijfdatum", "profieldatum", "profieleinddatum"]


class TestWrongForms:
    @pytest.mark.parametrize("raw", [None, "", "WZ1", 7, True, [], [item()]])
    def test_what_is_not_an_object_is_refused(self, raw: object) -> None:
        assert refused(raw) == ("not_an_object", "")

    @pytest.mark.parametrize("version", [None, "10", 1.0, True, -1, 2**62, [10]])
    def test_a_version_is_a_whole_number(self, version: object) -> None:
        assert refused(item(versie=version)) == ("wrong_type", "versie")

    @pytest.mark.parametrize("value", [True, 1.5, ["4"], {"code": "4"}])
    @pytest.mark.parametrize("field", TEXTS)
    def test_a_code_is_a_text_or_a_number(self, field: str, value: object) -> None:
        assert refused(item(klantprofiel={field: value})) == ("wrong_type", field)

    @pytest.mark.parametrize("hours", ["24 uur", "-8", "100", "24.5", "२४", "²"])
    def test_hours_are_one_or_two_digits(self, hours: str) -> None:
        assert refused(item(klantprofiel={"urenPerWeek": hours})) == ("wrong_type", "urenPerWeek")

    @pytest.mark.parametrize("value", [True, 1.5, {"code": "A"}])
    @pytest.mark.parametrize("field", LISTS)
    def test_a_list_is_a_list_or_one_entry(self, field: str, value: object) -> None:
        assert refused(item(klantprofiel={field: value})) == ("wrong_type", field)

    @pytest.mark.parametrize("entry", [True, 1.5, ["A"], {"code": "A"}])
    @pytest.mark.parametrize("field", CODES)
    def test_an_entry_of_a_list_is_a_code(self, field: str, entry: object) -> None:
        assert refused(item(klantprofiel={field: [entry]})) == ("wrong_type", field)

    @pytest.mark.parametrize("entry", ["24105", 24105, ["24105"], True])
    def test_a_competence_is_an_object(self, entry: object) -> None:
        assert refused(item(klantprofiel={"competenties": [entry]})) == ("wrong_type", "competenties")

    @pytest.mark.parametrize("value", ["geen gegevens", ["zie dossier"], 1, True])
    @pytest.mark.parametrize("field", ["persoon", "klantprofiel"])
    def test_person_and_profile_are_objects(self, field: str, value: Any) -> None:
        assert refused(item(**{field: value})) == ("wrong_type", field)

    @pytest.mark.parametrize("value", [1.0, ["Ja"], {"ja": True}])
    @pytest.mark.parametrize("field", ["banenafspraak", "toestemming"])
    def test_yes_and_no_are_words(self, field: str, value: Any) -> None:
        assert refused(item(**{field: value})) == ("wrong_type", field)

    @pytest.mark.parametrize("field", ["banenafspraak", "toestemming"])
    def test_another_word_than_yes_no_or_unknown_is_refused(self, field: str) -> None:
        assert refused(item(**{field: "misschien"})) == ("unknown_code", field)

    @pytest.mark.parametrize("party", ["gem", "SVB", "XXX"])
    def test_there_are_two_parties(self, party: str) -> None:
        assert refused(item(klantsoort=party)) == ("unknown_code", "klantsoort")

    @pytest.mark.parametrize("klant_id", ["WZ\n1", "WZ\u202e1"])
    def test_an_id_that_cannot_be_printed_is_refused(self, klant_id: str) -> None:
        assert refused(item(klantId=klant_id)) == ("wrong_type", "klantId")

    @pytest.mark.parametrize("klant_id", ["WZ\x00", "WZ\ud800"])
    def test_an_id_that_no_database_or_hash_would_take_is_refused(self, klant_id: str) -> None:
        assert refused(item(klantId=klant_id)) == ("bad_text", "klantId")

    @pytest.mark.parametrize("municipality", [["GM0114"], {"code": "GM0114"}, 1.5, True, "GM\n0114"])
    def test_a_municipality_is_a_text_or_a_number(self, municipality: object) -> None:
        assert refused(item(gemeenteCode=municipality)) == ("wrong_type", "gemeenteCode")

    def test_an_id_has_a_hundred_characters_at_most(self) -> None:
        assert parse(item(klantId="W" * 100)).klant_id == "W" * 100
        assert refused(item(klantId="W" * 101)) == ("too_long", "klantId")


class TestDays:
    @pytest.mark.parametrize("day", ["2020-02-30", "2020-13-01", "31-12-2020", "morgen", 44196, "2020-12-31T10:00"])
    @pytest.mark.parametrize("field", DAYS)
    def test_a_day_that_does_not_exist_is_refused(self, field: str, day: Any) -> None:
        assert refused(item(**{field: day})) == ("bad_date", field)

    def test_nobody_leaves_before_coming(self) -> None:
        assert refused(item(uitschrijfdatum="2019-12-31")) == ("bad_date", "uitschrijfdatum")

    def test_one_may_leave_on_the_day_of_coming(self) -> None:
        assert parse(item(uitschrijfdatum="2020-01-01")).deregistered_on == dt.date(2020, 1, 1)


class TestBlankRows:
    @pytest.mark.parametrize(
        "raw",
        [
            {},
            dict.fromkeys(item()),
            dict.fromkeys(item(), ""),
            dict.fromkeys(item(), "  "),
            dict.fromkeys(item()) | {"klantId": "WZ1"},
            dict.fromkeys(item()) | {"klantId": "WZ1", "versie": 3, "verwijderd": False},
        ],
    )
    def test_a_row_that_says_nothing_is_blank(self, raw: dict[str, object]) -> None:
        assert refused(raw) == ("blank", "")


texts = st.text(st.characters(exclude_categories=()), max_size=8)  # half characters included: JSON can hold them
words = st.sampled_from(["NNB", "Ja", "2020-01-01"])
scalars = st.none() | st.booleans() | st.integers() | st.floats() | texts | words
values = st.recursive(scalars, lambda inner: st.lists(inner) | st.dictionaries(texts, inner), max_leaves=4)
profiles = st.fixed_dictionaries({}, optional=dict.fromkeys([*TEXTS, *LISTS], values))
people = st.fixed_dictionaries({"bsn": values})
nearly = st.fixed_dictionaries({}, optional={**dict.fromkeys(item(), values), "persoon": people})
damaged = st.builds(lambda changes, one: {**item(), "klantprofiel": one, **changes}, nearly, values | profiles)


class TestAnything:
    @given(values | nearly | damaged)
    @example(item(klantId="\ud800"))
    def test_whatever_the_feed_sends_is_a_record_or_unusable(self, raw: Any) -> None:
        record = outcome(raw)

        if isinstance(record, SonarRecord):
            record.klant_id.encode()  # what is hashed later on can be hashed
            assert record.deleted or record.registered_on is not None

    @given(damaged)
    def test_a_refusal_never_quotes_the_data(self, raw: dict[str, Any]) -> None:
        refusal = outcome(raw)

        if isinstance(refusal, Unusable):
            assert refusal.reason in REASONS
            assert refusal.field in FIELDS
            assert str(refusal) == f"{refusal.reason} {refusal.field}".strip()
            assert refusal.__context__ is None or refusal.__suppress_context__  # what a log would print with it

    def test_a_bottomless_value_is_refused_too(self) -> None:
        assert refused(item(banenafspraak=json.loads("[" * 900 + "]" * 900))) == ("too_deep", "")


def outcome(raw: Any) -> SonarRecord | Unusable:
    try:
        return parse(raw)
    except Unusable as refusal:
        return refusal
