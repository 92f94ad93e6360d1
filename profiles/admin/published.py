"""Admin pages of generations and the vocabularies: to look at, not to change."""

from django.contrib import admin

from profiles.admin.read_only import ReadOnlyAdmin
from profiles.models import Generation, Label, Municipality, Region, SubRegion, Term


@admin.register(Generation)
class GenerationAdmin(ReadOnlyAdmin):
    list_display = ("id", "created_at", "k", "size", "withheld", "terms_hidden")


@admin.register(Term)
class TermAdmin(ReadOnlyAdmin):
    list_display = ("code", "label_nl", "label_en", "vocabulary", "origin")
    list_filter = ("vocabulary",)
    search_fields = ("code", "label_nl", "label_en", "synonyms")


@admin.register(Label)
class LabelAdmin(ReadOnlyAdmin):
    list_display = ("fact", "code", "label_nl", "label_en", "level")
    list_filter = ("fact",)


@admin.register(Region)
class RegionAdmin(ReadOnlyAdmin):
    list_display = ("number", "cbs_code", "name")
    ordering = ("number",)


@admin.register(SubRegion)
class SubRegionAdmin(ReadOnlyAdmin):
    list_display = ("code", "name", "region")
    ordering = ("code",)


@admin.register(Municipality)
class MunicipalityAdmin(ReadOnlyAdmin):
    list_display = ("code", "name", "region", "sub_region", "valid_from", "valid_to")
    list_filter = ("region",)
    search_fields = ("name", "code")
