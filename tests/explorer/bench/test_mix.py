"""The mix of calls: as often as it says, the same for the same seed, and answered by a real site."""

import json
from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command

from explorer.bench.mix import WEBSITE, Crowd, Member, Staff, drawn_calls

CROWD = Crowd([Member("s", "kv_t", ["D7K-4MPQ"])], [Staff("a", ["/admin/"])], ["regio=4"], ["heftruckchauffeur"])


def test_each_kind_comes_as_often_as_the_mix_says() -> None:
    kinds = Counter(call.kind for call in drawn_calls(CROWD, WEBSITE, 10_000, 1))

    assert {kind: round(number / 100) for kind, number in kinds.items()} == pytest.approx(WEBSITE, abs=1)


def test_equal_seeds_give_equal_calls() -> None:
    assert list(drawn_calls(CROWD, WEBSITE, 50, 1)) == list(drawn_calls(CROWD, WEBSITE, 50, 1))


def test_writes_are_posts_with_a_form_and_nothing_else_is() -> None:
    posts = {call.kind for call in drawn_calls(CROWD, WEBSITE, 1000, 1) if call.form is not None}

    assert posts == {"write"}


@pytest.mark.slow
def test_a_site_of_its_own_answers_the_whole_mix() -> None:
    told = StringIO()
    options = {"profiles": 400, "organisations": 5, "rate": [10.0], "seconds": 6.0, "json": True}

    call_command("bench_load", **options, stdout=told, stderr=StringIO())

    [step] = json.loads(told.getvalue())["steps"]
    assert set(step["kinds"]) == set(WEBSITE)
    assert step["errors"] == {}
    assert step["processor_s"]["web"] > 0
