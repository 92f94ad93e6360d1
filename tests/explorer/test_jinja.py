"""The Jinja2 templates: what is worked out when they are compiled, and what a page then says."""

import pytest
from django.template import engines
from django.urls import NoReverseMatch
from django.utils.translation import override
from jinja2 import UndefinedError

from explorer.jinja import number


@pytest.mark.parametrize(("language", "text"), [("nl", "Kandidaten"), ("en", "Candidates")])
def test_a_text_is_in_the_language_of_its_environment_whatever_is_active(language: str, text: str) -> None:
    with override("nl"):
        template = engines[f"jinja-{language}"].from_string('<h1>{{ _("Kandidaten") }}</h1>')

    assert template.render() == f"<h1>{text}</h1>"


def test_a_text_that_was_worked_out_before_is_escaped_and_an_icon_is_not() -> None:
    template = engines["jinja-nl"].from_string('{{ _("<b>") }}{{ icon("pin") }}{{ said }}')

    made = template.render({"said": "<i>"})

    assert made.startswith('&lt;b&gt;<svg class="icon"')
    assert made.endswith('#pin"></use>\n</svg>&lt;i&gt;')


def test_a_call_with_a_value_of_the_page_is_left_for_the_page() -> None:
    template = engines["jinja-nl"].from_string("{{ state(kind) }}{{ url('facet', args=(key,)) }}")

    assert "state--met" in template.render({"kind": "met", "key": "beroep"})
    assert "/filters/beroep/" in template.render({"kind": "met", "key": "beroep"})


def test_an_address_that_is_not_there_is_an_error_only_where_a_page_shows_it() -> None:
    template = engines["jinja-nl"].from_string("{% if has_it %}{{ url('of_another_process') }}{% endif %}")

    assert template.render({"has_it": False}) == ""
    with pytest.raises(NoReverseMatch):
        template.render({"has_it": True})


def test_a_name_that_is_missing_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        engines["jinja-nl"].from_string("{{ nothing }}").render()


@pytest.mark.parametrize(
    ("language", "value", "written"),
    [("nl", 999, "999"), ("nl", 157_659, "157.659"), ("en", 157_659, "157,659"), ("nl", -1_000, "-1.000")],
)
def test_numbers_are_written_as_the_language_does(language: str, value: int, written: str) -> None:
    assert number(language, value) == written
