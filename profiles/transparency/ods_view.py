"""Keeps the head and the names of an OpenDocument sheet in view while one scrolls, as LibreOffice stores that."""

from collections.abc import Sequence
from typing import Any

from odf.config import ConfigItem, ConfigItemMapEntry, ConfigItemMapIndexed, ConfigItemMapNamed, ConfigItemSet

from profiles.transparency.sheets import Sheet

FROZEN = 2
"""The split mode of panes that do not move."""


def keep_in_view(document: Any, sheets: Sequence[Sheet]) -> None:
    tables = ConfigItemMapNamed(name="Tables")
    for sheet in sheets:
        tables.addElement(_panes(sheet))
    view = ConfigItemMapEntry()
    view.addElement(_item("ViewId", "string", "view1"))
    view.addElement(tables)
    view.addElement(_item("ActiveTable", "string", sheets[0].name))
    views = ConfigItemMapIndexed(name="Views")
    views.addElement(view)
    settings = ConfigItemSet(name="ooo:view-settings")
    settings.addElement(views)
    document.settings.addElement(settings)


def _panes(sheet: Sheet) -> Any:
    head = sheet.first_row + sheet.levels - 1
    entry = ConfigItemMapEntry(name=sheet.name)
    for name, kind, value in (
        ("HorizontalSplitMode", "short", FROZEN),
        ("VerticalSplitMode", "short", FROZEN),
        ("HorizontalSplitPosition", "int", sheet.names),
        ("VerticalSplitPosition", "int", head),
        ("ActiveSplitRange", "short", 3),
        ("PositionLeft", "int", 0),
        ("PositionRight", "int", sheet.names),
        ("PositionTop", "int", 0),
        ("PositionBottom", "int", head),
    ):
        entry.addElement(_item(name, kind, str(value)))
    return entry


def _item(name: str, kind: str, value: str) -> Any:
    return ConfigItem(name=name, type=kind, text=value)
