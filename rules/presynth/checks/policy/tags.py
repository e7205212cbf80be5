"""Tags that everything a provider makes should have."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Type, TypeRef
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.nodes import local_names
from presynth.checks.common.testing import Tests
from presynth.findings import Finding, Fix, Safety, Severity
from presynth.operations import AddArgument, Snippet
from presynth.program.classes import linearized
from presynth.program.events import AttributeAccess, Construction, Definition, MethodCall
from presynth.program.program import Program
from presynth.program.state import Slot
from presynth.program.values import Constant, Function, Instance, InstanceValue, Mapping, Sequence, StructValue, Value
from presynth.source.statement import Statement

_ARGUMENT = "default_tags"
_PARAMETERS = (_ARGUMENT, "tags")
_STACK = """from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider{imports}
{before}

class Shop(TerraformStack):
    def __init__(self, scope, id{parameters}):
        super().__init__(scope, id)
{statements}

app = App()
Shop(app, "shop"{arguments})
app.synth()
"""
_STRUCT = ", AwsProviderDefaultTags"


def _example(
    *statements: str, parameters: str = "", arguments: str = "", imports: str = _STRUCT, before: str = ""
) -> str:
    return _STACK.format(
        statements="".join(f"        {line}\n" for line in statements),
        parameters=parameters,
        arguments=arguments,
        imports=imports,
        before=before,
    )


class MissingDefaultTags(Rule):
    """A provider has no `default_tags`.

    ## What it does
    Looks for providers whose class takes `default_tags` and that are made without, unless they get them otherwise: by
    an override, an assignment, or an aspect that tags what it visits. Tests are left alone.

    ## Why is this bad?
    Tags are how costs are attributed and owners found. What has to be repeated for each resource is forgotten for some;
    the provider's tags reach all of them.

    ## Fix safety
    Unsafe: all resources are updated. The tags are the stack's parameter `default_tags` or `tags` where it has one.

    ## References
    - https://registry.terraform.io/providers/hashicorp/aws/latest/docs#default_tags-configuration-block
    """

    code = "PS503"
    name = "missing-default-tags"
    group = "policy"
    severity = Severity.INFO
    visits = Program
    VALID = (
        Valid(
            _example(
                'tags = AwsProviderDefaultTags(tags={"Team": "web"})',
                'AwsProvider(self, "aws", region="eu-west-1", default_tags=[tags])',
            )
        ),
        Valid(
            _example(
                'settings = {"region": "eu-west-1", "default_tags": [{"tags": {"Team": "web"}}]}',
                'AwsProvider(self, "aws", **settings)',
                imports="",
            )
        ),
        Valid(
            _example(
                'provider = AwsProvider(self, "aws", region="eu-west-1")',
                'provider.default_tags = [AwsProviderDefaultTags(tags={"Team": "web"})]',
            )
        ),
        Valid(
            _example(
                'provider = AwsProvider(self, "aws", region="eu-west-1")',
                'provider.add_override("default_tags", [{"tags": {"Team": "web"}}])',
                imports="",
            )
        ),
        # An aspect tags everything.
        Valid(
            """
import jsii
from cdktf import App, Aspects, IAspect, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider


@jsii.implements(IAspect)
class Tagged:
    def visit(self, node):
        if hasattr(node, "tags_input"):
            node.tags = {**(node.tags_input or {}), "Team": "web"}


