"""The shapes of what members keep and ask: saved searches, the shortlist, contact requests."""

from typing import Any

from rest_framework import serializers

from explorer.api.shapes import CandidateSerializer, LinkSerializer, LinksSerializer
from explorer.contact.asking import MOST_CANDIDATES
from explorer.contact.states import State
from explorer.models import SavedSearch
from explorer.saved_searches import LONGEST_NAME, LONGEST_QUERY
from explorer.shortlist import LONGEST_NOTE

FREQUENCIES = {
    SavedSearch.Frequency.NEVER: "nooit",
    SavedSearch.Frequency.DAILY: "dagelijks",
    SavedSearch.Frequency.WEEKLY: "wekelijks",
}
STATES = {
    State.RECEIVED: "ontvangen",
    State.TAKEN: "opgepakt",
    State.ASKED: "gevraagd",
    State.INTRODUCED: "kennisgemaakt",
    State.IMPOSSIBLE: "nietMogelijk",
    State.CLOSED: "afgesloten",
}
REFERENCE = r"^[0-9A-Z]{3}-[0-9A-Z]{4}$"
KEY = "Drawn by lot; the last part of the address."
SEARCH = "Search parameters as in an address, such as `regio=4&rijbewijs=B`."


class SelfSerializer(serializers.Serializer[Any]):
    """The address of one thing."""

    self = LinkSerializer()


class SavedLinksSerializer(SelfSerializer):
    """Addresses of a saved search, and of what it finds."""

    kandidaten = LinkSerializer()


class SavedSearchSerializer(serializers.Serializer[Any]):
    """A search that a member keeps."""

    sleutel = serializers.UUIDField(help_text=KEY)
    naam = serializers.CharField(help_text="Its name, given by the member.")
    zoekvraag = serializers.CharField(help_text=SEARCH + " Canonical; empty for a search without parameters.")
    bericht = serializers.ChoiceField(choices=list(FREQUENCIES.values()), help_text="How often changes are mailed.")
    gedeeld = serializers.BooleanField(help_text="Whether colleagues see it.")
    opdrachtgever = serializers.CharField(allow_null=True, help_text="For which client, for intermediaries.")
    bewaardOp = serializers.DateTimeField(help_text="When it was kept, or replaced by another search.")
    _links = SavedLinksSerializer()


class NewSavedSearchSerializer(serializers.Serializer[Any]):
    """A search to keep."""

    naam = serializers.CharField(max_length=LONGEST_NAME, help_text="A name that the member does not use yet.")
    zoekvraag = serializers.CharField(
        max_length=LONGEST_QUERY, allow_blank=True, required=False, default="", help_text=SEARCH
    )


class ChangedSavedSearchSerializer(serializers.Serializer[Any]):
    """What is to be changed of a saved search; what is not named stays."""

    naam = serializers.CharField(max_length=LONGEST_NAME, required=False, help_text="Another name.")
    zoekvraag = serializers.CharField(
        max_length=LONGEST_QUERY, allow_blank=True, required=False, help_text="Another search. " + SEARCH
    )
    bericht = serializers.ChoiceField(
        choices=list(FREQUENCIES.values()), required=False, help_text="How often changes are mailed."
    )
    gedeeld = serializers.BooleanField(required=False, help_text="Whether colleagues see it.")


class ListSerializer(serializers.Serializer[Any]):
    """What every list has."""

    totaal = serializers.IntegerField(min_value=0, help_text="How many there are in all.")
    pagina = serializers.IntegerField(min_value=1, help_text="The number of this page.")
    paginas = serializers.IntegerField(min_value=1, help_text="How many pages there are.")
    _links = LinksSerializer()


class SavedSearchesSerializer(ListSerializer):
    """A page of saved searches, by name."""

    zoekopdrachten = SavedSearchSerializer(many=True)


