"""Actions on the client folders of an intermediary: make, rename, remove."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from explorer.access import Action, may_as
from explorer.free_text import PersonalDataError, refuse_personal_data
from explorer.models import ClientFolder, Membership

LONGEST_NAME = 80
MOST_FOLDERS = 200


class CannotKeepFolderError(ValueError):
    """The folder was not made or renamed; the message says why and what to do."""


class NoFoldersError(PermissionError):
    """This role has no clients."""


def make(*, membership: Membership, name: str) -> ClientFolder:
    """A new folder of the organisation that this membership acts for.

    Raises:
        NoFoldersError: the role is not one with clients.
        CannotKeepFolderError: no name, one in use or with personal data in it, or too many folders.
    """
    if not may_as(membership, Action.KEEP_FOLDERS):
        raise NoFoldersError
    if ClientFolder.objects.of(membership.organisation_id).count() >= MOST_FOLDERS:
        text = _("U hebt al %(most)d opdrachtgevers. Verwijder er eerst een.")
        raise CannotKeepFolderError(text % {"most": MOST_FOLDERS})
    return _stored(ClientFolder(organisation_id=membership.organisation_id, name=_usable(name)))


def rename(*, folder: ClientFolder, name: str) -> ClientFolder:
    """Gives a folder another name.

    Raises:
        CannotKeepFolderError: no name, or one that is in use or holds personal data.
    """
    folder.name = _usable(name)
    return _stored(folder)


def remove(*, folder: ClientFolder) -> None:
    """Takes a folder away; what was kept in it stays with the organisation, in no folder."""
    folder.delete()


def _usable(name: str) -> str:
    tidy = " ".join(name.split())[:LONGEST_NAME]
    if not tidy:
        raise CannotKeepFolderError(_("Geef de opdrachtgever een naam."))
    try:
        refuse_personal_data(tidy)
    except PersonalDataError as error:
        raise CannotKeepFolderError(str(error)) from None
    return tidy


def _stored(folder: ClientFolder) -> ClientFolder:
    try:
        with transaction.atomic():
            folder.save()
    except IntegrityError:
        text = _("Er is al een opdrachtgever “%(name)s”. Kies een andere naam.")
        raise CannotKeepFolderError(text % {"name": folder.name}) from None
    return folder
