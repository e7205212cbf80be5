"""The formats that the provider checks text for: ARNs, CIDR blocks, JSON, time windows, …

An empty text is left alone where the provider takes it for none at all.
"""

from __future__ import annotations

import ipaddress
import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from presynth.catalog import facts

REGION = r"[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}"
_LONGEST_PREFIX = 128
_SIZES_IN_VPC = range(16, 29)
_DAY = "(?:mon|tue|wed|thu|fri|sat|sun)"
_TIME = r"(?:[01]\d|2[0-3]):[0-5]\d"
_REGEXP_FAULTS = ("unterminated", "unbalanced", "missing )", "nothing to repeat")
_NOT_IN_GO = re.compile(r"\(\?(?:<?[=!]|>|\()")
"""Groups that Go's regular expressions do not have: what looks ahead or behind, atomic and conditional ones."""


class Format(NamedTuple):
    """A format: what it is called, what has it, and (where that is certain) what a text without it should be."""

    name: str
    matches: Callable[[str], bool]
    repaired: Callable[[str], str | None] = lambda _: None


def _pattern(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda text: compiled.fullmatch(text) is not None


def _is_address(version: int | None) -> Callable[[str], bool]:
    def matches(text: str) -> bool:
        try:
            return version in (None, ipaddress.ip_address(text).version)
        except ValueError:
            return False

    return matches


def _is_network(
    version: int | None, *, strict: bool, lengths: range = range(_LONGEST_PREFIX + 1)
) -> Callable[[str], bool]:
    def matches(text: str) -> bool:
        try:
            network = ipaddress.ip_network(text, strict=strict)
        except ValueError:
            return False
        return "/" in text and version in (None, network.version) and network.prefixlen in lengths

    return matches


def _network_of(text: str) -> str | None:
    """The network that an address with host bits lies in: `10.0.0.0/16` of `10.0.0.1/16`."""
    try:
        network = str(ipaddress.ip_network(text, strict=False)) if "/" in text else None
    except ValueError:
        return None
    return None if network == text else network


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _is_policy(text: str) -> bool:
    return text.lstrip().startswith("{") and _is_json(text)


def _is_base64(text: str) -> bool:
    joined = text.replace("\n", "").replace("\r", "")
    return len(joined) % 4 == 0 and re.fullmatch(r"[A-Za-z0-9+/]*={0,2}", joined) is not None


def _is_https_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.netloc)


def _is_rfc3339(text: str) -> bool:
    found = re.fullmatch(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)", text)
    try:
        datetime.fromisoformat(found[1] if found else "")
    except ValueError:
        return False
    return True


def _is_regexp(text: str) -> bool:
    if _NOT_IN_GO.search(text):
        return False
    try:
        re.compile(text)
    except re.error as error:
        # What only Go has (`\pL`, `\z`) is none of Python's business.
        return not str(error).startswith(_REGEXP_FAULTS)
    return True


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _is_arn(text: str) -> bool:
    sections = text.split(":", 5)
    if len(sections) < 6 or sections[0] != "arn":
        return False
    _, partition, _, region, account, resource = sections
    return bool(
        re.fullmatch(r"aws(?:-[a-z]+)*", partition)
        and re.fullmatch(rf"|\*|{REGION}", region)
        and re.fullmatch(r"|\*|aws|aws-managed|third-party|aws-marketplace|\d{12}|cw.{10}", account)
        and resource
    )


def _is_asn(text: str) -> bool:
    return text.isdecimal() and int(text) < 2**32


def _is_class(service: str) -> Callable[[str], bool]:
    """Whether there is such an instance class, or may be by now: of a family that is not known."""

    def matches(text: str) -> bool:
        offered = facts.instance_classes(service)
        if text in offered:
            return True
        family, _, size = text.rpartition(".")
        split = [each.rpartition(".") for each in offered]
        return bool(family) and family not in {each[0] for each in split} and size in {each[2] for each in split}

    return matches


FORMATS: dict[str, Format] = {
    "arn": Format("an ARN (`arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`)", _is_arn),
    "account-id": Format("the id of an AWS account, 12 digits", _pattern(r"\d{12}")),
    "region": Format("a region, like `eu-west-1`", _pattern(REGION)),
    "cidr": Format("a CIDR block, like `10.0.0.0/16`", _is_network(None, strict=False)),
    "ipv4-cidr": Format(
        "an IPv4 CIDR block without host bits, like `10.0.0.0/16`", _is_network(4, strict=True), _network_of
    ),
    "vpc-cidr": Format(
        "an IPv4 CIDR block of `/16` to `/28` without host bits, like `10.0.0.0/16`",
        _is_network(4, strict=True, lengths=_SIZES_IN_VPC),
        _network_of,
    ),
    "ipv6-cidr": Format(
        "an IPv6 CIDR block without host bits, like `2001:db8::/56`", _is_network(6, strict=True), _network_of
    ),
    "ip": Format("an IP address", _is_address(None)),
    "ipv4": Format("an IPv4 address", _is_address(4)),
    "ipv6": Format("an IPv6 address", _is_address(6)),
    "json": Format("JSON", _is_json),
    "iam-policy-json": Format("a policy as a JSON object", _is_policy),
    "base64": Format("base64", _is_base64),
    "https-url": Format("a URL that begins with `https://`", _is_https_url),
    "duration": Format(
        "a duration as Go has them, like `10m` or `1h30m`",
        _pattern(r"0|[-+]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|s|m|h))+"),
    ),
    "budget-time": Format("a time like `2026-11-29_12:00`", _pattern(r"\d{4}-\d\d-\d\d_\d\d:\d\d")),
    "rfc3339": Format("a time as in RFC 3339, like `2026-11-29T12:00:00Z`", _is_rfc3339),
    "regexp": Format("a regular expression as Go has them", _is_regexp),
    "asn": Format("an autonomous system number, 0 to 4294967295", _is_asn),
    "weekly-window": Format(
        "a weekly window in UTC, like `sun:04:00-sun:05:00`", _pattern(f"(?i:{_DAY}):{_TIME}-(?i:{_DAY}):{_TIME}")
    ),
    "daily-window": Format("a daily window in UTC, like `04:00-05:00`", _pattern(f"{_TIME}-{_TIME}")),
    "launch-template-id": Format("the id of a launch template (`lt-…`)", _pattern(r"lt-[0-9a-z]+")),
    "ec2-class": Format("an instance type that EC2 offers, like `m7i.large`", _is_class("ec2")),
    "number-in-string": Format("a number as text", _is_number),
    "bool-in-string": Format('`"true"` or `"false"`', _pattern("1|t|T|TRUE|true|True|0|f|F|FALSE|false|False")),
}
"""The formats by the kind that the table gives. Not among them: those that need more than the text to be judged."""
