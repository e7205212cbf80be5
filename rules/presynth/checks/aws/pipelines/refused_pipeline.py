"""Pipelines that CodePipeline refuses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from presynth.checks.aws.pipelines.actions import ACTIONS, ActionType
from presynth.checks.aws.pipelines.stages import Action, Stages, given, stages
from presynth.checks.aws.values import field_text
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Presence
from presynth.checks.common.resources import Resource
from presynth.checks.common.similar import nearest
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding
from presynth.program.values import Constant, Mapping
from presynth.source.statement import Place

_IMPORTS = """
from cdktf_cdktf_provider_aws.codepipeline import (
    Codepipeline,
    CodepipelineArtifactStore,
    CodepipelineStage,
    CodepipelineStageAction,
)

store = CodepipelineArtifactStore(location="acme-artifacts", type="S3")
pipeline = {"name": "shop", "role_arn": "arn:aws:iam::111122223333:role/pipeline", "artifact_store": [store]}
own = {"owner": "AWS", "version": "1"}
repository = {"RepositoryName": "shop", "BranchName": "main"}
source = CodepipelineStageAction(
    name="Source",
    category="Source",
    provider="CodeCommit",
    output_artifacts=["source"],
    configuration=repository,
    **own,
)
sources = CodepipelineStage(name="Source", action=[source])
"""
_BUILD = """
build = CodepipelineStageAction(
    name="Build",
    category="Build",
    provider="CodeBuild",
    input_artifacts=["source"],
    output_artifacts=["image"],
    configuration={"ProjectName": "shop"},
    **own,
)
builds = CodepipelineStage(name="Build", action=[build])
"""


class _Fault(NamedTuple):
    place: Place
    message: str


class RefusedPipeline(ResourceRule):
    """A pipeline whose stages and actions do not fit together.

    ## What it does
    Looks at the stages of pipelines: the first has sources, the others have none; actions take artifacts that one
    before them gives, as many as their kind takes; there is such a kind of action, and it is told what it needs (the
    repository and the branch, the name of the project); names of stages, actions and artifacts are there once.

    ## Why is this bad?
    CodePipeline refuses the pipeline when it is made (`InvalidStructureException`,
    `InvalidActionDeclarationException`); no plan says so.

    ## References
    - https://docs.aws.amazon.com/codepipeline/latest/userguide/pipeline-requirements.html (2026-11-29)
    - https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-action-artifacts.html (2026-11-29)
    - https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference.html (2026-11-29)
    """

    code = "PS390"
    name = "refused-pipeline"
    terraform_types = ("aws_codepipeline",)
    data_date = "2026-11-29"
    VALID = (
        Valid(_IMPORTS + _BUILD + 'Codepipeline(self, "shop", stage=[sources, builds], **pipeline)\n'),
        Valid(
            _IMPORTS
            + """

