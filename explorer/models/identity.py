"""By which name another party knows an account."""

from django.conf import settings
from django.db import models


class ExternalIdentity(models.Model):
    """An account as an OpenID Connect provider names it: issuer and subject together, and nothing else, tell who."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="identities")
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    first_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="one_account_per_issuer_and_subject")
        ]

    def __str__(self) -> str:
        return self.issuer
