"""Lambda functions: their package, runtime, environment and concurrency."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.catalog import facts
from presynth.checks.aws.values import field_number, field_text, text
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Presence
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding, Severity
from presynth.program.values import Mapping

_FUNCTION = "from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction\n"
_ROLE = "arn:aws:iam::123456789012:role/api"
_CALL = f"""
LambdaFunction(
    self,
    "api",
    function_name="api",
    role="{_ROLE}",
"""
_ZIP = _CALL + '    s3_bucket="code",\n    s3_key="api.zip",\n'
_IMAGE = '    image_uri="123456789012.dkr.ecr.eu-west-1.amazonaws.com/api:1",\n'
_FROM_IMAGE = '    package_type="Image",\n' + _IMAGE
_RUN = _ZIP + '    handler="api.handler",\n'

_RESERVED = {
    *("_HANDLER", "_X_AMZN_TRACE_ID", "AWS_DEFAULT_REGION", "AWS_REGION", "AWS_EXECUTION_ENV"),
    *("AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_VERSION"),
    *("AWS_LAMBDA_INITIALIZATION_TYPE", "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME"),
    *("AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_LAMBDA_RUNTIME_API"),
    *("LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR"),
}
"""https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html (2026-11-29)."""

_ACCOUNT_CONCURRENCY = 1000
_LEFT_UNRESERVED = 100
_ON_FUNCTION = "aws_lambda_function"


class FunctionPackage(ResourceRule):
    """A Lambda function lacks what its kind of package needs, or has what belongs to the other kind.

    ## What it does
    A function made from an archive (`package_type` `Zip`, the default) needs `handler` and `runtime`; one made from an
    image needs `package_type="Image"`, and takes neither.

    ## Why is this bad?
    `terraform plan` fails: "handler and runtime must be set when PackageType is Zip". Handler, runtime and layers of an
    image are refused by AWS when the function is made.

    ## References
    - https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html (2026-11-29)
    """

    code = "PS323"
    name = "function-package"
    terraform_types = (_ON_FUNCTION,)
    VALID = (
        Valid(_FUNCTION + _RUN + '    runtime="python3.13",\n)\n'),
        Valid(_FUNCTION + _CALL + _FROM_IMAGE + ")\n"),
        Valid(_FUNCTION + 'settings = {"runtime": "python3.13"}\n' + _RUN + "    **settings,\n)\n"),
    )
    INVALID = (
        Invalid(
            _FUNCTION + _RUN.replace("LambdaFunction(", "«LambdaFunction»(") + ")\n",
            message="`runtime` must be set",
        ),
        Invalid(
            _FUNCTION + _CALL.replace("LambdaFunction(", "«LambdaFunction»(") + _IMAGE + ")\n",
            message='`package_type="Image"`',
        ),
        Invalid(
            _FUNCTION + _CALL + _FROM_IMAGE + '    runtime=«"python3.13"»,\n)\n',
            message="`runtime` is not for a function made from an image",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        unset = resource.presence("package_type") is Presence.UNSET
        kind = "Zip" if unset else field_text(resource, "package_type")
        missing = [f"`{name}`" for name in ("handler", "runtime") if resource.presence(name) is Presence.UNSET]
        if kind == "Zip" and missing:
            if unset and resource.field("image_uri") is not None:
                message = 'a function made from an image needs `package_type="Image"`'
            else:
                message = f"{' and '.join(missing)} must be set for a function made from an archive"
            yield self.finding(resource.block.place, message, about=resource.instance)
        elif kind == "Image":
            for name in ("handler", "runtime", "layers"):
                field = resource.field(name)
                if field is not None and not field.sets_nothing:
                    yield self.finding(
                        field.name_place if name == "layers" else field.place,
                        f"`{name}` is not for a function made from an image: AWS refuses it",
                        about=resource.instance,
                    )


class ReservedEnvironment(ResourceRule):
    """An environment variable of a Lambda function has a name that Lambda keeps for itself.

    ## What it does
    Looks for the names that Lambda sets (`AWS_REGION`, `AWS_ACCESS_KEY_ID`, `LAMBDA_TASK_ROOT`, …), and for names that
    are no names: they begin with a letter and hold letters, digits and underscores.

    ## Why is this bad?
    AWS refuses the function when it is made: "Lambda was unable to configure your environment variables because the
    environment variables you have provided contains reserved keys". The function has `AWS_REGION` without being given
    it.

    ## References
    - https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html (2026-11-29)
    """

    code = "PS324"
    name = "reserved-environment"
    terraform_types = (_ON_FUNCTION,)
    VALID = (
        Valid(
            _FUNCTION
            + _RUN
            + """    runtime="python3.13",
    environment={"variables": {"REGION": "eu-west-1", "AWS_NODEJS": "1", "TZ": "UTC"}},
)
"""
        ),
    )
    INVALID = (
        Invalid(
            _FUNCTION.replace("LambdaFunction\n", "LambdaFunction, LambdaFunctionEnvironment\n")
            + _RUN
            + """    runtime="python3.13",
    environment=LambdaFunctionEnvironment(variables={"TABLE": "orders", «"AWS_REGION"»: "eu-west-1"}),
)
""",
            message="`AWS_REGION` is a name that Lambda sets itself",
        ),
        Invalid(
            _FUNCTION
            + """
