"""Takes away what signing up and in leaves behind, once it serves nothing any more."""

import datetime as dt

from axes.models import AccessAttempt

from explorer.accounts.mail_links import SIGN_UP
from explorer.models import MailRequest, SignUp

DAY = dt.timedelta(days=1)


def forget(*, at: dt.datetime) -> None:
    """Sign-ups whose link is past its term, and counts of mail and wrong passwords of more than a day ago."""
    SignUp.objects.filter(asked_at__lt=at - SIGN_UP.term).delete()
    MailRequest.objects.filter(asked_at__lt=at - DAY).delete()
    AccessAttempt.objects.filter(attempt_time__lt=at - DAY).delete()
