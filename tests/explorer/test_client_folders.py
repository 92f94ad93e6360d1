"""An intermediary has folders for its clients, shared within the organisation and with nobody else."""

import pytest

from explorer.client_folders import CannotKeepFolderError, NoFoldersError, make, remove, rename
from explorer.models import ClientFolder, Membership
from tests.factories import make_membership

pytestmark = pytest.mark.django_db
Role = Membership.Role


def test_colleagues_share_folders_and_others_do_not() -> None:
    own, other = make_membership(), make_membership()
    folder = make(membership=own, name="  Bakkerij   De Korenaar ")
    make(membership=other, name="Bakkerij De Korenaar")

    assert list(ClientFolder.objects.of(own.organisation_id)) == [folder]
    assert folder.name == "Bakkerij De Korenaar"


@pytest.mark.parametrize("role", [role for role in Role if role != Role.INTERMEDIARY])
def test_only_intermediaries_have_clients(role: str) -> None:
    with pytest.raises(NoFoldersError):
        make(membership=make_membership(role), name="Bakkerij")


@pytest.mark.parametrize("name", ["", "   ", "bakkerij", "Piet 06-12345678"])
def test_a_name_that_cannot_be_used_is_refused_in_words(name: str) -> None:
    own = make_membership()
    make(membership=own, name="Bakkerij")

    with pytest.raises(CannotKeepFolderError):
        make(membership=own, name=name)


def test_a_folder_gets_another_name_and_goes() -> None:
    own = make_membership()
    folder = rename(folder=make(membership=own, name="Bakkerij"), name="Slagerij")
    assert ClientFolder.objects.get().name == "Slagerij"

    remove(folder=folder)

    assert not ClientFolder.objects.exists()


def test_there_is_an_end_to_the_number_of_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.client_folders.MOST_FOLDERS", 1)
    own = make_membership()
    make(membership=own, name="Bakkerij")

    with pytest.raises(CannotKeepFolderError, match="al 1 opdrachtgevers"):
        make(membership=own, name="Slagerij")
