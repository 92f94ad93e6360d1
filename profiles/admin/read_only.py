"""The admin of rows that the system writes."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:  # Django's own class takes no type arguments at run time
    ModelAdmin = admin.ModelAdmin


class ReadOnlyAdmin(ModelAdmin):
    """Rows that the system writes and people only look at."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def allow(self, request: HttpRequest) -> None:
        """For pages of its own. Raises PermissionDenied for whoever may not look."""
        if not self.has_view_permission(request):
            raise PermissionDenied

    def frame(self, request: HttpRequest) -> dict[str, Any]:
        """What the admin prints around a page of its own; without the side bar."""
        return {**self.admin_site.each_context(request), "is_nav_sidebar_enabled": False, "opts": self.opts}