class EntrySerializer(serializers.Serializer[Any]):
    """A candidate on the member's shortlist."""

    sleutel = serializers.UUIDField(help_text=KEY)
    notitie = serializers.CharField(help_text="The member's note; empty without one.")
    zoekvraag = serializers.CharField(help_text="The search in which they were found; empty when there was none.")
    bewaardOp = serializers.DateTimeField(help_text="Since when they are on the list.")
    kandidaat = CandidateSerializer(
        allow_null=True, help_text="The card, with its answers to `zoekvraag`; null while they are not available."
    )
    _links = SelfSerializer()


class ShortlistSerializer(ListSerializer):
    """A page of the shortlist, in the member's own order. Every card in it is a showing and logged."""

    selectie = EntrySerializer(many=True)


class NewEntrySerializer(serializers.Serializer[Any]):
    """A candidate to keep."""

    referentie = serializers.RegexField(REFERENCE, help_text="The caller's own reference of the candidate.")
    zoekvraag = serializers.CharField(
        max_length=LONGEST_QUERY,
        allow_blank=True,
        required=False,
        default="",
        help_text="The search in which they were found. " + SEARCH,
    )


class KeptSerializer(serializers.Serializer[Any]):
    """A candidate who is on the shortlist now, or was already."""

    sleutel = serializers.UUIDField(help_text=KEY)
    referentie = serializers.RegexField(REFERENCE, help_text="The caller's own reference of the candidate.")
    _links = SelfSerializer()


class NoteSerializer(serializers.Serializer[Any]):
    """A note beside a candidate."""

    notitie = serializers.CharField(
        max_length=LONGEST_NOTE, allow_blank=True, help_text="Without personal data; empty takes it away."
    )


class AskedSerializer(serializers.Serializer[Any]):
    """How it stands with one candidate of a contact request."""

    referentie = serializers.RegexField(REFERENCE, help_text="The caller's own reference of the candidate.")
    status = serializers.ChoiceField(choices=list(STATES.values()), help_text="How far it is.")
    uitleg = serializers.CharField(help_text="The same in a sentence, with the reason or outcome.")
    vragen = serializers.ListField(
        child=serializers.CharField(), help_text="What the card left open and the adviser is to ask."
    )


class ContactRequestSerializer(serializers.Serializer[Any]):
    """A question to the advisers about candidates."""

    sleutel = serializers.UUIDField(help_text=KEY)
    werk = serializers.CharField(help_text="For what work.")
    aantal = serializers.IntegerField(min_value=1, help_text="How many people are wanted.")
    vanaf = serializers.DateField(allow_null=True, help_text="From which day on; null: not said.")
    bericht = serializers.CharField(help_text="The message to the adviser; empty without one.")
    gevraagdOp = serializers.DateTimeField(help_text="When it was asked.")
    kandidaten = AskedSerializer(many=True)
    _links = SelfSerializer()


class ContactRequestsSerializer(ListSerializer):
    """A page of the organisation's contact requests, newest first."""

    contactverzoeken = ContactRequestSerializer(many=True)


class NewContactRequestSerializer(serializers.Serializer[Any]):
    """Candidates to ask for, and the work."""

    kandidaten = serializers.ListField(
        child=serializers.RegexField(REFERENCE),
        min_length=1,
        max_length=MOST_CANDIDATES,
        help_text="The caller's own references.",
    )
    werk = serializers.CharField(max_length=200, help_text="For what work, without personal data.")
    aantal = serializers.IntegerField(min_value=1, max_value=500, default=1, help_text="How many people are wanted.")
    vanaf = serializers.DateField(required=False, allow_null=True, default=None, help_text="From which day on.")
    bericht = serializers.CharField(
        max_length=1000, allow_blank=True, default="", help_text="To the adviser, without personal data."
    )
    zoekvraag = serializers.CharField(
        max_length=LONGEST_QUERY,
        allow_blank=True,
        default="",
        help_text="The search: what a card leaves open of it, the adviser asks. " + SEARCH,
    )
