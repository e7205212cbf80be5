"""Lifecycle policies of ECR: which images go."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.aws.documents import Path, document
from presynth.checks.aws.shapes import Fault, Object, is_object, known_text, objects
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.checks.templates.syntax import HOLE
from presynth.findings import Finding

_SINCE = ("sinceImagePushed", "sinceImagePulled", "sinceImageTransitioned")
_COUNTED = ("imageCountMoreThan", *_SINCE)
_STATUSES = ("tagged", "untagged", "any")
_ACTIONS = ("expire", "transition")
_TAGS = ("tagPrefixList", "tagPatternList")

_IMPORTS = """
import json

from cdktf_cdktf_provider_aws.ecr_lifecycle_policy import EcrLifecyclePolicy

expire = {"type": "expire"}
week = {"tagStatus": "untagged", "countType": "sinceImagePushed", "countUnit": "days", "countNumber": 7}
"""


class ImageLifecycle(ResourceRule):
    """A lifecycle policy of ECR has rules that ECR does not take.

    ## What it does
    Looks at the rules as far as they are known: priorities that are missing, below 1 or there twice, a rule for `any`
    images that is not the last, tags that are missing or in the way, counts without their number or unit.

    ## Why is this bad?
    The provider looks only whether it is JSON; ECR refuses the policy: "InvalidParameterException: Invalid parameter at
    'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy validation failure: …'".

    ## References
    - https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html (2026-11-29)
    """

    code = "PS376"
    name = "image-lifecycle"
    terraform_types = ("aws_ecr_lifecycle_policy", "aws_ecr_repository_creation_template")
    VALID = (
        Valid(
            _IMPORTS
            + """
some = {"tagStatus": "tagged", "tagPatternList": ["v*"], "countType": "imageCountMoreThan", "countNumber": 30}
rest = {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 100}
rules = [
    {"rulePriority": number, "description": "keep few", "selection": selection, "action": expire}
    for number, selection in enumerate((week, some, rest), 1)
]
EcrLifecyclePolicy(self, "images", repository="api", policy=json.dumps({"rules": rules}))
"""
        ),
        Valid(
            _IMPORTS
            + """

def keep(scope, name, rules, selection):
    EcrLifecyclePolicy(scope, name, repository=name, policy=json.dumps({"rules": rules}))
    rule = {"rulePriority": 1, "selection": {**week, **selection}, "action": expire}
    EcrLifecyclePolicy(scope, f"{name}-one", repository=name, policy=json.dumps({"rules": [rule]}))
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
old = {"tagStatus": "untagged", "countType": «"sinceImagePushed"», "countNumber": 7}
rule = {"rulePriority": 1, "selection": old, "action": expire}
EcrLifecyclePolicy(self, "images", repository="api", policy=json.dumps({"rules": [rule]}))
""",
            message='`sinceImagePushed` needs `"countUnit": "days"`',
        ),
        Invalid(
            _IMPORTS
            + """
some = {"tagStatus": «"tagged"», "countType": "imageCountMoreThan", "countNumber": 7}
rule = {"rulePriority": 1, "selection": some, "action": expire}
EcrLifecyclePolicy(self, "images", repository="api", policy=json.dumps({"rules": [rule]}))
""",
            message="`tagged` images need `tagPrefixList` or `tagPatternList`",
        ),
        Invalid(
            _IMPORTS
            + """
rest = {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 30}
rules = [
    {"rulePriority": «1», "selection": rest, "action": expire},
    {"rulePriority": 2, "selection": week, "action": expire},
]
EcrLifecyclePolicy(self, "images", repository="api", policy=json.dumps({"rules": rules}))
""",
            message="the rule for `any` images has to be the last",
        ),
        Invalid(
            _IMPORTS
            + """
