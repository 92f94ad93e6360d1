"""Lists of terms, as a value and as text in the database."""

from hypothesis import given
from hypothesis import strategies as st

from profiles.terms import Terms, decoded, encoded, shown

codes = st.sampled_from(["A", "24105", "8344.1", "ESCO-S6.2", "ISCEDF-0011"])
lists = st.builds(
    Terms,
    codes=st.lists(codes, unique=True, max_size=4).map(tuple),
    implied=st.frozensets(codes, max_size=2),
    more=st.booleans(),
)


@given(lists)
def test_what_is_written_is_read_back(terms: Terms) -> None:
    assert decoded(encoded(terms)) == terms


def test_an_empty_list_is_empty_text() -> None:
    assert encoded(Terms()) == ""


def test_a_code_that_a_finer_one_already_says_is_not_repeated() -> None:
    terms = shown(["8344", "8344.1"], {"8344.1": ("8344",)}, more=False)

    assert terms.codes == ("8344.1",)
    assert terms.implied == {"8344"}


def test_a_list_is_open_when_empty_or_when_it_says_more() -> None:
    assert Terms().is_open
    assert Terms(("A",), more=True).is_open
    assert not Terms(("A",)).is_open
