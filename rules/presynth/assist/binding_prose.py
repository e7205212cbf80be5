"""What the Python source of a binding says in prose about its classes, their arguments and attributes."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from presynth.assist.binding_source import Source, opened
from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Type

_LONGEST = 200_000
"""Bytes of a docstring that are looked at."""
_TERRAFORM = "https://developer.hashicorp.com/"
_DOCS = re.compile(r"Docs at Terraform Registry:\s*\{@link [^}]*\}\.?")
_LINK = re.compile(r"\{@link (\S+?)(?: ([^}]*))?\}")
_REFERENCE = re.compile(r"`([^`<]+?)\s*<([^>]+)>`_+")
_STABILITY = re.compile(r"^\((?:experimental|stable|deprecated)\)\s*")
_FIELD = re.compile(r"^\s*:\w+[^:\n]*:", re.MULTILINE)


def class_prose(catalog: Catalog, type_: Type) -> str:
    """What is said of a class."""
    with opened(catalog, type_.module) as source:
        place = None if source is None else source.find_class(type_.qualname)
        if source is None or place is None:
            return ""
        text = _docstring(source, place[1], source.find(rb"\n +def ", place[1], len(source.data)))
    return "" if text.startswith("Represents a {@link") else _cleaned(_FIELD.split(text)[0])


def member_prose(catalog: Catalog, type_: Type, name: str) -> str:
    """What is said of an attribute or method of a class."""
    owner = catalog.declaring(type_, name) or type_
    with opened(catalog, owner.module) as source:
        place = None if source is None else source.find_member(owner.qualname, name, argument=False)
        if source is None or place is None:
            return ""
        return _cleaned(_FIELD.split(_docstring(source, place[1], place[1] + _LONGEST))[0])


def argument_prose(catalog: Catalog, type_: Type, name: str) -> str:
    """What is said of an argument of a class or struct."""
    with opened(catalog, type_.module) as source:
        place = None if source is None else source.find_class(type_.qualname)
        start = (
            None if source is None or place is None else source.find(rb"\n +def __init__\(", place[1], len(source.data))
        )
        if source is None or start is None:
            return ""
        text = _docstring(source, start, start + _LONGEST)
    said = re.search(rf":param {re.escape(name)}:(.*?)(?=\n\s*:\w|\Z)", text, re.DOTALL)
    cleaned = "" if said is None else _cleaned(said[1])
    return "" if cleaned == f"{name} block." else cleaned


def _docstring(source: Source, start: int, end: int | None) -> str:
    """The docstring that begins behind `start`, and before `end`."""
    opening = source.data.find(b"'''", start, len(source.data) if end is None else end)
    if opening < 0:
        return ""
    closing = source.data.find(b"'''", opening + 3, opening + _LONGEST)
    return source.data[opening + 3 : max(closing, opening + 3)].decode(errors="replace")


def _cleaned(text: str) -> str:
    """Prose as Markdown, without what the links to the registry say already."""
    text = _DOCS.sub("", text)
    text = _LINK.sub(lambda link: f"[{link[2] or link[1]}]({urljoin(_TERRAFORM, link[1])})", text)
    text = _REFERENCE.sub(r"[\1](\2)", text).replace("``", "`")
    text = "\n\n".join(" ".join(each.split()) for each in re.split(r"\n\s*\n", text))
    text = _STABILITY.sub("", text.strip())
    return "" if text == "-" else text