rest = {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 30}
rules = [
    {"rulePriority": 1, "selection": week, "action": expire},
    {"rulePriority": «1», "selection": rest, "action": expire},
]
EcrLifecyclePolicy(self, "images", repository="api", policy=json.dumps({"rules": rules}))
""",
            message="two rules have the priority 1",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        named = "policy" if resource.event.type.terraform_type == "aws_ecr_lifecycle_policy" else "lifecycle_policy"
        read = document(resource.program, resource.field(named))
        for fault in () if read is None else _faults(read.content):
            assert read is not None
            yield self.finding(read.place(*fault.path), f"{fault.message}: ECR refuses it", about=resource.instance)


def _faults(policy: object) -> Iterator[Fault]:
    if not is_object(policy) or any(HOLE in key for key in policy):
        return
    if "rules" not in policy:
        yield Fault((), "a lifecycle policy needs `rules`")
    known_rules = [
        (number, rule) for number, rule in objects(policy.get("rules")) if not any(HOLE in key for key in rule)
    ]
    for number, rule in known_rules:
        yield from _rule(rule, ("rules", number))
    yield from _order(known_rules)


def _rule(rule: Object, path: Path) -> Iterator[Fault]:
    for key in ("rulePriority", "selection", "action"):
        if key not in rule:
            yield Fault(path, f"a rule needs `{key}`")
    priority, action = rule.get("rulePriority"), rule.get("action")
    if isinstance(priority, int) and priority < 1:
        yield Fault((*path, "rulePriority"), "priorities begin with 1")
    kind = known_text(action.get("type")) if is_object(action) else None
    if kind is not None and kind not in _ACTIONS:
        yield Fault((*path, "action", "type"), f"there is no action `{kind}`, only {_listed(_ACTIONS)}")
    selection = rule.get("selection")
    if is_object(selection) and not any(HOLE in key for key in selection):
        yield from _tags(selection, (*path, "selection"))
        yield from _count(selection, (*path, "selection"))


def _tags(selection: Object, path: Path) -> Iterator[Fault]:
    status = selection.get("tagStatus")
    if status is None:
        yield Fault(path, "a selection needs `tagStatus`")
        return
    if known_text(status) is None:
        return
    at = (*path, "tagStatus")
    if status not in _STATUSES:
        yield Fault(at, f"`tagStatus` has to be {_listed(_STATUSES)}, not `{status}`")
    elif status == "tagged" and not any(selection.get(key) for key in _TAGS):
        yield Fault(at, "`tagged` images need `tagPrefixList` or `tagPatternList`")
    elif status != "tagged":
        for key in _TAGS:
            if key in selection:
                yield Fault((*path, key), f"`{key}` is for `tagged` images, these are `{status}`")


def _count(selection: Object, path: Path) -> Iterator[Fault]:
    counted = selection.get("countType")
    for key in ("countType", "countNumber"):
        if key not in selection:
            yield Fault(path, f"a selection needs `{key}`")
    number = selection.get("countNumber")
    if isinstance(number, int) and number < 1:
        yield Fault((*path, "countNumber"), "`countNumber` has to be 1 at least")
    elif isinstance(number, str) and known_text(number) is not None:
        yield Fault((*path, "countNumber"), "`countNumber` has to be a number, not text")
    if known_text(counted) is None:
        return
    if counted not in _COUNTED:
        yield Fault((*path, "countType"), f"`countType` has to be {_listed(_COUNTED)}, not `{counted}`")
    elif counted in _SINCE and "countUnit" not in selection:
        yield Fault((*path, "countType"), f'`{counted}` needs `"countUnit": "days"`')
    elif counted not in _SINCE and "countUnit" in selection:
        yield Fault((*path, "countUnit"), f"`countUnit` goes with days, not with `{counted}`")


def _order(rules: list[tuple[int, Object]]) -> Iterator[Fault]:
    """Priorities that are there twice, and a rule for all images before others."""
    seen: set[int] = set()
    ranked = [(number, rule, rule.get("rulePriority")) for number, rule in rules]
    known_ranks = [rank for _, _, rank in ranked if isinstance(rank, int)]
    for number, rule, rank in ranked:
        if not isinstance(rank, int):
            continue
        at: Path = ("rules", number, "rulePriority")
        selection = rule.get("selection")
        if rank in seen:
            yield Fault(at, f"two rules have the priority {rank}")
        elif is_object(selection) and selection.get("tagStatus") == "any" and rank < max(known_ranks):
            yield Fault(at, "the rule for `any` images has to be the last, with the highest number")
        seen.add(rank)


def _listed(values: tuple[str, ...]) -> str:
    return ", ".join(f"`{value}`" for value in values)
