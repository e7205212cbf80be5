"""Which names the services of AWS take, where the provider's own table of lengths does not say it."""

from __future__ import annotations

import re
from typing import NamedTuple

_WORD = r"A-Za-z0-9_-"
_LOWER = r"a-z0-9-"


class NameRule(NamedTuple):
    """The argument that is the name, how long it may be, and which characters may be in it (as in `[…]`).

    `start` and `end` are patterns of how it has to begin and end, `words` says all that in words; `banned` are patterns
    of what must not be in it.
    """

    argument: str
    longest: int
    characters: str
    words: str
    start: str = ""
    end: str = ""
    banned: str = ""


_IAM = NameRule("name", 128, r"\w+=,.@-", "letters, digits and +=,.@_-")
_WORDS = "letters, digits, hyphens and underscores"
_DOTTED = "letters, digits, hyphens, underscores and dots"
_BALANCER = NameRule(
    "name", 32, "A-Za-z0-9-", "letters, digits and hyphens, none of these at its ends", "[A-Za-z0-9]", "[A-Za-z0-9]"
)
_GROUP = NameRule(
    "name", 255, "a-z0-9.-", "lower-case letters, digits, hyphens and dots, beginning with a letter", "[a-z]"
)
_SUBNETS = NameRule("name", 255, "a-z0-9 ._-", "lower-case letters, digits, hyphens, underscores, dots and spaces")

