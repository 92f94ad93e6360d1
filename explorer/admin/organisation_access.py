"""Stopping and restoring the access of an organisation in the admin, with who did so and when."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils import formats, timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from explorer.models import Organisation

if TYPE_CHECKING:
    Form = forms.ModelForm[Organisation]
else:  # Django's own class takes no type arguments at run time
    Form = forms.ModelForm

OF_DJANGO = "["
"""With this begin the messages that Django's admin writes of its own accord."""


class AccessForm(Form):
    """An organisation; a tick suspends it from this moment on, taking the tick away restores it."""

    is_suspended = forms.BooleanField(
        label=gettext_lazy("geblokkeerd"),
        required=False,
        help_text=gettext_lazy("Wie bij de organisatie hoort, heeft meteen geen toegang meer. Sleutels ook niet."),
    )

    class Meta:
        model = Organisation
        fields = ("name", "kind", "kvk_number", "expires_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_suspended"].initial = self.instance.suspended_at is not None

    def clean(self) -> dict[str, Any]:
        """Who was suspended already stays so since then."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        since = self.instance.suspended_at or timezone.now()
        self.instance.suspended_at = since if values["is_suspended"] else None
        return values


def note_change(before: Organisation | None, after: Organisation, *, by: int) -> None:
    """Writes into the history of the admin what became different in the access; `by` is the key of an account.

    `before` is the organisation as it was, None for a new one.
    """
    for words in _changes(before or Organisation(), after):
        LogEntry.objects.log_actions(by, [after], CHANGE, change_message=words, single_object=True)


def history_of(organisation: Organisation) -> SafeString:
    """A list of moments, people and what they did to the access of an organisation, the last first."""
    kind = ContentType.objects.get_for_model(Organisation)
    noted = LogEntry.objects.filter(content_type=kind, object_id=str(organisation.pk or ""))
    ours = noted.exclude(change_message__startswith=OF_DJANGO).exclude(change_message="").select_related("user")
    lines = [
        (formats.date_format(timezone.localtime(one.action_time), "j F Y H:i"), one.user.get_username(), one)
        for one in ours
    ]
    if not lines:
        return format_html("{}", _("Niets: de toegang is nog nooit veranderd."))
    items = format_html_join("", "<li>{} · {}: {}</li>", ((at, who, one.change_message) for at, who, one in lines))
    return format_html('<ul class="plain-list">{}</ul>', items)


def _changes(before: Organisation, after: Organisation) -> list[str]:
    found = []
    if bool(before.suspended_at) != bool(after.suspended_at):
        found.append(_("geblokkeerd") if after.suspended_at else _("blokkade opgeheven"))
    if before.expires_on != after.expires_on:
        day = after.expires_on and formats.date_format(after.expires_on, "j F Y")
        found.append(_("toegang tot %(day)s") % {"day": day} if day else _("einddatum weggehaald"))
    return found
