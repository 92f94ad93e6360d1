"""Admin pages of organisations and their people."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import JSONField, QuerySet
from django.forms import Textarea
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from explorer.accounts.check import check
from explorer.admin.organisation_access import AccessForm, history_of, note_change
from explorer.models import Membership, Organisation

if TYPE_CHECKING:
    MembershipForms = admin.StackedInline[Membership, Organisation]
    OrganisationPages = admin.ModelAdmin[Organisation]
else:  # Django's own classes take no type arguments at run time
    MembershipForms = admin.StackedInline
    OrganisationPages = admin.ModelAdmin


class MembershipInline(MembershipForms):
    """One below the other: in a table they are wider than the screen."""

    model = Membership
    extra = 0
    autocomplete_fields = ("user",)
    formfield_overrides = {JSONField: {"widget": Textarea({"rows": 1, "cols": 30})}}


@admin.register(Organisation)
class OrganisationAdmin(OrganisationPages):
    """Organisations with the roles of their people, and who stopped or restored their access."""

    form = AccessForm
    fieldsets = (
        (None, {"fields": ("name", "kind", "kvk_number", "checked_at", "checked_by")}),
        (_("Toegang"), {"fields": ("is_suspended", "expires_on", "access_history")}),
    )
    readonly_fields = ("checked_at", "checked_by", "access_history")
    list_display = ("name", "kind", "kvk_number", "checked_at", "checked_by", "suspended_at", "expires_on")
    list_filter = ("kind", ("checked_at", admin.EmptyFieldListFilter), ("suspended_at", admin.EmptyFieldListFilter))
    actions = ("note_as_checked",)
    search_fields = ("name", "kvk_number")
    inlines = (MembershipInline,)

    @admin.display(description=_("wie deed wat"))
    def access_history(self, organisation: Organisation) -> SafeString:
        """Who suspended, restored or limited the access, and when; the last first."""
        return history_of(organisation)

    def save_model(self, request: HttpRequest, obj: Organisation, form: Any, change: Any) -> None:
        """Notes in the history of the admin what changed in the access."""
        assert isinstance(request.user, User)  # noqa: S101 - the admin sees to it
        before = Organisation.objects.filter(pk=obj.pk).first() if change else None
        super().save_model(request, obj, form, change)
        note_change(before, obj, by=request.user.pk)

    @admin.action(description=_("Aantekenen als gecontroleerd"), permissions=["change"])
    def note_as_checked(self, request: HttpRequest, queryset: QuerySet[Organisation]) -> None:
        """Somebody looked at who these organisations are: from now on they have the whole budget."""
        chosen = list(queryset)
        for organisation in chosen:
            check(organisation=organisation, by=request.user.get_username(), at=timezone.now())
        said = ngettext(
            "%(count)d organisatie is aangetekend als gecontroleerd.",
            "%(count)d organisaties zijn aangetekend als gecontroleerd.",
            len(chosen),
        )
        messages.success(request, said % {"count": len(chosen)})
