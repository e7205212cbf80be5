"""Notifications of a bucket that may be set up before S3 is allowed to call the function."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.resources import Resource, resource, resources
from presynth.checks.wiring.dependencies import awaited_by
from presynth.checks.wiring.gap import Gap, WiringRule, listed, surely_made
from presynth.checks.wiring.keys import source_of
from presynth.checks.wiring.wait_for import wait_for
from presynth.findings import Finding, Related
from presynth.program.program import Program
from presynth.program.values import Constant, Instance, instances_in, is_token

_FUNCTION = "aws_lambda_function"
_ALIAS = "aws_lambda_alias"
_BUCKET = "aws_s3_bucket"
_S3 = "s3.amazonaws.com"

_IMPORTS = """
from cdktf_cdktf_provider_aws.lambda_alias import LambdaAlias
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction
from cdktf_cdktf_provider_aws.lambda_permission import LambdaPermission
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_notification import S3BucketNotification, S3BucketNotificationLambdaFunction
"""
_MADE = (
    _IMPORTS
    + """
bucket = S3Bucket(self, "images", bucket="acme-images")
role = "arn:aws:iam::123456789012:role/reader"
reader = LambdaFunction(
    self,
    "reader",
    function_name="read",
    role=role,
    runtime="python3.12",
    handler="app.run",
    s3_bucket="acme-code",
    s3_key="app.zip",
)
s3 = {"action": "lambda:InvokeFunction", "principal": "s3.amazonaws.com"}
uploads = S3BucketNotificationLambdaFunction(lambda_function_arn=reader.arn, events=["s3:ObjectCreated:*"])
"""
)
_PERMISSION = """
allowed = LambdaPermission(self, "allowed", function_name=reader.function_name, source_arn=bucket.arn, **s3)
"""


class NotificationBeforePermission(WiringRule):
    """A bucket's notification does not wait for the permission to call the function.

    ## What it does
    Looks for an `S3BucketNotification` to a Lambda function (or an alias) of the program that does not depend on a
    `LambdaPermission` for that function, for S3 and for this bucket or any. A dependency counts however it comes
    about: through `depends_on`, through a reference, or by way of another resource. `node.add_dependency(…)` does not
    count: CDKTF does not pass it on to Terraform.

    ## Why is this bad?
    S3 checks that it may call the function when the notification is set up: "Unable to validate the following
    destination configurations". Nothing else makes Terraform create the permission first.

    ## Fix safety
    Safe where the permission has a name in the same function. Unsafe where it is first bound to a name, or is an
    attribute that another function sets.

    ## References
    - https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html
    - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket_notification
    """

    code = "PS402"
    name = "notification-before-permission"
    VALID = (
        Valid(
            _MADE
            + _PERMISSION
            + """
S3BucketNotification(self, "uploads", bucket=bucket.id, lambda_function=[uploads], depends_on=[allowed])
"""
        ),
        # For any bucket, and by way of another resource.
        Valid(
            _MADE
            + """
allowed = LambdaPermission(self, "allowed", function_name=reader.arn, **s3)
marker = S3Bucket(self, "marker", bucket="acme-marker", depends_on=[allowed])
S3BucketNotification(self, "uploads", bucket=bucket.bucket, lambda_function=[uploads], depends_on=[marker])
"""
        ),
        # A reference is a dependency, too.
        Valid(
            _MADE
            + _PERMISSION
            + """
target = {"id": allowed.statement_id, "lambdaFunctionArn": reader.arn, "events": ["s3:ObjectCreated:*"]}
S3BucketNotification(self, "uploads", bucket=bucket.id, lambda_function=[target])
"""
        ),
        # An alias, by the permission for its function and qualifier.
        Valid(
            _MADE
            + """
live = LambdaAlias(self, "live", name="live", function_name=reader.function_name, function_version="3")
allowed = LambdaPermission(
    self, "allowed", function_name=reader.function_name, qualifier=live.name, source_arn=bucket.arn, **s3
)
target = {"lambdaFunctionArn": live.arn, "events": ["s3:ObjectCreated:*"]}
S3BucketNotification(self, "uploads", bucket=bucket.id, lambda_function=[target], depends_on=[allowed])
"""
        ),
        # By names, not by references.
        Valid(
            _MADE
            + """
allowed = LambdaPermission(self, "allowed", function_name="read", source_arn="arn:aws:s3:::acme-images", **s3)
S3BucketNotification(self, "uploads", bucket="acme-images", lambda_function=[uploads], depends_on=[allowed])
"""
        ),
        # A function of somebody else's, and no function at all.
        Valid(
            _IMPORTS
            + """
