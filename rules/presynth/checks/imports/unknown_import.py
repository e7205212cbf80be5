"""Imports, and reads through modules, of what is not there."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Type
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.similar import nearest
from presynth.checks.common.surroundings import around
from presynth.checks.imports.candidates import Candidate, candidates, module_candidates
from presynth.checks.imports.import_fixes import imported, name_place, replaced, workspace_in_text
from presynth.checks.imports.import_words import hint, installed, listed
from presynth.findings import Finding, Fix, Safety
from presynth.operations import MoveImport, RenameImport, Replace
from presynth.program.events import AttributeAccess, Import
from presynth.program.values import BindingClass, BindingModule, ModuleValue
from presynth.source.statement import Place


class UnknownImport(Rule):
    """A module or name is imported that does not exist.

    ## What it does
    Looks at every import from a provider, from cdktf itself and from the project's own modules, and at what is read
    through an imported module or class (`aws.s3_bucket.S3Bucketz`, `Fn.terraform_workspace`, members of enumerations),
    and says what the installed packages do not have.

    ## Why is this bad?
    Python stops at the import, seconds to minutes after `synth` was started. Ten resources of the AWS provider have an
    `A` behind their name (`S3BucketVersioningA`) because a struct of another resource has the plain one; data sources
    have a module of their own (`data_aws_iam_policy_document`); the provider's class is in `provider`.

    ## Fix safety
    Safe where only one class can be meant: the same name with another case or an `A` in the same module, the one
    construct of that name in another module. Elsewhere the likely ones are offered to choose from.

    ## References
    - https://developer.hashicorp.com/terraform/cdktf/concepts/providers
    """

    code = "PS101"
    name = "unknown-import"
    group = "schema"
    visits = (Import, AttributeAccess)
    VALID = (
        Valid("""
from cdktf_cdktf_provider_aws.s3_bucket_versioning import S3BucketVersioningA as Versioning

Versioning(self, "versioning", bucket="data", versioning_configuration={"status": "Enabled"})
"""),
        Valid("""
import cdktf_cdktf_provider_aws as aws
from cdktf_cdktf_provider_aws import s3_bucket

s3_bucket.S3Bucket(self, "a", bucket="a")
aws.s3_bucket.S3Bucket(self, "b", bucket="b")
"""),
        Valid("""
try:
    from cdktf_cdktf_provider_aws.iam_policy_document import IamPolicyDocument
except ImportError:
    from cdktf_cdktf_provider_aws.data_aws_iam_policy_document import DataAwsIamPolicyDocument as IamPolicyDocument
try:
    from somewhere_else import Anything
except ImportError:
    Anything = None
from cdktf import App
"""),
        Valid(
            """
from lib import names
from lib.names import *
from lib.settings import REGION, late

def main() -> None:
    print(names.BUCKET, REGION, late)
""",
            files={
                "lib/__init__.py": "",
                "lib/names.py": "BUCKET = 'data'\n",
                "lib/settings.py": "if True:\n    REGION = 'eu-west-1'\nglobals()['late'] = 1\n",
            },
        ),
    )
    INVALID = (
        Invalid(
            """
from cdktf_cdktf_provider_aws.s3_bucket_server_side_encryption_configuration import (
    «S3BucketServerSideEncryptionConfiguration»,
    S3BucketServerSideEncryptionConfigurationRuleA,
)

S3BucketServerSideEncryptionConfiguration(
    self, "encryption", bucket="data", rule=[S3BucketServerSideEncryptionConfigurationRuleA()]
)
""",
            fixed="""
from cdktf_cdktf_provider_aws.s3_bucket_server_side_encryption_configuration import (
    S3BucketServerSideEncryptionConfigurationA,
    S3BucketServerSideEncryptionConfigurationRuleA,
)

