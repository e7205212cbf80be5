"""What a value in a DNS record is, as far as it is known, and which record types it cannot be in."""

from __future__ import annotations

import ipaddress
import re
from enum import Enum

from presynth.program.values import Constant, Text, Token, Value, options_of


class Kind(Enum):
    """What a value is, in words."""

    ARN = "an ARN"
    NAME = "a DNS name"
    URL = "a URL"
    IPV4 = "an IPv4 address"
    IPV6 = "an IPv6 address"
    OTHER = "no address"


_NAMES = {"address", "cname", "endpoint", "fqdn", "public_dns", "private_dns", "private_dns_name"}
_NAME_ENDS = ("dns_name", "domain_name", "_domain", "_endpoint", "endpoint_address")
"""Attributes of AWS resources that hold a host's name, and how the names of others end."""
_ADDRESSES = {"public_ip": Kind.IPV4, "private_ip": Kind.IPV4, "ipv6_address": Kind.IPV6}
_NOT_IN_ADDRESS = re.compile(r"[^0-9.]")
_NOT_IN_IPV6 = re.compile(r"[^0-9a-fA-F:.]")
_NAMED = re.compile(r"[A-Za-z0-9_*-]+(\.[A-Za-z0-9_-]+)+\.?")
_FORMS = {
    "MX": (re.compile(r"\d+\s+\S+"), "a priority and a name, as in `10 mail.acme.net`"),
    "SRV": (re.compile(r"\d+\s+\d+\s+\d+\s+\S+"), "priority, weight, port and name"),
    "CAA": (re.compile(r'\d+\s+\w+\s+"[^"]*"'), 'a flag, a tag and a quoted text, as in `0 issue "amazon.com"`'),
}
_HOLDS = {"A": "IPv4 addresses", "AAAA": "IPv6 addresses", "CNAME": "a DNS name", "NS": "DNS names", "PTR": "DNS names"}


def misfit(record_type: str, value: Value) -> tuple[str, Kind, bool] | None:
    """Why a value cannot be in a record of a type: a phrase, what it is, and whether Route 53 refuses it for that.

    None where it can be, or where one of the possible values can.
    """
    found = [_misfit(record_type, option) for option in options_of(value)]
    return found[0] if found and None not in found else None


def _misfit(record_type: str, value: Value) -> tuple[str, Kind, bool] | None:
    if record_type in ("A", "AAAA"):
        wanted = Kind.IPV4 if record_type == "A" else Kind.IPV6
        kind = kind_of(value) or _impossible(record_type, value)
        if kind is None or kind is wanted:
            return None
        return f"{_HOLDS[record_type]}, and this is {kind.value}", kind, True
    if record_type in ("CNAME", "NS", "PTR"):
        kind = kind_of(value)
        if kind in (None, Kind.NAME, Kind.OTHER):
            return None
        return f"{_HOLDS[record_type]}, and this is {kind.value}", kind, False
    if record_type in _FORMS:
        return _malformed(record_type, value)
    return None


def _malformed(record_type: str, value: Value) -> tuple[str, Kind, bool] | None:
    form, words = _FORMS[record_type]
    kind = kind_of(value)
    if isinstance(value, Token):
        return None if kind is None else (f"{words}, and this is {kind.value} alone", kind, True)
    text = _text(value)
    if text is None or form.fullmatch(text.strip()):
        return None
    return words, kind or Kind.OTHER, True


def kind_of(value: Value) -> Kind | None:
    """What a value is, None where that is not known."""
    if isinstance(value, Token):
        return _of_attribute(value)
    if isinstance(value, Text):
        if _is_interpolated("".join(part for part in value.parts if isinstance(part, str))):
            return None
        if value.prefix:
            return _by_start(value.prefix)
        kinds = {_of_attribute(part) for part in value.parts if isinstance(part, Token)}
        return kinds.pop() if len(kinds) == 1 and value.suffix in ("", ".") else None
    text = _text(value)
    return None if text is None else _of_text(text)


def _of_attribute(token: Token) -> Kind | None:
    type_ = None if token.source is None else token.source.type
    if token.type.kind != "string" or type_ is None or not type_.terraform_type.startswith("aws_"):
        return None
    name = token.attribute.rpartition(".")[2]
    if name == "arn" or name.endswith("_arn"):
        return Kind.ARN
    if name in _NAMES or name.endswith(_NAME_ENDS):
        return Kind.NAME
    return Kind.URL if name.endswith("_url") else _ADDRESSES.get(name)


def _of_text(text: str) -> Kind:
    try:
        return Kind.IPV4 if ipaddress.ip_address(text).version == 4 else Kind.IPV6
    except ValueError:
        return _by_start(text) or (Kind.NAME if _NAMED.fullmatch(text) else Kind.OTHER)


def _by_start(text: str) -> Kind | None:
    if text.startswith("arn:"):
        return Kind.ARN
    return Kind.URL if text.startswith(("http://", "https://")) else None


def _impossible(record_type: str, value: Value) -> Kind | None:
    """A name, if the known parts of a text have characters that no address has."""
    if not isinstance(value, Text):
        return None
    known = "".join(part for part in value.parts if isinstance(part, str))
    if _is_interpolated(known):
        return None
    strange = _NOT_IN_ADDRESS if record_type == "A" else _NOT_IN_IPV6
    return Kind.NAME if strange.search(known) else None


def _text(value: Value) -> str | None:
    known = value.value if isinstance(value, Constant) else None
    return known if isinstance(known, str) and not _is_interpolated(known) else None


def _is_interpolated(text: str) -> bool:
    """Whether Terraform will put something into it."""
    return "${" in text or "%{" in text
