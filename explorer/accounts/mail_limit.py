"""How much mail somebody can have sent to an address: enough for a lost mail, not enough to fill a post box."""

import datetime as dt

from explorer.models import MailRequest
from profiles import keys

WINDOW = dt.timedelta(hours=1)
MOST_TO_ADDRESS = 3
MOST_FROM_NETWORK = 40


class TooManyFromNetworkError(RuntimeError):
    """This network asked for too many mails; it says nothing about any address."""


def note(*, address: str, network: str, at: dt.datetime) -> bool:
    """Notes that a mail is asked for; whether it may be sent. Nobody is told which, the same happens on the screen.

    Raises:
        TooManyFromNetworkError: nothing more from this network, for an hour.
    """
    recent, whom, where = MailRequest.objects.since(at - WINDOW), keys.address_key(address), keys.network_key(network)
    if recent.filter(network=where).count() >= MOST_FROM_NETWORK:
        raise TooManyFromNetworkError
    MailRequest.objects.create(address=whom, network=where, asked_at=at)
    return recent.filter(address=whom).count() <= MOST_TO_ADDRESS