arn = "arn:aws:lambda:eu-west-1:123456789012:function:read"
queue = {"queueArn": "arn:aws:sqs:eu-west-1:123456789012:jobs", "events": ["s3:ObjectRemoved:*"]}
target = {"lambdaFunctionArn": arn, "events": ["s3:ObjectCreated:*"]}
S3BucketNotification(self, "uploads", bucket="acme-images", lambda_function=[target], queue=[queue])
"""
        ),
        # Nobody knows what it waits for.
        Valid(
            """
from constructs import Construct
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
"""
            + _IMPORTS.lstrip("\n")
            + """

class Images(TerraformStack):
    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        self.bucket = S3Bucket(self, "images", bucket="acme-images")

    def notify(self, reader: LambdaFunction, before, **settings):
        target = S3BucketNotificationLambdaFunction(lambda_function_arn=reader.arn, events=["s3:ObjectCreated:*"])
        S3BucketNotification(self, "one", bucket=self.bucket.id, lambda_function=[target], depends_on=before)
        S3BucketNotification(self, "two", bucket=self.bucket.id, lambda_function=[target], **settings)
        S3BucketNotification(self, "three", bucket=self.bucket.id, lambda_function=[target])


app = App()
Images(app, "images")
app.synth()
"""
        ),
    )
    INVALID = (
        # As it is found in the wild: nobody has given the permission a name.
        Invalid(
            _MADE
            + """
LambdaPermission(self, "invoke", function_name=reader.function_name, source_arn=bucket.arn, **s3)
«S3BucketNotification»(
    self,
    "uploads",
    bucket=bucket.id,
    lambda_function=[uploads],
    depends_on=[reader],
)
""",
            fixed=_MADE
            + """
invoke_permission = LambdaPermission(self, "invoke", function_name=reader.function_name, source_arn=bucket.arn, **s3)
S3BucketNotification(
    self,
    "uploads",
    bucket=bucket.id,
    lambda_function=[uploads],
    depends_on=[reader, invoke_permission],
)
""",
            message="`aws_lambda_permission.invoke`",
        ),
        Invalid(
            _MADE
            + _PERMISSION
            + """
target = {"lambdaFunctionArn": reader.arn, "events": ["s3:ObjectCreated:*"]}
«S3BucketNotification»(self, "uploads", bucket=bucket.id, lambda_function=[target])
""",
            fixed=_MADE
            + _PERMISSION
            + """
target = {"lambdaFunctionArn": reader.arn, "events": ["s3:ObjectCreated:*"]}
S3BucketNotification(self, "uploads", bucket=bucket.id, lambda_function=[target], depends_on=[allowed])
""",
        ),
        # It waits for another bucket's.
        Invalid(
            _MADE
            + _PERMISSION
            + """
other = S3Bucket(self, "other", bucket="acme-other")
elsewhere = LambdaPermission(self, "elsewhere", function_name=reader.function_name, source_arn=other.arn, **s3)
before = [elsewhere]
«S3BucketNotification»(self, "uploads", bucket=bucket.id, lambda_function=[uploads], depends_on=before)
""",
            fixed=_MADE
            + _PERMISSION
            + """
other = S3Bucket(self, "other", bucket="acme-other")
elsewhere = LambdaPermission(self, "elsewhere", function_name=reader.function_name, source_arn=other.arn, **s3)
before = [elsewhere]
S3BucketNotification(self, "uploads", bucket=bucket.id, lambda_function=[uploads], depends_on=[*before, allowed])
""",
        ),
        # There is none: the only permission is for an API.
        Invalid(
            _MADE
            + """
gateway = {**s3, "principal": "apigateway.amazonaws.com"}
api = LambdaPermission(self, "api", function_name=reader.function_name, **gateway)
«S3BucketNotification»(self, "uploads", bucket=bucket.id, lambda_function=[uploads], depends_on=[api])
""",
            message="no `LambdaPermission`",
        ),
        # In a helper method, for each of two functions.
        Invalid(
            """
from constructs import Construct
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
"""
            + _IMPORTS.lstrip("\n")
            + """

class Images(TerraformStack):
    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        self.bucket = S3Bucket(self, "images", bucket="acme-images")
        self.functions = {name: self.function(name) for name in ("read", "scan")}
        self.notify()

    def function(self, name: str) -> LambdaFunction:
        function = LambdaFunction(
            self,
            name,
            function_name=name,
            role="arn:aws:iam::123456789012:role/reader",
            package_type="Image",
            image_uri=f"123456789012.dkr.ecr.eu-west-1.amazonaws.com/{name}:1",
        )
        LambdaPermission(
            self,
            f"{name}-permission",
            action="lambda:InvokeFunction",
            function_name=function.function_name,
            principal="s3.amazonaws.com",
            source_arn=self.bucket.arn,
        )
        return function

    def notify(self) -> None:
        «S3BucketNotification»(
            self,
            "uploads",
            bucket=self.bucket.id,
            lambda_function=[
                S3BucketNotificationLambdaFunction(
                    lambda_function_arn=function.arn, events=["s3:ObjectCreated:*"], filter_prefix=f"{name}/"
                )
                for name, function in self.functions.items()
            ],
        )


