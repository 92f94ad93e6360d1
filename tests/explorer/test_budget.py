"""The budget rule: what fits, what is left, and when to say so. Plain Python."""

from hypothesis import given
from hypothesis import strategies as st

from explorer.budget import Budget, Limit, Whose, affordable, tightest

SESSION, NETWORK = Limit(Whose.VISITOR, "v:1", 100), Limit(Whose.NETWORK, "n:1", 2000)
NOTHING_KNOWN: dict[str, frozenset[str]] = {"v:1": frozenset(), "n:1": frozenset()}


def test_what_is_left_is_never_less_than_nothing() -> None:
    assert [Budget(SESSION, used).left for used in (0, 99, 100, 130)] == [100, 1, 0, 0]


def test_a_budget_is_nearly_spent_from_eighty_percent_on() -> None:
    assert [Budget(SESSION, used).is_nearly_spent for used in (0, 79, 80, 100)] == [False, False, True, True]


def test_the_tightest_budget_has_least_left() -> None:
    budgets = (Budget(SESSION, 10), Budget(NETWORK, 1950))

    assert tightest(budgets) == Budget(NETWORK, 1950)
    assert tightest(()) is None


def test_profiles_are_given_in_their_order_until_one_budget_is_spent() -> None:
    budgets = (Budget(SESSION, 98), Budget(NETWORK, 0))

    assert affordable(["a", "b", "c"], budgets, NOTHING_KNOWN) == ["a", "b"]


def test_what_the_network_knows_weighs_on_the_session_only() -> None:
    budgets = (Budget(SESSION, 0), Budget(NETWORK, 2000))
    known = {"v:1": frozenset[str](), "n:1": frozenset({"b"})}

    assert affordable(["a", "b", "c"], budgets, known) == ["b"]


@given(st.integers(0, 120), st.integers(0, 2100), st.lists(st.integers(), unique=True, max_size=40), st.data())
def test_no_budget_is_ever_passed(session: int, network: int, people: list[int], data: st.DataObject) -> None:
    profiles = [str(one) for one in people]
    shared = frozenset(data.draw(st.lists(st.sampled_from(profiles), unique=True)) if profiles else [])
    budgets = (Budget(SESSION, session), Budget(NETWORK, network))

    chosen = affordable(profiles, budgets, {"v:1": frozenset(), "n:1": shared})

    assert len(chosen) <= budgets[0].left
    assert len(set(chosen) - shared) <= budgets[1].left
    assert chosen == [one for one in profiles if one in chosen]
    if len(profiles) <= budgets[0].left and len(set(profiles) - shared) <= budgets[1].left:
        assert chosen == profiles
