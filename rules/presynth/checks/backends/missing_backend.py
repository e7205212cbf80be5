"""Stacks whose state has no place to be shared."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.backends.insertion import insertion
from presynth.checks.backends.settings import backend_of, may_set_backend, overrides, stack_of
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.testing import Tests
from presynth.findings import Finding, Severity
from presynth.program.events import Construction
from presynth.program.program import Program, is_test
from presynth.program.values import Instance

_HEADER = """from cdktf import App, S3Backend, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

"""
_JOBS = """
class Jobs(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
"""
_PROVIDER = """\
        AwsProvider(self, "aws", region="eu-west-1")
"""
_BACKEND = """\
        S3Backend(
            self,
            bucket="your-state-bucket",
            key=f"{id}.tfstate",
            region="us-east-1",
        )
"""
_MADE = """

app = App()
Jobs(app, "jobs")
app.synth()
"""


class MissingBackend(Rule):
    """A stack has no remote backend.

    ## What it does
    Looks for stacks - classes that derive from `TerraformStack`, and `TerraformStack` itself - that no backend is made
    for: neither in the class, a class it derives from or a function it calls, nor from outside, nor by
    `add_override("terraform.backend…")`. A `LocalBackend` is a choice and counts; tests are left alone.

    ## Why is this bad?
    Without a backend the state lies in a file beside the program: nobody else can plan or apply, two runs at once
    spoil it, and a pipeline that starts from a fresh checkout makes everything a second time.

    ## Fix safety
    Unsafe: the bucket, the key and the region are taken from parameters of the stack by their names (`state_bucket`,
    `state_bucket_region`, the environment's), or made up.

    ## References
    - https://developer.hashicorp.com/terraform/language/backend
    """

    code = "PS202"
    name = "missing-backend"
    group = "terraform"
    severity = Severity.INFO
    visits = Program
    VALID = (
        Valid(
            _HEADER
            + _JOBS
            + '        S3Backend(self, bucket="acme-state", key="jobs.tfstate", region="eu-west-1")\n'
            + _MADE
        ),
        Valid(
            _HEADER
            + """
class Shared(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        S3Backend(self, bucket="acme-state", key=f"{id}.tfstate", region="eu-west-1")


class Jobs(Shared):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
"""
            + _MADE
        ),
        Valid(
            _HEADER
            + """
def add_backend(stack, key):
    S3Backend(stack, bucket="acme-state", key=key, region="eu-west-1")


class Jobs(TerraformStack):
    def __init__(self, scope, id, remote=True):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        if remote:
            add_backend(self, f"{id}.tfstate")
"""
            + _MADE
        ),
        Valid(
            _HEADER
            + """
class Jobs(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")


app = App()
jobs = Jobs(app, "jobs")
S3Backend(jobs, bucket="acme-state", key="jobs.tfstate", region="eu-west-1")
app.synth()
"""
        ),
        Valid(_HEADER + _JOBS + '        self.add_override("terraform.cloud.organization", "acme")\n' + _MADE),
        Valid(
            """
# Without a class of its own.
from cdktf import App, CloudBackend, NamedCloudWorkspace, TerraformStack

app = App()
stack = TerraformStack(app, "jobs")
CloudBackend(stack, organization="acme", workspaces=NamedCloudWorkspace("jobs"))
app.synth()
"""
        ),
        Valid(
            """
# Without a class of its own.
from cdktf import App, LocalBackend, TerraformStack

app = App()
stack = TerraformStack(app, "jobs")
LocalBackend(stack, path="/srv/state/jobs.tfstate")
app.synth()
"""
        ),
        # An aspect that gives every stack its backend.
        Valid(
            """
import jsii
from cdktf import App, Aspects, IAspect, S3Backend, TerraformStack


@jsii.implements(IAspect)
class Backends:
    def visit(self, node):
        if isinstance(node, TerraformStack):
            S3Backend(node, bucket="acme-state", key=f"{node}.tfstate", region="eu-west-1")


app = App()
TerraformStack(app, "jobs")
Aspects.of(app).add(Backends())
"""
        ),
        Valid(
            """
from cdktf import TerraformStack, Testing


def check_queue():
    stack = TerraformStack(Testing.app(), "tested")
    Testing.synth(stack)


check_queue()
"""
        ),
        Valid(
            "# Nothing here is in a class of its own.\nfrom cdktf import App\n\napp = App()\napp.synth()\n",
            files={"tests/test_stack.py": "from cdktf import App, TerraformStack\n\nTerraformStack(App(), 'tested')\n"},
        ),
    )
    INVALID = (
        Invalid(
            _HEADER + _JOBS.replace("Jobs", "«Jobs»") + _PROVIDER + _MADE,
            fixed=_HEADER + _JOBS + _BACKEND + _PROVIDER + _MADE,
            message="`Jobs` has no remote backend",
        ),
        Invalid(
            _HEADER
            + """
class «Jobs»(TerraformStack):
    def __init__(self, scope, construct_id, *, environment_suffix, state_bucket, state_bucket_region, aws_region):
        super().__init__(scope, construct_id)
        AwsProvider(self, "aws", region=aws_region)


app = App()
for stage in ("one", "two"):
    Jobs(
        app,
        f"jobs-{stage}",
        environment_suffix=stage,
        state_bucket="acme-state",
        state_bucket_region="eu-west-1",
        aws_region="eu-west-1",
    )
app.synth()
""",
            fixed=_HEADER
            + """
class Jobs(TerraformStack):
    def __init__(self, scope, construct_id, *, environment_suffix, state_bucket, state_bucket_region, aws_region):
        super().__init__(scope, construct_id)
        S3Backend(
            self,
            bucket=state_bucket,
            key=f"{environment_suffix}/{construct_id}.tfstate",
            region=state_bucket_region,
        )
        AwsProvider(self, "aws", region=aws_region)


app = App()
for stage in ("one", "two"):
    Jobs(
        app,
        f"jobs-{stage}",
        environment_suffix=stage,
        state_bucket="acme-state",
        state_bucket_region="eu-west-1",
        aws_region="eu-west-1",
    )
app.synth()
""",
        ),
        # What comes out of **kwargs has to be there first.
        Invalid(
            """
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider


class «Jobs»(TerraformStack):
    def __init__(self, scope, id, **kwargs):
        super().__init__(scope, id)
        environment_suffix = kwargs.get("environment_suffix", "dev")
        state_bucket = kwargs.get("state_bucket", "acme-state")
        AwsProvider(self, "aws", region=kwargs.get("aws_region", "eu-west-1"))
"""
            + _MADE,
            fixed="""
from cdktf import App, S3Backend, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider


class Jobs(TerraformStack):
    def __init__(self, scope, id, **kwargs):
        super().__init__(scope, id)
        environment_suffix = kwargs.get("environment_suffix", "dev")
        state_bucket = kwargs.get("state_bucket", "acme-state")
        S3Backend(
            self,
            bucket=state_bucket,
            key=f"{environment_suffix}/{id}.tfstate",
            region="us-east-1",
        )
        AwsProvider(self, "aws", region=kwargs.get("aws_region", "eu-west-1"))
"""
            + _MADE,
        ),
        Invalid(
            """
# Without a class of its own.
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

app = App()
stack = «TerraformStack»(app, "jobs")
AwsProvider(stack, "aws", region="eu-west-1")
app.synth()
""",
            fixed="""
# Without a class of its own.
from cdktf import App, S3Backend, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

app = App()
stack = TerraformStack(app, "jobs")
S3Backend(
    stack,
    bucket="your-state-bucket",
    key="jobs.tfstate",
    region="us-east-1",
)
AwsProvider(stack, "aws", region="eu-west-1")
app.synth()
""",
        ),
        # Nobody makes it here, and it says all it is by itself.
        Invalid(
            """
import cdktf


class «Library»(cdktf.TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        cdktf.TerraformOutput(self, "answer", value="42")
""",
            fixed="""
import cdktf


class Library(cdktf.TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        cdktf.S3Backend(
            self,
            bucket="your-state-bucket",
            key=f"{id}.tfstate",
            region="us-east-1",
        )
        cdktf.TerraformOutput(self, "answer", value="42")
""",
        ),
        # Only the other class of the two has one.
        Invalid(
            """
from cdktf import App, S3Backend, TerraformOutput, TerraformStack


class Shared(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        TerraformOutput(self, "answer", value="42")


class «Here»(Shared):
    pass


class There(Shared):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        S3Backend(self, bucket="acme-state", key="there.tfstate", region="eu-west-1")


app = App()
Here(app, "here")
There(app, "there")
app.synth()
""",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        """One finding a class none of whose stacks has a backend, and one for each stack without a class of its own."""
        assert isinstance(subject, Program)
        tests = Tests(subject)
        groups: dict[object, list[Construction]] = {}
        for event in subject.made("TerraformStack"):
            if event.instance is not None and not tests.make(event):
                groups.setdefault(event.instance.project_class or event.instance, []).append(event)
        if not groups:
            return
        provided = _provided(subject)
        if provided is None:
            return
        for group in groups.values():
            if not any(event.instance in provided for event in group):
                yield from self._reported(group[0], subject, context)

    def _reported(self, event: Construction, program: Program, context: Context) -> Iterator[Finding]:
        project_class = event.instance.project_class if event.instance is not None else None
        place = event.callee_place if project_class is None else project_class.place
        if place is None or is_test(place.path):
            return
        what = "this stack" if project_class is None else f"`{project_class.name}`"
        yield self.finding(
            place,
            f"{what} has no remote backend: its state stays in a file on the machine that runs it",
            fixes=insertion(event, program, context),
        )


def _provided(program: Program) -> set[Instance] | None:
    """The stacks that have a backend; None where one is made for stacks nobody knows."""
    provided: set[Instance | None] = set()
    for event in program.made("TerraformBackend"):
        if backend_of(event.type, program.catalog) is not None and not is_test(event.place.path):
            provided.add(stack_of(event.scope, program))
    for event in overrides(program):
        if program.catalog.is_a(event.type, "TerraformStack") and may_set_backend(event):
            provided.add(stack_of(event.receiver, program))
    return None if None in provided else {stack for stack in provided if stack is not None}
