"""Audiences for the tests of references and budgets: people of an organisation, and visitors on a network."""

from explorer.audience import Audience
from explorer.budget import Limit, Whose
from profiles.audit import Viewer
from profiles.models import Origin, Purpose


def employer(
    organisation: int = 1, *, person: str = "a", most: int = 500, shared: int = 3000, is_stopped: bool = True
) -> Audience:
    """Someone who works for an organisation; the same person may work for several."""
    key, account = f"o:{organisation}", f"account {person}"
    limits = (Limit(Whose.PERSON, key, most, account), Limit(Whose.ORGANISATION, key, shared))
    viewer = Viewer(key, f"persoon-{person}", f"Bureau {organisation}", "employer", Origin.WEB, Purpose.RECRUIT)
    return Audience(viewer, limits, account, is_stopped=is_stopped)


def visitor(session: str = "s", *, network: str = "n", most: int = 100, shared: int = 2000) -> Audience:
    """Someone without an account."""
    key = f"v:{session}"
    limits = (Limit(Whose.VISITOR, key, most), Limit(Whose.NETWORK, f"n:{network}", shared))
    return Audience(Viewer(key, f"bezoeker {session}", "", "visitor", Origin.WEB, Purpose.EXPLORE), limits)
