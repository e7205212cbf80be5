"""Windows for backups and maintenance, which must not overlap."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.checks.aws.values import field_text
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding, Related

_WINDOWS = {
    "aws_db_instance": ("backup_window", "maintenance_window"),
    "aws_rds_cluster": ("preferred_backup_window", "preferred_maintenance_window"),
    "aws_docdb_cluster": ("preferred_backup_window", "preferred_maintenance_window"),
    "aws_neptune_cluster": ("preferred_backup_window", "preferred_maintenance_window"),
    "aws_elasticache_replication_group": ("snapshot_window", "maintenance_window"),
    "aws_elasticache_cluster": ("snapshot_window", "maintenance_window"),
}
"""The daily window and the weekly one, by type."""
_DAILY = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)")
_WEEKLY = re.compile(r"([a-z]{3}):(\d\d):(\d\d)-([a-z]{3}):(\d\d):(\d\d)", re.IGNORECASE)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = 24 * 60
_WEEK = 7 * _DAY

_CLUSTER = """
from cdktf_cdktf_provider_aws.rds_cluster import RdsCluster

RdsCluster(
    self,
    "db",
    engine="aurora-mysql",
    master_username="app",
    manage_master_user_password=True,
    preferred_backup_window={},
    preferred_maintenance_window={},
)
"""


class OverlappingWindows(ResourceRule):
    """The daily backup of a database or cache overlaps its weekly maintenance.

    ## What it does
    Compares the two windows of RDS, Aurora, DocumentDB, Neptune and ElastiCache, over midnight and the end of the week.

    ## Why is this bad?
    AWS refuses the database: "The backup window and maintenance window must not overlap".

    ## References
    - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.BackupWindow.html
      (2026-11-29)
    """

    code = "PS342"
    name = "overlapping-windows"
    terraform_types = tuple(_WINDOWS)
    VALID = (
        Valid(_CLUSTER.format('"03:00-04:00"', '"sun:04:00-sun:05:00"')),
        Valid(_CLUSTER.format('"23:30-00:30"', '"sun:22:30-sun:23:30"')),
    )
    INVALID = (
        Invalid(_CLUSTER.format('"03:00-04:00"', '«"sun:03:30-sun:04:30"»'), message="overlaps"),
        Invalid(_CLUSTER.format('"23:30-00:30"', '«"mon:00:00-mon:01:00"»')),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        daily, weekly = _WINDOWS[resource.event.type.terraform_type]
        first, second = resource.field(daily), resource.field(weekly)
        if first is None or second is None:
            return
        if _overlap(field_text(resource, daily) or "", field_text(resource, weekly) or ""):
            yield self.finding(
                second.place,
                f"`{weekly}` overlaps `{daily}`: AWS refuses it",
                about=resource.instance,
                related=(Related(first.place, "the other window"),),
            )


def _overlap(daily: str, weekly: str) -> bool:
    every_day, once = _DAILY.fullmatch(daily), _WEEKLY.fullmatch(weekly)
    if every_day is None or once is None or once[1].lower() not in _DAYS or once[4].lower() not in _DAYS:
        return False
    start = _minutes(every_day[1], every_day[2])
    length = (_minutes(every_day[3], every_day[4]) - start) % _DAY
    begin = _DAYS.index(once[1].lower()) * _DAY + _minutes(once[2], once[3])
    end = _DAYS.index(once[4].lower()) * _DAY + _minutes(once[5], once[6])
    spans = [(day * _DAY + start, length) for day in range(len(_DAYS))]
    duration = (end - begin) % _WEEK
    return any((at - begin) % _WEEK < duration or (begin - at) % _WEEK < long for at, long in spans)


def _minutes(hours: str, minutes: str) -> int:
    return int(hours) * 60 + int(minutes)
