"""What an organization has to have switched on for what else the program makes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from presynth.checks.aws.combinations.conditions import Condition, Given, Is
from presynth.checks.aws.values import is_whole, items, referred, text
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.blocks import Presence
from presynth.checks.common.resources import Resource, resources
from presynth.checks.wiring.gap import may_coexist
from presynth.findings import Finding, Related
from presynth.program.program import Program
from presynth.source.statement import Place

_ORGANIZATION = "aws_organizations_organization"
_TYPES, _SERVICES = "enabled_policy_types", "aws_service_access_principals"


class _Asker(NamedTuple):
    """A resource that is for a service where `argument` is as `condition` says."""

    terraform_type: str
    argument: str
    condition: Condition
    service: str


_CONFIG = "config-multiaccountsetup.amazonaws.com"
_ASKERS = (
    _Asker("aws_cloudtrail", "is_organization_trail", Is((True,)), "cloudtrail.amazonaws.com"),
    _Asker(
        "aws_accessanalyzer_analyzer",
        "type",
        Is(("ORGANIZATION", "ORGANIZATION_UNUSED_ACCESS", "ORGANIZATION_INTERNAL_ACCESS")),
        "access-analyzer.amazonaws.com",
    ),
    _Asker("aws_config_configuration_aggregator", "organization_aggregation_source", Given(), "config.amazonaws.com"),
    _Asker("aws_config_organization_managed_rule", "name", Given(), _CONFIG),
    _Asker("aws_config_organization_custom_rule", "name", Given(), _CONFIG),
    _Asker("aws_config_organization_conformance_pack", "name", Given(), _CONFIG),
)
"""https://docs.aws.amazon.com/organizations/latest/userguide/orgs_integrate_services_list.html (2026-11-29)."""


class _Wanted(NamedTuple):
    """What a resource asks for, in which of the organization's lists, and where it is said."""

    made: Resource
    listed_in: str
    value: str
    place: Place


_IMPORTS = """
from cdktf_cdktf_provider_aws.organizations_delegated_administrator import OrganizationsDelegatedAdministrator
from cdktf_cdktf_provider_aws.organizations_organization import OrganizationsOrganization
from cdktf_cdktf_provider_aws.organizations_policy import OrganizationsPolicy
from cdktf_cdktf_provider_aws.organizations_policy_attachment import OrganizationsPolicyAttachment
"""


class OrganizationService(Rule):
    """Something is made that the organization of the program has not switched on.

    ## What it does
    Compares the types of the policies that are attached with `enabled_policy_types` of the organization, and services
    that get a delegated administrator, a trail or an analyzer for the organization, or rules for all its accounts, with
    `aws_service_access_principals`. It says nothing where the program makes no organization, or the list is not wholly
    known.

    ## Why is this bad?
    AWS refuses it: `PolicyTypeNotEnabledException`, "You must enable trusted access for AWS services",
    `OrganizationAccessDeniedException`. What is not listed is switched off when the organization is applied.

    ## References
    - https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_enable-disable.html (2026-11-29)
    - https://docs.aws.amazon.com/organizations/latest/userguide/orgs_integrate_services_list.html (2026-11-29)
    """

    code = "PS398"
    name = "organization-service"
    group = "aws"
    visits = Program
    VALID = (
        Valid(
            _IMPORTS
            + """
access = ["config.amazonaws.com"]
OrganizationsOrganization(
    self, "all", aws_service_access_principals=access, enabled_policy_types=["SERVICE_CONTROL_POLICY"]
)
policy = OrganizationsPolicy(self, "scp", name="scp", content="{}")
OrganizationsPolicyAttachment(self, "root", policy_id=policy.id, target_id="r-ab12")
OrganizationsDelegatedAdministrator(
    self, "audit", account_id="123456789012", service_principal="config.amazonaws.com"
)
"""
        ),
        Valid(
            _IMPORTS
            + """

def organization(scope, services):
    OrganizationsOrganization(scope, "all", aws_service_access_principals=services)
    OrganizationsDelegatedAdministrator(
        scope, "audit", account_id="123456789012", service_principal="config.amazonaws.com"
    )
"""
        ),
        # Somebody else switches them on.
        Valid(
            _IMPORTS
            + """
OrganizationsOrganization(self, "all", lifecycle={"ignore_changes": ["enabled_policy_types"]})
policy = OrganizationsPolicy(self, "scp", name="scp", content="{}")
OrganizationsPolicyAttachment(self, "root", policy_id=policy.id, target_id="r-ab12")
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
OrganizationsOrganization(self, "all", enabled_policy_types=["TAG_POLICY"])
policy = OrganizationsPolicy(self, "scp", name="scp", content="{}")
OrganizationsPolicyAttachment(self, "root", policy_id=«policy.id», target_id="r-ab12")
""",
            message="has no `SERVICE_CONTROL_POLICY` in its `enabled_policy_types`",
        ),
        Invalid(
            _IMPORTS
            + """
OrganizationsOrganization(self, "all", aws_service_access_principals=["sso.amazonaws.com"])
OrganizationsDelegatedAdministrator(
    self, "audit", account_id="123456789012", service_principal=«"config.amazonaws.com"»
)
""",
            message="has no `config.amazonaws.com` in its `aws_service_access_principals`",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        organizations = list(resources(subject, _ORGANIZATION))
        for wanted in (*_policies(subject), *_administrators(subject), *_services(subject)) if organizations else ():
            beside = [each for each in organizations if may_coexist(each, wanted.made)]
            own = beside if len(organizations) > 1 else organizations
            listed = _listed(own[0], wanted.listed_in) if len(own) == 1 else None
            if listed is not None and wanted.value not in listed:
                message = f"the organization has no `{wanted.value}` in its `{wanted.listed_in}`: AWS refuses this"
                related = (Related(own[0].event.callee_place, "the organization"),)
                yield self.finding(wanted.place, message, about=wanted.made.instance, related=related)


def _listed(organization: Resource, name: str) -> set[str] | None:
    """The texts in a list of the organization, None where not all are known."""
    if organization.presence(name) is Presence.UNSET:
        return set() if organization.presence("lifecycle") is Presence.UNSET else None
    field = organization.field(name)
    known = [text(item.value) for item in items(field)]
    return {each for each in known if each is not None} if is_whole(field) and None not in known else None


def _policies(program: Program) -> Iterator[_Wanted]:
    """The types of policies that are attached."""
    for made in resources(program, "aws_organizations_policy_attachment"):
        field = made.field("policy_id")
        policy = None if field is None else referred(program, field.value)
        if field is None or policy is None or policy.event.type.terraform_type != "aws_organizations_policy":
            continue
        is_unset = policy.presence("type") is Presence.UNSET
        kind = "SERVICE_CONTROL_POLICY" if is_unset else text(policy.value("type"))
        if kind is not None:
            yield _Wanted(made, _TYPES, kind, field.place)


def _administrators(program: Program) -> Iterator[_Wanted]:
    """The services that get an administrator."""
    for made in resources(program, "aws_organizations_delegated_administrator"):
        field = made.field("service_principal")
        service = None if field is None else text(field.value)
        if field is not None and service is not None:
            yield _Wanted(made, _SERVICES, service, field.place)


def _services(program: Program) -> Iterator[_Wanted]:
    """The services that are to look at the whole organization."""
    for asker in _ASKERS:
        for made in resources(program, asker.terraform_type):
            if asker.condition.holds(made.block, asker.argument):
                field = made.field(asker.argument)
                place = made.event.callee_place if field is None or asker.argument == "name" else field.key_place
                yield _Wanted(made, _SERVICES, asker.service, place)
