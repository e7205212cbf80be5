"""Encrypted copies of databases in another region, without a key of that region."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.checks.aws.databases.global_databases import secondaries
from presynth.checks.aws.databases.key_fixes import key_fix
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.blocks import Presence
from presynth.checks.common.resources import Resource, resource, resources
from presynth.findings import Finding, Related
from presynth.program.program import Program
from presynth.program.values import Constant, Token

_SOURCES = {"aws_rds_cluster": "replication_source_identifier", "aws_db_instance": "replicate_source_db"}
"""The argument that names what a cluster or an instance is a replica of."""
_ARN = re.compile(r"arn:[\w-]+:rds:([a-z0-9-]+):")

_CLUSTER = "from cdktf_cdktf_provider_aws.rds_cluster import RdsCluster\n"
_KEY = "from cdktf_cdktf_provider_aws.kms_key import KmsKey\n"
_IMPORTS = _KEY + _CLUSTER
_DATABASE = """from cdktf_cdktf_provider_aws.rds_global_cluster import RdsGlobalCluster

first = AwsProvider(self, "first", region="us-east-1", alias="first")
second = AwsProvider(self, "second", region="us-west-2", alias="second")
ledger = RdsGlobalCluster(
    self, "global", global_cluster_identifier="ledger", engine="aurora-mysql", storage_encrypted=True
)
primary = RdsCluster(
    self,
    "primary",
    engine="aurora-mysql",
    global_cluster_identifier=ledger.id,
    master_username="keeper",
    manage_master_user_password=True,
    storage_encrypted=True,
    provider=first,
)
"""
_SECONDARY = """
secondary = RdsCluster(
    self,
    "secondary",
    engine="aurora-mysql",
    global_cluster_identifier=ledger.id,
    provider=second,
)
"""
_WITHOUT = _SECONDARY.replace("RdsCluster", "«RdsCluster»")
_REPLICA = """from cdktf_cdktf_provider_aws.db_instance import DbInstance

there = AwsProvider(self, "there", region="us-west-2", alias="there")
settings = {"engine": "mysql", "instance_class": "db.t3.micro", "backup_retention_period": 7}
main = DbInstance(self, "main", storage_encrypted=True, **settings)
"""


def _with_key(secondary: str, key: str) -> str:
    return secondary.replace("provider=second,\n", f"provider=second,\n    kms_key_id={key},\n")


class MissingKmsKey(Rule):
    """An encrypted copy of a database in another region has no key.

    ## What it does
    Finds secondary clusters of encrypted Aurora global databases, and replicas of encrypted databases, that are made
    in another region than what they copy and have no `kms_key_id`. The regions of both must be known, by their
    providers or their own `region`; which cluster is the primary is told by its credentials, or by the order.

    ## Why is this bad?
    Keys belong to a region, and AWS does not take the default one for a copy from another region: `apply` fails with
    "kmsKeyId should be explicitly specified". The primary may use the default key.

    ## Fix safety
    Unsafe: the fix takes a key that the code makes with the same provider, or makes a new one.

    ## References
    - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-getting-started.html
      (2026-11-22)
    - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.XRgn.html (2026-11-22)
    """

    code = "PS305"
    name = "missing-kms-key"
    group = "aws"
    visits = Program
    VALID = (
        Valid(_IMPORTS + _DATABASE + _with_key(_SECONDARY, '"arn:aws:kms:us-west-2:123456789012:key/1"')),
        # In the region of the primary the default key will do.
        Valid(_CLUSTER + _DATABASE + _SECONDARY.replace("provider=second", "provider=first")),
        Valid(_CLUSTER + _DATABASE + _SECONDARY.replace("provider=second", "provider=second, storage_encrypted=False")),
        Valid(_CLUSTER + _DATABASE + _SECONDARY + 'secondary.add_override("kms_key_id", "alias/ledger")\n'),
        Valid(
            "import os\n\n"
            + _CLUSTER
            + _DATABASE.replace('region="us-west-2"', "region=os.path.basename(os.getcwd())")
            + _SECONDARY
        ),
        Valid(
            _REPLICA
            + """