def shop(scope, given, more, settings):
    taken = {"input_artifacts": ["image"], "provider": "ECS", "category": "Deploy"}
    kind = {"name": "Build", "category": "Build", "provider": "CodeBuild", "input_artifacts": ["source"]}
    image = CodepipelineStageAction(output_artifacts=[given], configuration=settings, **kind, **own)
    deploy = CodepipelineStageAction(name="Deploy", configuration={**settings}, **taken, **own)
    jenkins = {"name": "Jenkins", "category": "Build", "owner": "Custom", "provider": "Jenkins", "version": "2"}
    builds = CodepipelineStage(name="Build", action=[image, CodepipelineStageAction(**jenkins)])
    deploys = CodepipelineStage(name="Deploy", action=[deploy])
    Codepipeline(scope, "shop", stage=[sources, builds, deploys], **pipeline)
    Codepipeline(scope, "other", stage=[*more, sources], **pipeline)
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + _BUILD.replace("builds = CodepipelineStage", "builds = «CodepipelineStage»")
            + 'Codepipeline(self, "shop", stage=[builds, sources], **pipeline)\n',
            message="the first stage",
        ),
        Invalid(
            _IMPORTS
            + """
build = CodepipelineStageAction(
    name="Build",
    category="Build",
    provider="CodeBuild",
    input_artifacts=[«"Source"»],
    configuration={"ProjectName": "shop"},
    **own,
)
Codepipeline(self, "shop", stage=[sources, CodepipelineStage(name="Build", action=[build])], **pipeline)
""",
            message="no action before `Build` gives an artifact `Source` (`source`?)",
        ),
        Invalid(
            _IMPORTS
            + _BUILD
            + """
deploy = CodepipelineStageAction(
    name="Deploy",
    category="Deploy",
    provider="ECS",
    input_artifacts=["image"],
    configuration={"ClusterName": "shop", «"Service"»: "shop"},
    **own,
)
Codepipeline(
    self, "shop", stage=[sources, builds, CodepipelineStage(name="Deploy", action=[deploy])], **pipeline
)
""",
            message="`ServiceName`",
        ),
        Invalid(
            _IMPORTS
            + """
build = CodepipelineStageAction(
    name="Build",
    category=«"Deploy"»,
    provider="CodeBuild",
    input_artifacts=["source"],
    configuration={"ProjectName": "shop"},
    **own,
)
Codepipeline(self, "shop", stage=[sources, CodepipelineStage(name="Build", action=[build])], **pipeline)
""",
            message="is for the category `Build` or `Test`",
        ),
        Invalid(
            _IMPORTS
            + """
approve = {"name": "Approve", "category": "Approval", "provider": "Manual", **own}
approval = CodepipelineStage(
    name="Approve",
    action=[CodepipelineStageAction(input_artifacts=«["source"]», **approve)],
)
Codepipeline(self, "shop", stage=[sources, approval], **pipeline)
""",
            message="takes no artifacts",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        found = stages(resource)
        misplaced = _misplaced_source(found)
        faults = [*_of_stores(resource), *_of_names(found), *(misplaced or _of_artifacts(found))]
        for action in found.actions:
            faults += _of_action(action)
        for fault in dict.fromkeys(faults):
            yield self.finding(
                fault.place, f"{fault.message}: CodePipeline refuses the pipeline", about=resource.instance
            )


def _of_stores(pipeline: Resource) -> Iterator[_Fault]:
    """Stores of artifacts name their region where there are several, and only there."""
    stores, complete = pipeline.block.children("artifact_store")
    for store in stores if complete else ():
        region = store.field(("region",))
        if len(stores) == 1 and region is not None and field_text(store, "region") != "":
            yield _Fault(region.key_place, "a single store of artifacts must not name a `region`")
        elif len(stores) > 1 and store.presence(("region",)) is Presence.UNSET:
            yield _Fault(store.place, "stores of artifacts of several regions have to name their `region`")


def _of_names(found: Stages) -> Iterator[_Fault]:
    """Stages have different names, and so have the actions of a stage."""
    seen: set[tuple[int | None, str]] = set()
    blocks = [*((None, block) for block in found.blocks), *((action.stage, action.block) for action in found.actions)]
    for stage, block in blocks:
        field, name = block.field(("name",)), field_text(block, "name")
        if field is None or name is None:
            continue
        if (stage, name) in seen:
            what = "stage of this pipeline" if stage is None else "action of this stage"
            yield _Fault(field.place, f"this is the second {what} with the name `{name}`")
        seen.add((stage, name))


def _misplaced_source(found: Stages) -> list[_Fault]:
    """The first stage that has something else than sources as the first one, or sources as a later one."""
    for action in found.actions if found.complete else ():
        stage = found.blocks[action.stage].place
        if action.stage == 0 and action.category not in ("Source", None):
            return [_Fault(stage, f"the first stage has sources only, and `{action.name}` is none")]
        if action.stage > 0 and action.category == "Source":
            return [_Fault(stage, f"sources are in the first stage only, and `{action.name}` is one")]
    return []


def _of_artifacts(found: Stages) -> Iterator[_Fault]:
    """Artifacts are given once, and before they are taken."""
    makers: dict[str, Action] = {}
    all_known = found.complete and all(action.count("output_artifacts") is not None for action in found.actions)
    for action, artifact in given(found):
        if artifact.name is None:
            all_known = False
        elif makers.setdefault(artifact.name, action) is not action:
            message = f"`{makers[artifact.name].name}` gives an artifact with the name `{artifact.name}` already"
            yield _Fault(artifact.item.place, message)
    for action in found.actions if all_known else ():
        for artifact in action.artifacts("input_artifacts"):
            maker = None if artifact.name is None else makers.get(artifact.name)
            if artifact.name is None or (maker is not None and _may_be_before(maker, action)):
                continue
            meant = nearest(artifact.name, makers) if maker is None else []
            hint = f" (`{meant[0]}`?)" if meant else ""
            yield _Fault(
                artifact.item.place, f"no action before `{action.name}` gives an artifact `{artifact.name}`{hint}"
            )


def _may_be_before(one: Action, other: Action) -> bool:
    if one.order is None or other.order is None:
        return one.stage <= other.stage
    return one.order < other.order


def _of_action(action: Action) -> Iterator[_Fault]:
    """There is such a kind of action, and it has what it needs."""
    owner, provider = (field_text(action.block, name) for name in ("owner", "provider"))
    if owner not in ("AWS", "ThirdParty") or provider is None or action.category is None:
        return
    kind = ACTIONS.get((action.category, provider))
    if kind is None:
        yield from _of_unknown_kind(action, provider)
        return
    of_owner = action.block.field(("owner",))
    if of_owner is not None and kind.owner != owner:
        yield _Fault(of_owner.place, f"the owner of `{provider}` is `{kind.owner}`, not `{owner}`")
    version = action.block.field(("version",))
    if version is not None and field_text(action.block, "version") not in (None, "1"):
        yield _Fault(version.place, f"the version of `{provider}` is `1`")
    yield from _of_count(action, "input_artifacts", "takes", kind.inputs)
    yield from _of_count(action, "output_artifacts", "gives", kind.outputs)
    yield from _of_configuration(action, provider, kind)


def _of_unknown_kind(action: Action, provider: str) -> Iterator[_Fault]:
    categories = [category for category, name in ACTIONS if name == provider]
    field = action.block.field(("category" if categories else "provider",))
    if field is None:
        return
    if categories:
        wanted = " or ".join(f"`{category}`" for category in categories)
        yield _Fault(field.place, f"`{provider}` is for the category {wanted}, not for `{action.category}`")
        return
    meant = nearest(provider, [name for category, name in ACTIONS if category == action.category])
    if meant:
        yield _Fault(field.place, f"there is no provider `{provider}`, but `{meant[0]}`")


def _of_count(action: Action, argument: str, verb: str, bounds: tuple[int, int]) -> Iterator[_Fault]:
    count, (least, most) = action.count(argument), bounds
    if count is None or least <= count <= most:
        return
    field = action.block.field((argument,))
    number = f"{most} artifact{'s' * (most > 1)}" if most else "no artifacts"
    words = f"{verb} {number} at most" if count > most > 1 else f"{verb} {number}"
    if count < least:
        words = f"{verb} an artifact (`{argument}`)"
    yield _Fault(action.block.place if field is None else field.place, f"an action of this kind {words}")


def _of_configuration(action: Action, provider: str, kind: ActionType) -> Iterator[_Fault]:
    field = action.block.field(("configuration",))
    if field is None:
        if kind.needed and action.block.presence(("configuration",)) is Presence.UNSET:
            yield _Fault(action.block.place, f"`{provider}` needs a `configuration` with `{kind.needed[0]}`")
        return
    if not isinstance(field.value, Mapping) or field.value.open:
        return
    keys = {entry.key.value: entry for entry in field.value.entries if isinstance(entry.key, Constant)}
    if len(keys) < len(field.value.entries):
        return
    absent = [name for name in kind.needed if name not in keys]
    for key, entry in keys.items():
        known = (*kind.needed, *(kind.options or ()))
        if kind.options is None or key in known:
            continue
        meant = nearest(str(key), absent or known)
        if meant:
            absent = [name for name in absent if name != meant[0]]
            yield _Fault(
                entry.key_place or field.place, f"the configuration of `{provider}` has no `{key}`, but `{meant[0]}`"
            )
    for name in absent:
        yield _Fault(field.place, f"the configuration of `{provider}` needs `{name}`")
