"""What is put into the default VPC, with security groups of another."""

from __future__ import annotations

from dataclasses import dataclass

from presynth.checks.aws.combinations.conditions import Absent, OfOwn
from presynth.checks.aws.combinations.consequences import Needed
from presynth.checks.aws.combinations.row import Row

_SOURCE = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html"
_RDS_GROUPS, _RESTORED = "vpc_security_group_ids", "restore_to_point_in_time"


@dataclass(frozen=True)
class _Placed:
    """How a resource says where it is, which security groups it has, and what it may be a copy of."""

    type: str
    subnets: str
    groups: str
    copied: tuple[str, ...] = ()


_PLACED = (
    _Placed("aws_db_instance", "db_subnet_group_name", _RDS_GROUPS, ("replicate_source_db", _RESTORED)),
    _Placed("aws_rds_cluster", "db_subnet_group_name", _RDS_GROUPS, (_RESTORED,)),
    _Placed("aws_docdb_cluster", "db_subnet_group_name", _RDS_GROUPS, (_RESTORED,)),
    _Placed("aws_neptune_cluster", "neptune_subnet_group_name", _RDS_GROUPS),
    _Placed("aws_redshift_cluster", "cluster_subnet_group_name", _RDS_GROUPS),
    _Placed("aws_elasticache_cluster", "subnet_group_name", "security_group_ids", ("replication_group_id",)),
    _Placed("aws_elasticache_replication_group", "subnet_group_name", "security_group_ids"),
    _Placed("aws_memorydb_cluster", "subnet_group_name", "security_group_ids"),
    _Placed("aws_dax_cluster", "subnet_group_name", "security_group_ids"),
    _Placed("aws_dms_replication_instance", "replication_subnet_group_id", _RDS_GROUPS),
)

ROWS = tuple(
    Row(
        (placed.type,),
        (Needed(placed.subnets),),
        "without it, it is put into the default VPC, where this security group is not",
        _SOURCE,
        {
            f"{placed.groups}>vpc_id": OfOwn("aws_vpc", "id"),
            **{name: Absent(worth_telling=False) for name in placed.copied},
        },
    )
    for placed in _PLACED
)
