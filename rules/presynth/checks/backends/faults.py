"""What is wrong with what a backend is told, and how to say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from presynth.catalog.names import snake_case
from presynth.checks.backends.fixes import has_successor
from presynth.checks.backends.settings import Setting
from presynth.program.values import Constant, Instance
from presynth.terraform import backends
from presynth.terraform.backends import Known, Verdict
from presynth.terraform.version import Product, TerraformVersion

_PRODUCTS: dict[Product, str] = {"terraform": "Terraform", "opentofu": "OpenTofu"}
_LENIENT = ("s3",)
"""Backends that ignore what they do not know inside a block, where others refuse it (Terraform 1.11.4)."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with a setting.

    `name` is the argument at fault ("": the backend itself), `known` when it is known (None: never), `version` what
    the project runs.
    """

    setting: Setting
    name: str
    known: Known | None
    verdict: Verdict
    version: TerraformVersion | None

    @property
    def is_ignored(self) -> bool:
        """Whether `init` passes over it without a word."""
        return self.known is None and "." in self.name and self.setting.backend in _LENIENT

    @property
    def is_fatal(self) -> bool:
        """Whether `init` refuses it for certain."""
        return self.verdict is Verdict.REFUSED and not self.is_ignored


def versions(found: Sequence[Setting], project: TerraformVersion | None) -> Mapping[Instance | None, TerraformVersion]:
    """The version that runs each stack which requires one itself."""
    required_by: dict[Instance | None, TerraformVersion] = {}
    for setting in found:
        if setting.path != ("required_version",) or setting.event.conditions or setting.stack is None:
            continue
        text = setting.value.value if isinstance(setting.value, Constant) else None
        product = project.product if project is not None else "terraform"
        required = TerraformVersion.parse(product, text, "required_version") if isinstance(text, str) else None
        if required is not None:
            required_by[setting.stack] = _both(required, project)
    return required_by


def _both(required: TerraformVersion, project: TerraformVersion | None) -> TerraformVersion:
    """What meets both; where nothing does, the project's own version has to give way."""
    if project is None or max(required.lowest, project.lowest) >= min(required.end, project.end):
        return required
    if project.is_pinned:
        return project
    return replace(required, lowest=max(required.lowest, project.lowest), end=min(required.end, project.end))


def judged(setting: Setting, version: TerraformVersion | None) -> Fault | None:
    """What is wrong with a setting, if anything."""
    if setting.backend is None:
        return None
    arguments = backends.arguments(setting.backend)
    name = "" if arguments is None else _first_unknown(setting.name, arguments)
    for each in dict.fromkeys(("", name)):
        known = (arguments or {}).get(each)
        verdict = backends.verdict(known, version)
        if verdict in (Verdict.REFUSED, Verdict.DEPENDS):
            return Fault(setting, each, known, verdict, version)
    return None


def _first_unknown(name: str, arguments: Mapping[str, Known]) -> str:
    """The argument that decides: the first that is not known, else the innermost one; keys of maps are free."""
    parts = [part for part in name.split(".") if not part.isdigit()]
    inner = ""
    for part in parts:
        if inner and not any(each.startswith(f"{inner}.") for each in arguments):
            return inner
        inner = f"{inner}.{part}" if inner else part
        if inner not in arguments:
            return inner
    return inner


def message(fault: Fault) -> str:
    """What happens, in a sentence."""
    name, backend = fault.name, fault.setting.backend
    known = " and ".join(_span(_PRODUCTS[product], span) for product, span in (fault.known or {}).items())
    if not name:
        return f"{_running(fault)} has no backend `{backend}`{f' ({known} has)' if known else ''}: `init` refuses it"
    if not known:
        meant = guess(fault)
        hint = f"; did you mean `{meant}`?" if meant else ""
        outcome = "it is ignored" if fault.is_ignored else "`init` refuses it"
        return f"{_holder(fault)} has no argument `{name}`: {outcome}{hint}"
    start = f"`{name}` is an argument of {_holder(fault)} only in {known}"
    hint = "; use `assume_role`" if has_successor(fault.setting) else ""
    if fault.version is None:
        return f"{start}: `init` of others refuses it, and nothing says which version this project runs{hint}"
    if fault.verdict is Verdict.REFUSED:
        return f"{start}: `init` of {_running(fault)} ({fault.version.source}) refuses it{hint}"
    allowed = f"`{fault.version.version}` ({fault.version.source})"
    return f"{start}: `init` of others refuses it, and {allowed} allows them{hint}"


def _holder(fault: Fault) -> str:
    return "the `cloud` block" if fault.setting.backend == "cloud" else f"the `{fault.setting.backend}` backend"


def _running(fault: Fault) -> str:
    if fault.version is None:
        return "Terraform"
    return f"{_PRODUCTS[fault.version.product]} {fault.version.version}"


def _span(product: str, span: backends.Span) -> str:
    if span.since and span.until:
        return f"{product} from {span.since} up to, not including, {span.until}"
    if span.since:
        return f"{product} from {span.since} on"
    return f"{product} before {span.until}" if span.until else f"every {product}"


def guess(fault: Fault) -> str | None:
    """What a name that nobody knows was probably meant to be: an argument on the same level that is not refused."""
    if fault.known is not None:
        return None
    arguments = backends.arguments(fault.setting.backend or "") or {}
    block, _, name = fault.name.rpartition(".")
    level = [each.rpartition(".")[2] for each in arguments if each and each.rpartition(".")[0] == block]
    valid = [
        each
        for each in level
        if backends.verdict(arguments[f"{block}.{each}" if block else each], fault.version) is not Verdict.REFUSED
    ]
    if snake_case(name) in valid:
        return snake_case(name)
    return next(iter(get_close_matches(name, valid, n=1, cutoff=0.75)), None)
