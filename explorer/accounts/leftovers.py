"""Takes away what signing up and in, and programs, leave behind, once it serves nothing any more."""

import datetime as dt

from axes.models import AccessAttempt

from explorer.accounts.mail_links import SIGN_UP
from explorer.models import ApiToken, Invitation, KeptAnswer, MailRequest, SignUp

DAY = dt.timedelta(days=1)
EXPIRED_IS_SHOWN = dt.timedelta(days=30)


def forget(*, at: dt.datetime) -> None:
    """Sign-ups and invitations past their term; counts and answers to programs of a day ago; old tokens."""
    SignUp.objects.filter(asked_at__lt=at - SIGN_UP.term).delete()
    MailRequest.objects.filter(asked_at__lt=at - DAY).delete()
    AccessAttempt.objects.filter(attempt_time__lt=at - DAY).delete()
    KeptAnswer.objects.before(at - DAY).delete()
    ApiToken.objects.expired_before(at - EXPIRED_IS_SHOWN).delete()
    Invitation.objects.sent_before(at - EXPIRED_IS_SHOWN).delete()
