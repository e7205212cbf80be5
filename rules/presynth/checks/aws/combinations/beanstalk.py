"""Elastic Beanstalk: the options of an environment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from presynth.checks.aws.combinations.beanstalk_options import NAMED, OPEN, OPTIONS, VALUES
from presynth.checks.aws.combinations.conditions import Absent, Condition, shown, steps
from presynth.checks.aws.combinations.consequences import Alone, Breach, Consequence
from presynth.checks.aws.combinations.row import Row
from presynth.checks.aws.values import field_number, field_text
from presynth.checks.common.blocks import Block, Field, Presence
from presynth.checks.common.similar import folded, nearest
from presynth.findings import Severity

_REGISTRY = "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/"
_GUIDE = "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/"
_ENVIRONMENTS = ("aws_elastic_beanstalk_environment", "aws_elastic_beanstalk_configuration_template")
_SETTINGS = "setting"
_BASES = tuple(sorted((base for base in OPTIONS if base.endswith(NAMED)), key=len, reverse=True))

Option = tuple[str, str]
"""A namespace, and a name in it."""


def _base(namespace: str) -> str:
    """The namespace without what may be named behind it: the port of a listener, a process."""
    named = (base for base in _BASES if namespace.startswith(f"{base}:"))
    return namespace if namespace in OPTIONS else next(named, namespace)


class KnownOption(Consequence):
    """The options of a known namespace are known, or at least nothing like known ones; so are namespaces."""

    names = ("namespace", "name", "value")

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        namespace, name = (field_text(block, each) for each in self.names[:2])
        if namespace is None:
            return
        base, known = _base(namespace), (*OPTIONS, *OPEN)
        if base not in OPTIONS:
            meant = nearest(base, known, cutoff=0.92) if not base.startswith(OPEN) else []
            if meant and meant[0] != base:
                yield self._breach(block, "namespace", f"there is no `{namespace}`: `{meant[0]}` may be meant")
        elif name is not None and name not in OPTIONS[base]:
            yield from self._unknown(block, base, name)
        elif name is not None:
            yield from self._strange_value(block, (base, name))

    def _unknown(self, block: Block, base: str, name: str) -> Iterator[Breach]:
        homes = tuple(other for other, options in OPTIONS.items() if name in options)
        meant = nearest(name, OPTIONS[base], cutoff=0.85)
        if homes:
            yield self._breach(block, "name", f"`{base}` has no `{name}`: it is an option of {shown(homes[:3])}")
        elif meant:
            yield self._breach(block, "name", f"`{base}` has no `{name}`: `{meant[0]}` may be meant")

    def _strange_value(self, block: Block, option: Option) -> Iterator[Breach]:
        value, allowed = field_text(block, "value"), VALUES.get(option)
        if value is not None and allowed and folded(value) not in {folded(each) for each in allowed}:
            yield self._breach(block, "value", f"`{option[1]}` has to be {shown(allowed)}, not `{value}`")

    @staticmethod
    def _breach(block: Block, name: str, message: str) -> Breach:
        field = block.field((name,))
        return Breach(block.place if field is None else field.place, message)


def _options(block: Block) -> Mapping[Option, Block] | None:
    """All that is set, by namespace and name; None where some of it is not known."""
    settings, complete = block.children(_SETTINGS)
    found: dict[Option, Block] = {}
    for each in settings:
        namespace, name = field_text(each, "namespace"), field_text(each, "name")
        if namespace is None or name is None:
            return None
        found[namespace, name] = each
    return found if complete else None


@dataclass(frozen=True)
class _Sets(Condition):
    """One of the options is surely set."""

    namespace: str
    options: tuple[str, ...]

    def holds(self, block: Block, name: str) -> bool:
        return self._found(block) is not None

    def told(self, block: Block, name: str) -> str:
        return f"`{self._found(block)}` is set"

    def _found(self, block: Block) -> str | None:
        found = {
            (field_text(each, "namespace"), field_text(each, "name"))
            for each in block.children(_SETTINGS)[0]
            if each.presence(("value",)) is Presence.SET
        }
        return next((option for option in self.options if (self.namespace, option) in found), None)


class OptionNeeded(Consequence):
    """An option is set, where all that are set are known."""

    names = (_SETTINGS,)

    def __init__(self, namespace: str, option: str) -> None:
        self._option = (namespace, option)

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        options = _options(block)
        if options is not None and self._option not in options:
            place = block.place if cause is None else cause.place
            yield Breach(place, f"the option `{self._option[1]}` of `{self._option[0]}` is needed")


class OptionsAscend(Consequence):
    """The number that an option is set to is not less than that of another one."""

    names = (_SETTINGS,)

    def __init__(self, namespace: str, less: str, more: str) -> None:
        self._namespace, self._less, self._more = namespace, less, more

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        settings = block.children(_SETTINGS)[0]
        found = {(field_text(each, "namespace"), field_text(each, "name")): each for each in settings}
        least, most = (found.get((self._namespace, option)) for option in (self._less, self._more))
        if least is None or most is None:
            return
        less, more, field = field_number(least, "value"), field_number(most, "value"), most.field(steps("value"))
        if less is not None and more is not None and field is not None and more < less:
            yield Breach(field.place, f"`{self._more}` ({more:g}) must not be less than `{self._less}` ({less:g})")


ROWS: tuple[Row, ...] = (
    Row(
        _ENVIRONMENTS,
        (KnownOption(),),
        "Elastic Beanstalk refuses what it does not know",
        f"{_GUIDE}command-options-general.html",
        within=(_SETTINGS,),
    ),
    Row(
        _ENVIRONMENTS,
        (OptionsAscend("aws:autoscaling:asg", "MinSize", "MaxSize"),),
        "Elastic Beanstalk refuses it",
        f"{_GUIDE}command-options-general.html",
    ),
    Row(
        ("aws_elastic_beanstalk_environment",),
        (OptionNeeded("aws:ec2:vpc", "VPCId"),),
        "they are those of a VPC",
        f"{_GUIDE}command-options-general.html",
        {
            _SETTINGS: _Sets("aws:ec2:vpc", ("Subnets", "ELBSubnets", "DBSubnets")),
            "template_name": Absent(worth_telling=False),
        },
    ),
    Row(
        ("aws_elastic_beanstalk_environment",),
        (OptionNeeded("aws:ec2:vpc", "Subnets"),),
        "Elastic Beanstalk has to know where in the VPC",
        f"{_GUIDE}command-options-general.html",
        {_SETTINGS: _Sets("aws:ec2:vpc", ("VPCId",)), "template_name": Absent(worth_telling=False)},
    ),
    Row(
        ("aws_elastic_beanstalk_application",),
        (Alone("max_count", "max_age_in_days"),),
        "versions are counted, or they grow old",
        f"{_REGISTRY}elastic_beanstalk_application",
        within=("appversion_lifecycle",),
    ),
    Row(
        ("aws_elastic_beanstalk_environment",),
        (OptionNeeded("aws:autoscaling:launchconfiguration", "IamInstanceProfile"),),
        "Elastic Beanstalk makes no profile for the instances any more",
        f"{_GUIDE}iam-instanceprofile.html",
        {"template_name": Absent(worth_telling=False)},
        severity=Severity.WARNING,
    ),
)
