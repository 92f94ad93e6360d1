"""Personal data in what users write: found in any usual spelling, and not in ordinary sentences about work."""

import string
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from explorer.free_text import PersonalDataError, refuse_personal_data
from explorer.personal_data import IBAN_LENGTHS, Kind, passes_eleven_test, passes_mod_97, personal_data_in

FOUND = [
    ("BSN 111222333", Kind.BSN),
    ("111.222.333", Kind.BSN),
    ("111 22 2333", Kind.BSN),
    ("1112.22.333", Kind.BSN),
    ("111-222-333", Kind.BSN),
    ("111–222–333", Kind.BSN),
    ("1 1 1 2 2 2 3 3 3", Kind.BSN),
    ("１１１２２２３３３", Kind.BSN),
    ("١١١٢٢٢٣٣٣", Kind.BSN),
    ("111\u200b222\u200b333", Kind.BSN),
    ("111\u00a0222\u00a0333", Kind.BSN),
    ("zie 111222333, graag bellen", Kind.BSN),
    ("bsn: 12345672", Kind.BSN),
    ("burgerservicenummer is 1234.56.72", Kind.BSN),
    ("06-12345678", Kind.PHONE),
    ("06 12 34 56 78", Kind.PHONE),
    ("bel 0612345678 na 17 uur", Kind.PHONE),
    ("(0591) 123 456", Kind.PHONE),
    ("0591/123456", Kind.PHONE),
    ("+31 6 12345678", Kind.PHONE),
    ("+31(0)6-12345678", Kind.PHONE),
    ("0031 6 1234 5678", Kind.PHONE),
    ("+49 30 901820", Kind.PHONE),
    ("jan.jansen@voorbeeld.nl", Kind.MAIL),
    ("Mail: J.Jansen+werk@post.voorbeeld.co.uk.", Kind.MAIL),
    ("jan (at) voorbeeld.nl", Kind.MAIL),
    ("jan apenstaartje voorbeeld punt nl", Kind.MAIL),
    ("jan@voorbeeld . nl jan@voorbeeld.nl", Kind.MAIL),
    ("NL91 ABNA 0417 1643 00", Kind.IBAN),
    ("rekening nl91abna0417164300 op naam van", Kind.IBAN),
    ("DE89 3704 0044 0532 0130 00 graag", Kind.IBAN),
    ("BE68-5390-0754-7034", Kind.IBAN),
    ("7811 AB 12", Kind.ADDRESS),
    ("7811AB, nr. 12", Kind.ADDRESS),
    ("7811ab 12", Kind.ADDRESS),
    ("Stationsstraat 12, 7811 AB Emmen", Kind.ADDRESS),
    ("Dr. Poststr. 12 b 7811 AB", Kind.ADDRESS),
]
FINE = [
    "24 uur",
    "2 mensen vanaf 1 maart",
    "vanaf 1-3-2026 24 uur per week",
    "vanaf 01-12-2026 9 uur",
    "2026-11-25 14:30",
    "van 09:00-17:00 en 08:30 - 12:00",
    "KvK 12345678",
    "KvK 12345672",
    "KvK-nummer 01234567 in Emmen",
    "vestigingsnummer 000012345678",
    "postcode 7811",
    "7811 AB",
    "werkplek 7811 AB Emmen",
    "in 7811 AB 24 uur per week",
    "vanaf 2026 in 2 ploegen",
    "vanaf 2026 om 10 uur",
    "rijbewijs B, 32 uur, 3 dagen",
    "salaris 2.100 tot 2.400 euro",
    "magazijn @ Emmen",
    "ISCO 8344.1 en 9112",
    "18+ en 50%",
    "€ 1.234.567,89 omzet",
    "profiel D7K-4MPQ",
    "0800-1234",
    "tussen 0 en 40 uur, 5 km",
    "Heftruck Drenthe 2026",
    "NL 24 uur",
    "ik at punt voor punt mijn brood op",
    "",
]


@pytest.mark.parametrize(("text", "kind"), FOUND)
def test_it_is_found(text: str, kind: Kind) -> None:
    assert kind in personal_data_in(text)


@pytest.mark.parametrize("text", FINE)
def test_an_ordinary_text_is_left_alone(text: str) -> None:
    assert personal_data_in(text) == ()


@given(st.integers(1, 99_999_999), st.sampled_from(["", " ", ".", "-", "  ", " - "]), st.data())
def test_every_bsn_is_found_in_any_spelling(first_eight: int, gap: str, data: st.DataObject) -> None:
    digits = f"{first_eight:08}"
    last = sum(int(digit) * weight for digit, weight in zip(digits, range(9, 1, -1), strict=True)) % 11
    assume(last < 10)
    bsn = f"{digits}{last}"
    cuts = [0, *sorted(data.draw(st.sets(st.integers(1, 8)))), 9]
    written = gap.join(bsn[first:end] for first, end in pairwise(cuts))

    assert passes_eleven_test(bsn)
    assert Kind.BSN in personal_data_in(f"het gaat om {written}.")


@given(st.integers(0, 999_999_999))
def test_of_all_other_nine_digits_none_is_a_bsn(number: int) -> None:
    digits = f"{number:09}"
    assume(not passes_eleven_test(digits))

    assert Kind.BSN not in personal_data_in(f"het gaat om {digits}.")


@given(st.sampled_from(sorted(IBAN_LENGTHS)), st.sampled_from(["", " ", "-"]), st.data())
def test_every_iban_is_found(country: str, gap: str, data: st.DataObject) -> None:
    body = data.draw(
        st.text(string.digits + string.ascii_uppercase, min_size=(size := IBAN_LENGTHS[country] - 4), max_size=size)
    )
    check = next(f"{number:02}" for number in range(2, 99) if passes_mod_97(f"{country}{number:02}{body}"))
    iban = f"{country}{check}{body}"
    written = gap.join(iban[place : place + 4] for place in range(0, len(iban), 4))

    assert Kind.IBAN in personal_data_in(f"Maak over naar {written}, graag.")
    assert Kind.IBAN in personal_data_in(written.lower())


@given(st.text(max_size=200))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert set(personal_data_in(text)) <= set(Kind)


def test_the_refusal_says_what_and_never_repeats_it() -> None:
    with pytest.raises(PersonalDataError) as refused:
        refuse_personal_data("bel 06-12345678 of mail jan@voorbeeld.nl")

    assert "een telefoonnummer en een e-mailadres" in str(refused.value)
    assert "12345678" not in str(refused.value)


def test_a_text_that_is_too_long_to_be_looked_at_is_refused() -> None:
    with pytest.raises(PersonalDataError):
        refuse_personal_data("a" * 10_001)
