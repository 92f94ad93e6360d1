"""The admin as it is for this site: only for whoever acts under a role of UWV, or owns the installation."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest


class StaffAdminConfig(AdminConfig):
    """Django's admin app with the site below."""

    default_site = "explorer.admin_site.StaffSite"


class StaffSite(AdminSite):
    """Asks at every request, so that a stopped organisation or another choice counts at once."""

    def has_permission(self, request: HttpRequest) -> bool:
        from explorer.access import STAFF_ROLES  # models are not loaded yet when Django reads this module
        from explorer.acting import membership_of

        acting = membership_of(request)
        return super().has_permission(request) and (
            request.user.is_superuser or (acting is not None and acting.role in STAFF_ROLES)
        )
