"""Elements of HTML and SVG as a tree, so that a text from the data can never become markup."""

import re
from xml.etree.ElementTree import Element, tostring

Child = Element | str
_NOT_TEXT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Markup(str):
    """Markup that was written from a tree, so that a template may print it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def element(name: str, /, *children: Child, **attributes: str | int | float) -> Element:
    """An element whose texts are escaped when it is written; `class_` and `stroke_width` become those of HTML."""
    made = Element(name, {key.rstrip("_").replace("_", "-"): text(value) for key, value in attributes.items()})
    for child in children:
        _add(made, child)
    return made


def text(value: str | int | float) -> str:
    """A text without the control characters that XML, HTML and spreadsheets forbid."""
    return _NOT_TEXT.sub("", str(value))


def as_html(root: Element) -> str:
    return tostring(root, encoding="unicode", method="html")


def as_svg(root: Element) -> Markup:
    return Markup(tostring(root, encoding="unicode"))


def _add(parent: Element, child: Child) -> None:
    if isinstance(child, Element):
        parent.append(child)
    elif len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text(child)
    else:
        parent.text = (parent.text or "") + text(child)