RULES: dict[str, NameRule] = {
    "aws_athena_database": NameRule("name", 255, "a-z0-9_", "lower-case letters, digits and underscores"),
    "aws_backup_vault": NameRule("name", 50, _WORD, _WORDS),
    "aws_cloudfront_function": NameRule("name", 64, _WORD, _WORDS),
    "aws_cloudtrail": NameRule("name", 128, r"A-Za-z0-9._-", _DOTTED, "[A-Za-z0-9]", "[A-Za-z0-9]"),
    "aws_cloudwatch_dashboard": NameRule("dashboard_name", 255, _WORD, _WORDS),
    "aws_cloudwatch_event_rule": NameRule("name", 64, r"A-Za-z0-9._-", _DOTTED),
    "aws_cloudwatch_event_target": NameRule("target_id", 64, r"A-Za-z0-9._-", _DOTTED),
    "aws_cloudwatch_log_group": NameRule("name", 512, r"A-Za-z0-9._/#-", f"{_DOTTED}, / and #"),
    "aws_codebuild_project": NameRule("name", 255, _WORD, _WORDS, "[A-Za-z0-9]"),
    "aws_cognito_user_pool_domain": NameRule("domain", 255, "a-z0-9.-", "lower-case letters, digits and hyphens"),
    "aws_db_parameter_group": _GROUP,
    "aws_db_subnet_group": _SUBNETS,
    "aws_docdb_subnet_group": _SUBNETS,
    "aws_dynamodb_table": NameRule("name", 255, r"A-Za-z0-9._-", _DOTTED),
    "aws_ecr_repository": NameRule(
        "name", 256, "a-z0-9._/-", "lower-case letters, digits, hyphens, underscores, dots and /", "[a-z0-9]", r"\w"
    ),
    "aws_ecs_cluster": NameRule("name", 255, _WORD, _WORDS),
    "aws_ecs_service": NameRule("name", 255, _WORD, _WORDS),
    "aws_ecs_task_definition": NameRule("family", 255, _WORD, _WORDS),
    "aws_eks_cluster": NameRule("name", 100, _WORD, _WORDS, "[A-Za-z0-9]"),
    "aws_eks_node_group": NameRule("node_group_name", 63, _WORD, _WORDS, "[A-Za-z0-9]"),
    "aws_iam_group": _IAM,
    "aws_iam_instance_profile": _IAM,
    "aws_iam_policy": _IAM,
    "aws_iam_role": _IAM._replace(longest=64),
    "aws_iam_user": _IAM._replace(longest=64),
    "aws_kinesis_stream": NameRule("name", 128, r"A-Za-z0-9._-", _DOTTED),
    "aws_kms_alias": NameRule(
        "name", 256, r"A-Za-z0-9/_-", "`alias/`, and behind it letters, digits, hyphens, underscores and /",
        "alias/(?!aws/)",
    ),
    "aws_lambda_function": NameRule("function_name", 64, r"A-Za-z0-9_:./$-", _WORDS),
    "aws_lambda_permission": NameRule("statement_id", 100, _WORD, _WORDS),
    "aws_launch_template": NameRule("name", 128, r"A-Za-z0-9()./_-", f"{_DOTTED}, ( ) and /"),
    "aws_lb": _BALANCER._replace(banned="^internal-"),
    "aws_lb_target_group": _BALANCER,
    "aws_neptune_subnet_group": _SUBNETS,
    "aws_opensearch_domain": NameRule(
        "domain_name", 28, _LOWER, "lower-case letters, digits and hyphens, beginning with a letter", "[a-z]"
    ),
    "aws_rds_cluster_parameter_group": _GROUP,
    "aws_secretsmanager_secret": NameRule("name", 512, r"A-Za-z0-9/_+=.@-", "letters, digits and /_+=.@-"),
    "aws_sfn_state_machine": NameRule("name", 80, _WORD, _WORDS),
    "aws_sns_topic": NameRule("name", 256, r"A-Za-z0-9_.-", _WORDS),
    "aws_sqs_queue": NameRule("name", 80, r"A-Za-z0-9_.-", _WORDS),
    "aws_ssm_parameter": NameRule(
        "name", 2048, r"A-Za-z0-9._/-", f"{_DOTTED} and /, beginning with / where there is one in it",
        banned=r"^/?(?i:aws|ssm)(?![A-Za-z0-9._-])|^[^/]+/",
    ),
    "aws_wafv2_ip_set": NameRule("name", 128, _WORD, _WORDS),
    "aws_wafv2_rule_group": NameRule("name", 128, _WORD, _WORDS),
    "aws_wafv2_web_acl": NameRule("name", 128, _WORD, _WORDS),
    "aws_api_gateway_stage": NameRule("stage_name", 128, _WORD, _WORDS),
    "aws_api_gateway_resource": NameRule(
        "path_part", 1024, r"A-Za-z0-9._:{}+$-", "letters, digits and ._:-, or a parameter in braces"
    ),
}  # fmt: skip
"""By type of resource; from the API reference of each service and the checks in the provider's source, 2026-11-29."""


def misfit(rule: NameRule, text: str, hole: str) -> str | None:
    """Why a name is not taken, whatever fills its holes; None where it may be."""
    known = text.replace(hole, "")
    if len(known) > rule.longest:
        return (
            f"at most {rule.longest} characters long, and this is {'' if hole not in text else 'at least '}{len(known)}"
        )
    strange = re.search(f"[^{rule.characters}]", known)
    if strange is not None:
        return f"of {rule.words}, and this has `{strange[0]}`"
    begins, ends = not text.startswith(hole), not text.endswith(hole)
    if begins and rule.start and _refuses_start(rule.start, text.partition(hole)[0], whole=hole not in text):
        return f"of {rule.words}, and this begins with `{text[:1]}`"
    if ends and rule.end and re.search(f"(?:{rule.end})$", text) is None:
        return f"of {rule.words}, and this ends with `{text[-1:]}`"
    if rule.banned and hole not in text and (found := re.search(rule.banned, text)) is not None:
        return f"of {rule.words}, and must not begin with `{found[0]}`"
    return None


def _refuses_start(pattern: str, text: str, *, whole: bool) -> bool:
    """Whether a text that is known from its beginning does not begin so."""
    if re.match(pattern, text) is not None:
        return False
    literal = re.match(r"[a-z/]*", pattern)
    return whole or literal is None or not literal[0].startswith(text)