app = App()
Images(app, "images")
app.synth()
""",
            message="`aws_lambda_permission.read-permission` and `aws_lambda_permission.scan-permission`",
        ),
    )

    def gaps(self, program: Program) -> Iterator[Gap]:
        for notification, late, _ in self._judged(program):
            if late:
                yield Gap(notification, late)

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        for notification, late, forbidden in self._judged(subject):
            if late:
                fix = wait_for(notification, late)
                yield self.finding(
                    notification.event.callee_place,
                    f"this notification does not depend on {listed(subject, [each.instance for each in late])}: S3 "
                    "refuses it while it may not call the function",
                    about=notification.instance,
                    fixes=() if fix is None else (fix,),
                    related=[Related(each.event.callee_place, "the permission is made here") for each in late],
                )
            elif forbidden:
                yield self.finding(
                    notification.event.callee_place,
                    f"no `LambdaPermission` lets S3 call {listed(subject, forbidden)} for this bucket: S3 refuses the "
                    "notification",
                    about=notification.instance,
                )

    def _judged(self, program: Program) -> Iterator[tuple[Resource, tuple[Resource, ...], list[Instance]]]:
        """Each notification to functions, with the permissions it does not wait for and the functions without any."""
        notifications = list(resources(program, "aws_s3_bucket_notification"))
        permissions = list(resources(program, "aws_lambda_permission")) if notifications else []
        for notification in notifications:
            functions = _functions(program, notification)
            awaited = awaited_by(notification) if functions else None
            if awaited is None or not awaited.complete:
                continue
            bucket = notification.referred("bucket")
            late: dict[Instance, Resource] = {}
            forbidden: list[Instance] = []
            for function in functions:
                allowing = [each for each in permissions if _may_allow(each, function, bucket)]
                if any(each.instance in awaited.instances for each in allowing):
                    continue
                sure = [
                    each for each in allowing if _is_for(each, function) and surely_made(each.event, notification.event)
                ]
                if sure:
                    late[sure[0].instance] = sure[0]
                elif not allowing and surely_made(function.event, notification.event):
                    forbidden.append(function.instance)
            yield notification, tuple(late.values()), forbidden


def _functions(program: Program, notification: Resource) -> list[Resource]:
    """The functions and aliases of the program that the notification surely calls."""
    found: dict[Instance, Resource] = {}
    for block in notification.block.children("lambda_function")[0]:
        field = block.fields.get("lambda_function_arn")
        source = None if field is None else source_of(field.value)
        function = None if source is None else resource(program, source)
        if function is not None and function.event.type.terraform_type in (_FUNCTION, _ALIAS):
            found[function.instance] = function
    return list(found.values())


def _may_allow(permission: Resource, function: Resource, bucket: Resource | None) -> bool:
    """Whether S3 may be what it allows to call the function, and this bucket where it names one."""
    principal = permission.constant("principal")
    if isinstance(principal, str) and principal not in (_S3, "*"):
        return False
    source = permission.value("source_arn")
    buckets = _of_type(permission.program, () if source is None else instances_in(source), _BUCKET)
    if bucket is not None and buckets and bucket.instance not in buckets:
        return False
    called = permission.value("function_name")
    if called is None:
        return True
    functions = _of_type(permission.program, instances_in(called), _FUNCTION, _ALIAS)
    if functions:
        return not functions.isdisjoint(_called_by(function))
    names = _names(function)
    return not isinstance(called, Constant) or not names or any(name in str(called.value) for name in names)


def _is_for(permission: Resource, function: Resource) -> bool:
    """Whether it is known to be for the function, not only perhaps."""
    called = permission.value("function_name")
    return called is not None and (is_token(called) or isinstance(called, Constant))


def _called_by(function: Resource) -> Set[Instance]:
    """The function itself, and the one that it is an alias of."""
    behind = function.referred("function_name") if function.event.type.terraform_type == _ALIAS else None
    return {function.instance} if behind is None else {function.instance, behind.instance}


def _names(function: Resource) -> list[str]:
    """What the function is called, where that is known."""
    behind = [resource(function.program, instance) for instance in _called_by(function)]
    found = [each.constant("function_name") for each in behind if each is not None]
    return [name for name in found if isinstance(name, str)]


def _of_type(program: Program, instances: Iterable[Instance], *terraform_types: str) -> Set[Instance]:
    return {
        instance
        for instance in instances
        if (event := program.constructs.get(instance)) is not None and event.type.terraform_type in terraform_types
    }
