"""Whom an auditor asks about: from a reference or a Sonar number to the keys under which the log knows someone."""

from explorer.models import Organisation, ProfileReference
from explorer.references import UnknownReferenceError, is_well_formed, profile_key_of, tidied


class UnclearError(LookupError):
    """What was asked does not lead to one person; the message says what to do about it."""


def by_reference(named: str) -> str:
    """The profile key behind ORGANISATION:REFERENCE; an organisation by its number or its name.

    Raises:
        UnclearError: there is no such organisation or reference, or several organisations bear this name.
    """
    organisation, colon, code = named.rpartition(":")
    if not colon:
        raise UnclearError("Give ORGANISATION:REFERENCE, such as 7:D7K-4MPQ or Bureau Opstap:D7K-4MPQ.")
    try:
        return profile_key_of(viewer=f"o:{_organisation(organisation.strip()).pk}", code=code)
    except UnknownReferenceError:
        raise UnclearError(f"{organisation} knows nobody as {code}.") from None


def by_code(code: str) -> str:
    """The profile key behind a reference, whoever's it is.

    Raises:
        UnclearError: nobody's, or more than one viewer's and for different people.
    """
    tidy = tidied(code)
    found = ProfileReference.objects.filter(code=tidy) if is_well_formed(tidy) else ProfileReference.objects.none()
    people = set(found.values_list("profile_key", flat=True))
    if len(people) != 1:
        raise UnclearError(f"{len(people)} people are known as {tidy}.")
    return people.pop()


def _organisation(named: str) -> Organisation:
    found = (
        Organisation.objects.filter(pk=int(named)) if named.isdecimal() else Organisation.objects.filter(name=named)
    )
    if len(found) != 1:
        raise UnclearError(
            f"{len(found)} organisations are called {named!r}. Use the number of the one that is meant."
        )
    return found[0]
