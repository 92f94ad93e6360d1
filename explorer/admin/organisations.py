"""Admin pages of organisations and their people."""

from typing import TYPE_CHECKING

from django.contrib import admin

from explorer.models import Membership, Organisation

if TYPE_CHECKING:
    MembershipTable = admin.TabularInline[Membership, Organisation]
    OrganisationPages = admin.ModelAdmin[Organisation]
else:  # Django's own classes take no type arguments at run time
    MembershipTable = admin.TabularInline
    OrganisationPages = admin.ModelAdmin


class MembershipInline(MembershipTable):
    model = Membership
    extra = 0
    autocomplete_fields = ("user",)


@admin.register(Organisation)
class OrganisationAdmin(OrganisationPages):
    """Organisations with the roles of their people."""

    list_display = ("name", "kind", "kvk_number", "suspended_at", "expires_on")
    list_filter = ("kind",)
    search_fields = ("name", "kvk_number")
    inlines = (MembershipInline,)