DbInstance(self, "near", instance_class="db.t3.micro", replicate_source_db=main.identifier)
DbInstance(
    self,
    "far",
    instance_class="db.t3.micro",
    replicate_source_db="arn:aws:rds:eu-west-1:123456789012:db:other",
    provider=there,
)
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + _DATABASE
            + 'key = KmsKey(self, "key", description="Ledger", provider=second)\n'
            + 'other = KmsKey(self, "other", description="Another region", provider=first)\n'
            + _WITHOUT,
            fixed=_IMPORTS
            + _DATABASE
            + 'key = KmsKey(self, "key", description="Ledger", provider=second)\n'
            + 'other = KmsKey(self, "other", description="Another region", provider=first)\n'
            + _with_key(_SECONDARY, "key.arn"),
            message="an encrypted copy in us-west-2 of a database in us-east-1",
        ),
        Invalid(
            _CLUSTER + _DATABASE + _WITHOUT,
            fixed=_CLUSTER
            + _DATABASE.replace("Cluster\n\n", f"Cluster\n{_KEY}\n")
            + """
secondary_key = KmsKey(self, "secondary-key", description="Encrypts a copy in another region", provider=second)"""
            + _with_key(_SECONDARY, "secondary_key.arn"),
        ),
        Invalid(
            _CLUSTER
            + """
primary = RdsCluster(self, "primary", engine="aurora-mysql", storage_encrypted=True)
copies = {
    region: «RdsCluster»(
        self,
        f"copy-{region}",
        engine="aurora-mysql",
        region="us-east-1" if region == "east" else None,
        replication_source_identifier=primary.arn,
        storage_encrypted=True,
    )
    for region in ("east",)
}
""",
        ),
        Invalid(
            _REPLICA
            + """
settings = {"instance_class": "db.t3.micro", "provider": there}
replica = «DbInstance»(self, "replica", replicate_source_db=main.arn, **settings)
""",
            fixed=_REPLICA.replace("DbInstance\n\n", f"DbInstance\n{_KEY}\n")
            + """
settings = {"instance_class": "db.t3.micro", "provider": there}
replica_key = KmsKey(self, "replica-key", description="Encrypts a copy in another region", provider=there)
replica = DbInstance(self, "replica", replicate_source_db=main.arn, kms_key_id=replica_key.arn, **settings)
""",
        ),
        Invalid(
            _REPLICA
            + """
replica = «DbInstance»(
    self,
    "replica",
    instance_class="db.t3.micro",
    replicate_source_db="arn:aws:rds:eu-west-1:123456789012:db:main",
    storage_encrypted=True,
    provider=there,
)
""",
            fixed=_REPLICA.replace(
                "import DbInstance\n", "import DbInstance\nfrom cdktf_cdktf_provider_aws.kms_key import KmsKey\n"
            )
            + """
replica_key = KmsKey(self, "replica-key", description="Encrypts a copy in another region", provider=there)
replica = DbInstance(
    self,
    "replica",
    instance_class="db.t3.micro",
    replicate_source_db="arn:aws:rds:eu-west-1:123456789012:db:main",
    storage_encrypted=True,
    provider=there,
    kms_key_id=replica_key.arn,
)
""",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        for copy, original, is_encrypted in [*_secondaries(subject), *_replicas(subject)]:
            if is_encrypted and copy.presence("kms_key_id") is Presence.UNSET:
                yield from self._judged(copy, original)

    def _judged(self, copy: Resource, original: Resource | str) -> Iterator[Finding]:
        region, elsewhere = copy.region, original if isinstance(original, str) else original.region
        if region is None or elsewhere is None or region == elsewhere:
            return
        fix = key_fix(copy)
        yield self.finding(
            copy.event.callee_place,
            f"this is an encrypted copy in {region} of a database in {elsewhere}: AWS wants its `kms_key_id`, "
            f"a key of {region}",
            about=copy.instance,
            fixes=() if fix is None else (fix,),
            related=()
            if isinstance(original, str)
            else (Related(original.event.callee_place, f"this is the original, in {elsewhere}"),),
        )


def _secondaries(program: Program) -> Iterator[tuple[Resource, Resource, bool]]:
    """Secondaries of global databases, each with the primary, and whether it is encrypted."""
    for each in secondaries(program):
        yield each.cluster, each.primary, _is_encrypted(each.cluster, each.database or each.primary, each.primary)


def _replicas(program: Program) -> Iterator[tuple[Resource, Resource | str, bool]]:
    """Replicas, each with what it is a replica of (or the region of that), and whether it is encrypted."""
    for replica in resources(program, *_SOURCES):
        value = replica.value(_SOURCES[replica.event.type.terraform_type])
        if isinstance(value, Token) and value.source is not None:
            original = resource(program, value.source)
            if original is not None:
                yield replica, original, _is_encrypted(replica, original)
        elif isinstance(value, Constant) and isinstance(value.value, str):
            arn = _ARN.match(value.value)
            if arn is not None:
                yield replica, arn.group(1), _is_encrypted(replica)


def _is_encrypted(copy: Resource, *originals: Resource) -> bool:
    """Whether a copy is encrypted for certain: it says so, or what it copies does."""
    stated = [each.constant("storage_encrypted") for each in (copy, *originals)]
    return True in stated and stated[0] is not False
