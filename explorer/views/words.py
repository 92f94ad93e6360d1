"""Type-ahead of the word box: what someone may be about to type. Knows nobody, and keeps nothing of what is typed."""

from django.http import HttpRequest, JsonResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from explorer.filters import CandidateFilterSet
from explorer.search.words import suggest
from explorer.search.words.today import todays_lexicon
from explorer.search.words.values import Option

MOST_CHARACTERS = 60
AN_HOUR = 3600


@require_safe
@cache_control(public=True, max_age=AN_HOUR)
@vary_on_headers("Accept-Language", "Cookie")
def type_ahead(request: HttpRequest) -> JsonResponse:
    """Options for the words in `begin`, and the words before them (`rest`); a text that is too long gets a 400."""
    typed = request.GET.get("begin", "")
    if len(typed) > MOST_CHARACTERS:
        text = _("Gebruik hoogstens %(most)d tekens.") % {"most": MOST_CHARACTERS}
        return JsonResponse({"error": text}, status=400)
    found = suggest(typed, todays_lexicon())
    return JsonResponse({"rest": found.rest, "options": [_in_words(option) for option in found.options]})


def _in_words(option: Option) -> dict[str, str]:
    """An option with the name of its filter, so that one sees whether it is work, a place or something else."""
    kind = str(CandidateFilterSet.base_filters[option.key].label)
    return {"label": capfirst(option.label), "kind": kind, "key": option.key, "value": option.value}