class Shop(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")


app = App()
Aspects.of(Shop(app, "shop")).add(Tagged())
app.synth()
"""
        ),
        Valid(
            """
from cdktf import TerraformStack, Testing
from cdktf_cdktf_provider_aws.provider import AwsProvider


def check_stack():
    stack = TerraformStack(Testing.app(), "tested")
    AwsProvider(stack, "aws", region="eu-west-1")
    Testing.synth(stack)


check_stack()
"""
        ),
    )
    INVALID = (
        Invalid(
            _example(
                '«AwsProvider»(self, "aws", region="eu-west-1")',
                parameters=", default_tags",
                arguments=', {"Team": "web"}',
                imports="",
            ),
            fixed=_example(
                'AwsProvider(self, "aws", region="eu-west-1", '
                "default_tags=[AwsProviderDefaultTags(tags=default_tags)])",
                parameters=", default_tags",
                arguments=', {"Team": "web"}',
            ),
        ),
        # The parameter is a block already.
        Invalid(
            _example(
                '«AwsProvider»(self, "aws", region="eu-west-1")',
                parameters=", *, default_tags=None",
                arguments=', default_tags={"tags": {"Team": "web"}}',
                imports="",
            ),
            fixed=_example(
                'AwsProvider(self, "aws", region="eu-west-1", default_tags=[AwsProviderDefaultTags(**default_tags)])',
                parameters=", *, default_tags=None",
                arguments=', default_tags={"tags": {"Team": "web"}}',
            ),
        ),
        Invalid(
            _example(
                '«AwsProvider»(self, "aws", region="eu-west-1")',
                parameters=", default_tags",
                arguments=', AwsProviderDefaultTags(tags={"Team": "web"})',
            ),
            fixed=_example(
                'AwsProvider(self, "aws", region="eu-west-1", default_tags=[default_tags])',
                parameters=", default_tags",
                arguments=', AwsProviderDefaultTags(tags={"Team": "web"})',
            ),
        ),
        Invalid(
            _example(
                '«AwsProvider»(self, "aws", region="eu-west-1")',
                parameters=", default_tags",
                arguments=', [AwsProviderDefaultTags(tags={"Team": "web"})]',
            ),
            fixed=_example(
                'AwsProvider(self, "aws", region="eu-west-1", default_tags=default_tags)',
                parameters=", default_tags",
                arguments=', [AwsProviderDefaultTags(tags={"Team": "web"})]',
            ),
        ),
        Invalid(
            _example(
                'tags = {"Team": "web", "Area": id}',
                'primary_provider = «AwsProvider»(self, "aws_primary", region="us-east-1", alias="primary")',
                imports="",
            ),
            fixed=_example(
                'tags = {"Team": "web", "Area": id}',
                'primary_provider = AwsProvider(self, "aws_primary", region="us-east-1", alias="primary", '
                "default_tags=[AwsProviderDefaultTags(tags=tags)])",
            ),
        ),
        Invalid(
            _example(
                '«AwsProvider»(self, "aws", region="eu-west-1")',
                'tags = {"Team": "web"}',
                parameters=", environment_suffix",
                arguments=', "pr42"',
                imports="",
            ),
            fixed=_example(
                'AwsProvider(self, "aws", region="eu-west-1", '
                'default_tags=[AwsProviderDefaultTags(tags={"Environment": environment_suffix})])',
                'tags = {"Team": "web"}',
                parameters=", environment_suffix",
                arguments=', "pr42"',
            ),
        ),
        Invalid(
            _example('«AwsProvider»(self, "aws", region="eu-west-1")', imports=""),
            fixed=_example(
                'AwsProvider(self, "aws", region="eu-west-1", '
                'default_tags=[AwsProviderDefaultTags(tags={"ManagedBy": "cdktf"})])'
            ),
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        """One finding for each call that makes such a provider."""
        assert isinstance(subject, Program)
        untagged = [event for event in subject.made("TerraformProvider") if _lacks_tags(event, context)]
        if not untagged or _are_tagged_by_aspect(subject):
            return
        tests = Tests(subject)
        tagged = _tagged_later(subject)
        for event in untagged:
            if event.instance not in tagged and None not in tagged and not tests.make(event):
                yield self.finding(
                    event.callee_place,
                    f"`{event.type.name}` has no `{_ARGUMENT}`: resources have only the tags that each is given",
                    about=event.instance,
                    fixes=_fixes(event, subject, context),
                )


def _lacks_tags(event: Construction, context: Context) -> bool:
    return (
        context.catalog.is_a(event.type, "TerraformProvider")
        and event.arguments.get(_ARGUMENT) is None
        and not event.arguments.open
        and _ARGUMENT in context.catalog.keywords(event.type)
    )


def _tagged_later(program: Program) -> set[Instance | None]:
    """The constructs that get default tags by an assignment or an override; None for those nobody knows."""
    tagged: set[Instance | None] = set()
    for access in program.events(AttributeAccess):
        if access.store and access.name == _ARGUMENT:
            tagged.add(access.base.instance if isinstance(access.base, InstanceValue) else None)
    for call in program.events(MethodCall):
        path = call.arguments.value("path") if call.name == "add_override" else None
        if isinstance(path, Constant) and _ARGUMENT in str(path.value).split("."):
            on_provider = program.catalog.is_a(call.type, "TerraformProvider")
            receiver = call.receiver
            tagged.add(receiver.instance if on_provider and isinstance(receiver, InstanceValue) else None)
    return tagged


def _are_tagged_by_aspect(program: Program) -> bool:
    """Whether there is an aspect that has to do with tags, or one of which presynth knows nothing."""
    for call in program.events(MethodCall):
        if call.type.name != "Aspects" or call.name != "add":
            continue
        for argument in call.arguments:
            aspect = argument.value.instance.project_class if isinstance(argument.value, InstanceValue) else None
            if aspect is None:
                return True
            classes = linearized(aspect)
            for definition in program.events(Definition):
                defined = definition.defined
                if isinstance(defined, Function) and defined.owner in classes and _mentions_tags(defined.statement):
                    return True
    return False


def _mentions_tags(statement: Statement) -> bool:
    return "tags" in statement.text or any(_mentions_tags(inner) for inner in statement.body)


def _fixes(event: Construction, program: Program, context: Context) -> Iterator[Fix]:
    struct = _struct(context.catalog.keywords(event.type)[_ARGUMENT].type, context.catalog)
    if struct is None:
        return
    function: Function | None = event.frame.function if event.frame is not None else None
    names = _names_before(event, function) if function is not None else ()
    environment = next((name for name in context.settings.environment_parameters if name in names), None)
    parameter = next((name for name in _PARAMETERS if name in names), None)
    code: Snippet = ("[", struct, f"(tags={_made_up(environment)})]")
    if function is not None and parameter is not None:
        code = _from(parameter, _value_of(parameter, event, program), _annotation(parameter, function), struct)
    yield Fix(f"Add `{_ARGUMENT}`", Safety.UNSAFE, (AddArgument(event.place, _ARGUMENT, code),))


def _struct(declared: TypeRef, catalog: Catalog) -> Type | None:
    """The struct that a type is, or holds."""
    if declared.kind == "named":
        named = catalog.type(declared.name)
        return named if named is not None and named.kind == "struct" else None
    return next((struct for part in declared.of if (struct := _struct(part, catalog)) is not None), None)


def _names_before(event: Construction, function: Function) -> list[str]:
    """The parameters of the function that makes the provider, and the names bound above it."""
    line = event.place.statement.line
    return [name for name, bound in local_names(function).items() if bound is None or bound.line < line]


def _made_up(environment: str | None) -> str:
    return f'{{"Environment": {environment}}}' if environment is not None else '{"ManagedBy": "cdktf"}'


def _value_of(name: str, event: Construction, program: Program) -> Value | None:
    """What a name holds in the call that makes the provider."""
    slot: Slot = (event.frame, name)
    values = [run.writes[slot] for run in program.runs if slot in run.writes]
    return values[-1] if values else None


def _annotation(name: str, function: Function) -> str:
    arguments: ast.arguments = function.node.args
    for parameter in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
        if parameter.arg == name and parameter.annotation is not None:
            return ast.unparse(parameter.annotation).lower()
    return ""


def _from(name: str, value: Value | None, annotation: str, struct: Type) -> Snippet:
    """The list of blocks, out of whatever the parameter is."""
    if isinstance(value, Sequence) or (not value and "list" in annotation):
        return (name,)
    if isinstance(value, StructValue) or struct.name.lower() in annotation:
        return (f"[{name}]",)
    if isinstance(value, Mapping) and value.get("tags") is not None and not isinstance(value.get("tags"), Constant):
        return ("[", struct, f"(**{name})]")
    return ("[", struct, f"(tags={name})]")
