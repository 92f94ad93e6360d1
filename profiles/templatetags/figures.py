"""How figures are written in templates: thousands with a point, unknown as a word, differences with a sign."""

from django import template
from django.utils.translation import gettext as _

from profiles.models import EditionCorrection, Region

register = template.Library()


@register.filter
def number(value: int | None) -> str:
    """As in "1.624"; "onbekend" for what is not known."""
    return _("onbekend") if value is None else f"{value:,}".replace(",", ".")


@register.filter
def percent(value: int | None) -> str:
    """As in "74%"; a dash where no percentage is printed."""
    return "–" if value is None else f"{value}%"


@register.filter
def change(value: int | str | None) -> str:
    """As in "+12" or "−3"; a dash where there is nothing to compare with."""
    if value is None or value == "":
        return "–"
    sign = "+" if int(value) > 0 else "−" if int(value) < 0 else ""
    return sign + f"{abs(int(value)):,}".replace(",", ".")


@register.filter
def column(name: str) -> str:
    """A column in words."""
    return str(EditionCorrection.Column(name).label)


@register.filter
def regions(_: str) -> list[tuple[int, str]]:
    """Number and today's name of every region that is served."""
    return list(Region.objects.served().order_by("number").values_list("number", "name"))


@register.filter
def at(entries: list[tuple[object, object]], place: int) -> object:
    """The first part of the pair at a place."""
    return entries[place][0]
