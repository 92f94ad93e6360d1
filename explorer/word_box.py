"""The word box: turns what someone typed into parameters of the address, and words what was made of it."""

from collections.abc import Iterator

from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from explorer.search.words import understand
from explorer.search.words.today import todays_lexicon
from explorer.search.words.values import Note, NoteKind, Option, Suggestion, Understood

PARAMETER = "q"
MOST_KEPT = 200
"""So many characters of a text that is too long are given back to be shortened."""


class TooManyWordsError(ValueError):
    """The text is too long to read; the message says how long it may be. Holds the rest of the search."""

    def __init__(self, rest: QueryDict) -> None:
        super().__init__(_worded(NoteKind.TOO_LONG))
        self.rest = rest


def read(asked: QueryDict) -> tuple[QueryDict, Understood]:
    """The same search with its words as parameters, and what was understood. One workplace: the typed one counts.

    Raises:
        TooManyWordsError: the text is longer than anyone needs.
    """
    found = understand(typed(asked), todays_lexicon())
    explicit = asked.copy()
    del explicit[PARAMETER]
    if any(note.kind is NoteKind.TOO_LONG for note in found.notes):
        raise TooManyWordsError(explicit)
    for key, value in found.criteria:
        if key == "werkplek":
            explicit[key] = value
        elif value not in explicit.getlist(key):
            explicit.appendlist(key, value)
    return explicit, found


def typed(asked: QueryDict) -> str:
    """All words of a search: the home page asks for them in two boxes."""
    return " ".join(asked.getlist(PARAMETER)).strip()


def sentences(found: Understood, explicit: QueryDict, path: str) -> Iterator[SafeString]:
    """What to tell: words that were not understood, what may have been meant (as links), and every note."""
    if found.not_understood:
        words = ", ".join(f"“{word}”" for word in found.not_understood)
        yield format_html("{}", _("Niet begrepen: %(words)s. Kies zo nodig een filter.") % {"words": words})
    for one in found.suggestions:
        yield _suggestion(one, explicit, path)
    for note in found.notes:
        yield _noted(note, explicit, path)


def _suggestion(one: Suggestion, explicit: QueryDict, path: str) -> SafeString:
    link = _link(Option(one.meant, one.key, one.value), explicit, path)
    return format_html(_("“{word}”: bedoelde u {link}?"), word=one.word, link=link)


def _noted(note: Note, explicit: QueryDict, path: str) -> SafeString:
    links = format_html_join(", ", "{}", ((_option(note, option, explicit, path),) for option in note.options))
    return format_html(_worded(note.kind), word=note.word, options=links)


def _option(note: Note, option: Option, explicit: QueryDict, path: str) -> SafeString:
    """What a word was corrected to is chosen already; everything else can be chosen."""
    return format_html("{}", option.label) if note.kind is NoteKind.CORRECTED else _link(option, explicit, path)


def _worded(kind: NoteKind) -> str:
    return {
        NoteKind.CORRECTED: _("“{word}” is gelezen als {options}."),
        NoteKind.ALSO: _("“{word}” kan ook zijn: {options}."),
        NoteKind.SEVERAL_PLACES: _("“{word}” ligt in meer gemeenten. Kies: {options}."),
        NoteKind.ONE_PLACE: _("Er is één werkplek. Liever {options}?"),
        NoteKind.FINER_LICENCE: _(
            "“{word}”: op de kaart staat alleen geen B, B of B en meer. Vraag het bij het contact."
        ),
        NoteKind.FINER_EDUCATION: _("“{word}”: niveaus binnen vmbo of mbo staan niet op de kaart."),
        NoteKind.HOURS_MINIMUM: _("“{word}”: u kunt alleen een minimum aantal uren zoeken."),
        NoteKind.NOT_ON_CARD: _("“{word}” staat niet op de kaart. Vraag het bij het contact."),
        NoteKind.NEGATED: _("“{word}”: hierop kunt u niet zoeken. Wat niet nodig is, hoeft u niet te noemen."),
        NoteKind.TOO_LONG: _("Gebruik hoogstens 20 woorden en 200 tekens."),
    }[kind]


def _link(option: Option, explicit: QueryDict, path: str) -> SafeString:
    """The same search with this option in it; plain text when the option is no parameter."""
    if not option.key:
        return format_html("{}", option.label)
    chosen = explicit.copy()
    if option.key == "werkplek":
        chosen[option.key] = option.value
    elif option.value not in chosen.getlist(option.key):
        chosen.appendlist(option.key, option.value)
    return format_html('<a class="nl-link" href="{}?{}">{}</a>', path, chosen.urlencode(), option.label)