S3BucketServerSideEncryptionConfigurationA(
    self, "encryption", bucket="data", rule=[S3BucketServerSideEncryptionConfigurationRuleA()]
)
""",
            message="it is called `S3BucketServerSideEncryptionConfigurationA`",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.s3_bucket_versioning import «S3BucketVersioning» as Versioning

Versioning(self, "versioning", bucket="data", versioning_configuration={"status": "Enabled"})
""",
            fixed="""
from cdktf_cdktf_provider_aws.s3_bucket_versioning import S3BucketVersioningA as Versioning

Versioning(self, "versioning", bucket="data", versioning_configuration={"status": "Enabled"})
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.s3_bucket_versioning import (
    S3BucketVersioningA,
    «S3BucketVersioningAVersioningConfiguration»,
)

S3BucketVersioningA(
    self,
    "versioning",
    bucket="data",
    versioning_configuration=S3BucketVersioningAVersioningConfiguration(status="Enabled"),
)
""",
            fixed="""
from cdktf_cdktf_provider_aws.s3_bucket_versioning import (
    S3BucketVersioningA,
    S3BucketVersioningVersioningConfiguration,
)

S3BucketVersioningA(
    self,
    "versioning",
    bucket="data",
    versioning_configuration=S3BucketVersioningVersioningConfiguration(status="Enabled"),
)
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws import s3_bucket_logging

s3_bucket_logging.«S3BucketLogging»(self, "logging", bucket="data", target_bucket="logs", target_prefix="s3/")
""",
            fixed="""
from cdktf_cdktf_provider_aws import s3_bucket_logging

s3_bucket_logging.S3BucketLoggingA(self, "logging", bucket="data", target_bucket="logs", target_prefix="s3/")
""",
        ),
        Invalid(
            """
from «cdktf_cdktf_provider_aws.iam_policy_document» import IamPolicyDocument

IamPolicyDocument(self, "assume")
""",
            fixed="""
from cdktf_cdktf_provider_aws.data_aws_iam_policy_document import DataAwsIamPolicyDocument

DataAwsIamPolicyDocument(self, "assume")
""",
            message="`DataAwsIamPolicyDocument` in `cdktf_cdktf_provider_aws.data_aws_iam_policy_document`",
        ),
        Invalid(
            """
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws import «AwsProvider»
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue


class Main(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        SqsQueue(self, "jobs", name="jobs")


app = App()
Main(app, "main")
app.synth()
""",
            fixed="""
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue


class Main(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        SqsQueue(self, "jobs", name="jobs")


app = App()
Main(app, "main")
app.synth()
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.dynamodb_table import «DynamoDBTable», DynamodbTableAttribute

DynamoDBTable(
    self,
    "events",
    name="events",
    hash_key="id",
    billing_mode="PAY_PER_REQUEST",
    attribute=[DynamodbTableAttribute(name="id", type="S")],
)
""",
            fixed="""
from cdktf_cdktf_provider_aws.dynamodb_table import DynamodbTable, DynamodbTableAttribute

DynamodbTable(
    self,
    "events",
    name="events",
    hash_key="id",
    billing_mode="PAY_PER_REQUEST",
    attribute=[DynamodbTableAttribute(name="id", type="S")],
)
""",
        ),
        Invalid(
            """
from cdktf import App

from stacks.network import «NetworkStack»

app = App()
NetworkStack(app, "network")
app.synth()


def unused() -> None: ...
""",
            files={
                "stacks/network.py": """
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider


class NetworkStacks(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
"""
            },
            fixed="""
from cdktf import App

from stacks.network import NetworkStacks

app = App()
NetworkStacks(app, "network")
app.synth()


def unused() -> None: ...
""",
        ),
        Invalid(
            """
from cdktf import Fn, TerraformOutput

TerraformOutput(self, "settings", value=Fn.«json_encode»({"a": 1}))
""",
            fixed="""
from cdktf import Fn, TerraformOutput

TerraformOutput(self, "settings", value=Fn.jsonencode({"a": 1}))
""",
            message="`Fn` has no `json_encode`",
        ),
        Invalid(
            """
from cdktf import Fn, TerraformOutput

TerraformOutput(self, "bucket", value=f"data-{Fn.«terraform_workspace»()}")
""",
            fixed="""
from cdktf import Fn, TerraformOutput

TerraformOutput(self, "bucket", value=f"data-${{terraform.workspace}}")
""",
            message='"${terraform.workspace}"',
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        if isinstance(subject, AttributeAccess):
            if subject.found is False:
                yield from self._of_attribute(subject, context.catalog)
        elif isinstance(subject, Import) and subject.found in ("no-module", "no-name"):
            if subject.kind == "project":
                yield self._of_project(subject)
            elif subject.name is None or subject.found == "no-module":
                yield self._of_module(subject, context.catalog)
            else:
                yield self._of_name(subject, context.catalog)

    def _of_name(self, event: Import, catalog: Catalog) -> Finding:
        name = event.name or ""
        found = candidates(catalog, event.module, name)
        where = installed(catalog, event.module)
        message = f"`{event.module}` has no `{name}`{where}{hint(event.module, name, found)}"
        fixes = [imported(event.place, event.module, each) for each in found]
        return self.finding(event.place, message, fixes=fixes)

    def _of_module(self, event: Import, catalog: Catalog) -> Finding:
        """The module is wrong: one finding at its name, whose fix is one for all names imported from it."""
        message = f"there is no module `{event.module}`{installed(catalog, event.module)}"
        node = event.place.statement.node
        if not isinstance(node, ast.ImportFrom) or event.name == "*":
            place = event.module_place if event.name == "*" else event.place
            near = module_candidates(catalog, event.module)
            fixes = [Fix(f"Import `{each}`", Safety.UNSAFE, (Replace(place, (each,)),)) for each in near]
            return self.finding(place, message, fixes=fixes)
        chosen: list[Candidate] = []
        operations: list[MoveImport] = []
        for alias in node.names:
            found = candidates(catalog, event.module, alias.name)
            if found:
                chosen.append(found[0])
                place = name_place(event.place, alias)
                operations.append(MoveImport(place, found[0].module, found[0].name))
        if len(chosen) < len(node.names):
            return self.finding(event.module_place, message)
        safety = Safety.SAFE if all(each.certain for each in chosen) else Safety.UNSAFE
        titles = ", ".join(f"`{each.name}`" for each in chosen)
        title = f"Import {titles} from {listed(dict.fromkeys(each.module for each in chosen))}"
        message += hint(event.module, node.names[0].name, chosen[:1])
        return self.finding(event.module_place, message, fixes=(Fix(title, safety, tuple(operations)),))

    def _of_project(self, event: Import) -> Finding:
        if event.found == "no-module":
            place = event.place if event.name is None else event.module_place
            return self.finding(place, f"the project has no module `{event.module}`")
        name = event.name or ""
        fixes = [
            Fix(f"Import `{near}`", Safety.UNSAFE, (RenameImport(event.place, near),))
            for near in nearest(name, event.offered, 3, 0.6)
        ]
        return self.finding(event.place, f"`{event.module}` has no `{name}`", fixes=fixes)

    def _of_attribute(self, event: AttributeAccess, catalog: Catalog) -> Iterator[Finding]:
        match event.base:
            case BindingModule(name=module):
                yield self._of_module_attribute(event, module, catalog)
            case BindingClass(type=type_):
                yield self._of_class_attribute(event, type_, catalog)
            case ModuleValue(name=module):
                yield self.finding(event.name_place, f"`{module}` has no `{event.name}`")
            case _:
                pass

    def _of_module_attribute(self, event: AttributeAccess, module: str, catalog: Catalog) -> Finding:
        """`aws.s3_bucket.S3Bucketz`, or the module in the middle: then what is read from it shows what is meant."""
        whole, name, wanted = event.place, event.name, module
        if event.name.islower():
            outer = next(around(event.place), None)
            if isinstance(outer, ast.Attribute):
                whole, name = Place.of(event.place.statement, outer), outer.attr
                wanted = f"{module}.{event.name}"
        found = candidates(catalog, wanted, name)
        message = f"`{module}` has no `{event.name}`{installed(catalog, module)}{hint(wanted, name, found)}"
        fixes = [replaced(event, whole, module, each, catalog) for each in found]
        return self.finding(event.name_place, message, fixes=fixes)

    def _of_class_attribute(self, event: AttributeAccess, type_: Type, catalog: Catalog) -> Finding:
        known = type_.members or [*catalog.methods(type_), *catalog.attributes(type_)]
        near = nearest(event.name, [name for name in known if not name.startswith("_")], 3)
        message = f"`{type_.name}` has no `{event.name}`{installed(catalog, type_.module)}"
        fixes = [Fix(f"Use `{each}`", Safety.UNSAFE, (Replace(event.name_place, (each,)),)) for each in near]
        if type_.name == "Fn" and event.name == "terraform_workspace":
            message += ': in the text of a construct, write `"${terraform.workspace}"`'
            fixes = list(workspace_in_text(event))
        elif type_.name == "Fn" and (source := _data_source(event.name, catalog)):
            message += f": the data source is the class `{source.name}`"
        return self.finding(event.name_place, message, fixes=fixes)


def _data_source(name: str, catalog: Catalog) -> Type | None:
    """What people take for a function of Terraform."""
    return catalog.terraform(name.removeprefix("data_"), data=True) if name.startswith("data_") else None
