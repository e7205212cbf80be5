"""Copies that have to be in another region than what they are copies of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.checks.aws.values import beginning, field_text, referred
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding, Related

_SECRET = "aws_secretsmanager_secret"
_KEYS = ("aws_kms_replica_key", "aws_kms_replica_external_key")
_KEY = re.compile(r"arn:[a-z-]+:kms:([a-z0-9-]+):")

_IMPORTS = """
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from cdktf_cdktf_provider_aws.kms_replica_key import KmsReplicaKey
from cdktf_cdktf_provider_aws.secretsmanager_secret import SecretsmanagerSecret, SecretsmanagerSecretReplica

there = AwsProvider(self, "there", alias="there", region="us-west-2")
key = KmsKey(self, "key", multi_region=True)
"""


class OwnRegion(ResourceRule):
    """A replica is in the region of what it is a replica of.

    ## What it does
    Compares the region of a replica of a KMS key with that of the primary key, and the regions of a secret's replicas
    with the secret's own.

    ## Why is this bad?
    AWS refuses a replica in the same region: `InvalidParameterException`, `AlreadyExistsException`. A replica key is
    mostly meant to be made with the provider of the other region, and that was forgotten.

    ## References
    - https://docs.aws.amazon.com/kms/latest/APIReference/API_ReplicateKey.html (2026-11-29)
    - https://docs.aws.amazon.com/secretsmanager/latest/APIReference/API_ReplicateSecretToRegions.html (2026-11-29)
    """

    code = "PS399"
    name = "own-region"
    terraform_types = (_SECRET, *_KEYS)
    VALID = (
        Valid(
            _IMPORTS
            + """
KmsReplicaKey(self, "replica", primary_key_arn=key.arn, provider=there)
SecretsmanagerSecret(self, "secret", name="api", replica=[SecretsmanagerSecretReplica(region="us-west-2")])
"""
        ),
        Valid(
            _IMPORTS
            + """

def copies(scope, region, primary):
    KmsReplicaKey(scope, "replica", primary_key_arn=primary)
    SecretsmanagerSecret(scope, "secret", name="api", replica=[SecretsmanagerSecretReplica(region=region)])
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
KmsReplicaKey(self, "replica", primary_key_arn=«key.arn»)
""",
            message="the primary key is in `eu-west-1`, and so is this",
        ),
        Invalid(
            _IMPORTS
            + """
SecretsmanagerSecret(self, "secret", name="api", replica=[SecretsmanagerSecretReplica(region=«"eu-west-1"»)])
""",
            message="the secret itself is in `eu-west-1`",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        if resource.event.type.terraform_type == _SECRET:
            yield from self._of_secret(resource)
        else:
            yield from self._of_key(resource)

    def _of_secret(self, secret: Resource) -> Iterator[Finding]:
        for replica in secret.block.children("replica")[0]:
            field, named = replica.field(("region",)), field_text(replica, "region")
            if field is not None and named is not None and named == secret.region:
                message = f"the secret itself is in `{named}`, and its replicas have to be elsewhere: AWS refuses it"
                yield self.finding(field.place, message, about=secret.instance)

    def _of_key(self, key: Resource) -> Iterator[Finding]:
        field = key.field("primary_key_arn")
        if field is None:
            return
        primary, named = referred(key.program, field.value), _KEY.match(beginning(field.value))
        there = primary.region if primary is not None else None if named is None else named[1]
        if there is not None and there == key.region:
            yield self.finding(
                field.place,
                f"the primary key is in `{there}`, and so is this replica (it needs the `provider` of another region): "
                "KMS refuses it",
                about=key.instance,
                related=() if primary is None else (Related(primary.event.callee_place, "the primary key"),),
            )