settings = {"AWS_LAMBDA_FUNCTION_NAME": "api"}
"""
            + _RUN
            + """    runtime="python3.13",
    environment={"variables": «settings»},
)
""",
        ),
        Invalid(
            _FUNCTION
            + _RUN
            + '    runtime="python3.13",\n    environment={"variables": {«"table-name"»: "orders"}},\n)\n',
            message="only letters, digits and underscores",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        for block in resource.block.at(("environment",)):
            field = block.field(("variables",))
            if field is None or not isinstance(field.value, Mapping):
                continue
            for entry in field.value.entries:
                name = text(entry.key)
                reason = None if name is None else _refusal(name)
                if reason is not None:
                    here = entry.key_place is not None and entry.key_place.statement is field.place.statement
                    place = entry.key_place if here and entry.key_place is not None else field.place
                    yield self.finding(place, f"{reason}: AWS refuses the function", about=resource.instance)


def _refusal(name: str) -> str | None:
    if name in _RESERVED:
        return f"`{name}` is a name that Lambda sets itself"
    if not (name.isascii() and name[:1].isalpha() and name.replace("_", "").isalnum()):
        return f"`{name}` must begin with a letter and have only letters, digits and underscores"
    return None


class OutdatedRuntime(ResourceRule):
    """A Lambda function has a runtime that AWS no longer takes, or no longer maintains.

    ## What it does
    Looks up `runtime` in AWS's table of runtimes, and judges it by the date of that table, or by the day that `as-of`
    (in the configuration, or on the command line) gives. An error is one for which no functions can be made any more,
    information one that is deprecated.

    ## Why is this bad?
    AWS refuses to make a function with a blocked runtime: "The runtime parameter of … is no longer supported for
    creating or updating AWS Lambda functions". A deprecated one gets no security patches.

    ## References
    - https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html (2026-11-29)
    """

    code = "PS325"
    name = "outdated-runtime"
    data_date = "2026-11-29"
    terraform_types = (_ON_FUNCTION,)
    VALID = (
        Valid(_FUNCTION + _RUN + '    runtime="python3.12",\n)\n'),
        Valid(_FUNCTION + _RUN + '    runtime="python9.1",\n)\n'),
        Valid(_FUNCTION + _RUN + '    runtime="nodejs14.x",\n)\n', settings={"as-of": "2023-06-01"}),
    )
    INVALID = (
        Invalid(
            _FUNCTION + _RUN + '    runtime=«"nodejs14.x"»,\n)\n',
            message="no functions can be made with `nodejs14.x` since 2024-01-09",
        ),
        Invalid(
            _FUNCTION + _RUN + '    runtime=«"python3.8"»,\n)\n',
            message="`python3.8` is deprecated since 2024-10-14",
        ),
        Invalid(
            _FUNCTION + _RUN + '    runtime=«"python3.8"»,\n)\n',
            settings={"as-of": "2027-02-01"},
            message="no functions can be made with `python3.8` since 2027-02-01",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        field, runtime = resource.field("runtime"), field_text(resource, "runtime")
        dates = None if runtime is None else facts.runtime_dates(runtime)
        if field is None or dates is None:
            return
        instead = "" if dates.successor is None else f"; take `{dates.successor}`"
        today = context.settings.as_of or facts.date()
        if dates.create_block is not None and dates.create_block <= today:
            message = f"no functions can be made with `{runtime}` since {dates.create_block}{instead}"
            yield self.finding(field.place, message, about=resource.instance, data_date=facts.date())
        elif dates.deprecated is not None and dates.deprecated <= today:
            message = f"`{runtime}` is deprecated since {dates.deprecated}{instead}"
            yield self.finding(
                field.place, message, about=resource.instance, severity=Severity.INFO, data_date=facts.date()
            )


class ReservedConcurrency(ResourceRule):
    """A Lambda function reserves more concurrency than most accounts can give.

    ## What it does
    An account has 1,000 concurrent executions in a region unless AWS has raised that, and 100 of them must stay for
    functions without a reservation: it warns of more than 900.

    ## Why is this bad?
    AWS refuses: "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution
    below its minimum value". An account that is new may have as few as 10 at all.

    ## References
    - https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html (2026-11-29)
    """

    code = "PS326"
    name = "reserved-concurrency"
    severity = Severity.WARNING
    terraform_types = (_ON_FUNCTION,)
    VALID = (Valid(_FUNCTION + _RUN + '    runtime="python3.13",\n    reserved_concurrent_executions=100,\n)\n'),)
    INVALID = (
        Invalid(
            _FUNCTION + _RUN + '    runtime="python3.13",\n    reserved_concurrent_executions=«1000»,\n)\n',
            message="100 must stay unreserved",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        field, reserved = (
            resource.field("reserved_concurrent_executions"),
            field_number(resource, "reserved_concurrent_executions"),
        )
        if field is not None and reserved is not None and reserved > _ACCOUNT_CONCURRENCY - _LEFT_UNRESERVED:
            yield self.finding(
                field.place,
                f"{reserved:.0f} reserved executions leave too few of the {_ACCOUNT_CONCURRENCY} that an account has"
                f" by default: {_LEFT_UNRESERVED} must stay unreserved, or AWS refuses",
                about=resource.instance,
            )
