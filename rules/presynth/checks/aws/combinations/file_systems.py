"""FSx: file systems and volumes."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Absent, Condition, Given, Is, Like
from presynth.checks.aws.combinations.consequences import Consequence, Count, Matches, Needed, Number, OneOf, Refused
from presynth.checks.aws.combinations.numbers import Multiple
from presynth.checks.aws.combinations.row import Row

_LUSTRE, _WINDOWS, _ONTAP = "aws_fsx_lustre_file_system", "aws_fsx_windows_file_system", "aws_fsx_ontap_file_system"
_ZFS = "aws_fsx_openzfs_file_system"
_FSX = "https://docs.aws.amazon.com/fsx/latest/APIReference/"
_LUSTRE_API = _FSX + "API_CreateFileSystemLustreConfiguration.html"
_CREATE = _FSX + "API_CreateFileSystem.html"
_PER_UNIT = "per_unit_storage_throughput"
_SSD = Is(("SSD",), default=True)
_KEPT = Is(("PERSISTENT_1", "PERSISTENT_2"))


def _lustre(because: str, *then: Consequence, **when: Condition) -> Row:
    return Row((_LUSTRE,), then, because, _LUSTRE_API, {"backup_id": Absent(worth_telling=False), **when})


_OFFERED = "this is what FSx offers"
ROWS = (
    _lustre(_OFFERED, Multiple("storage_capacity", 2400, 1200), deployment_type=Is(("SCRATCH_2",))),
    _lustre(_OFFERED, Multiple("storage_capacity", 2400, 1200), deployment_type=_KEPT, storage_type=_SSD),
    _lustre(
        _OFFERED,
        Multiple("storage_capacity", 3600, 1200, 2400),
        deployment_type=Is(("SCRATCH_1",), default=True),
    ),
    _lustre("it has no default", Needed(_PER_UNIT), deployment_type=_KEPT, storage_type=Is(("SSD", "HDD"), True)),
    _lustre(_OFFERED, OneOf(_PER_UNIT, 50, 100, 200), deployment_type=Is(("PERSISTENT_1",)), storage_type=_SSD),
    _lustre(_OFFERED, OneOf(_PER_UNIT, 125, 250, 500, 1000), deployment_type=Is(("PERSISTENT_2",)), storage_type=_SSD),
    _lustre(_OFFERED, OneOf(_PER_UNIT, 12, 40), storage_type=Is(("HDD",))),
    _lustre("a file system on disks may have a cache", Needed("drive_cache_type"), storage_type=Is(("HDD",))),
    _lustre(
        "a scratch file system has none of it",
        Refused(_PER_UNIT, "automatic_backup_retention_days", "daily_automatic_backup_start_time", "kms_key_id"),
        deployment_type=Is(("SCRATCH_1", "SCRATCH_2"), default=True),
    ),
    _lustre(
        "such a file system is linked to buckets by associations",
        Refused("import_path", "export_path", "auto_import_policy", "imported_file_chunk_size"),
        deployment_type=Is(("PERSISTENT_2",)),
    ),
    _lustre("it is where the files were imported from", Needed("import_path"), export_path=Given()),
    Row(
        (_WINDOWS,),
        (Needed("active_directory_id", "self_managed_active_directory"),),
        "a file system for Windows is in a directory",
        _FSX + "API_CreateFileSystemWindowsConfiguration.html",
        {"backup_id": Absent(worth_telling=False)},
    ),
    Row(
        (_ONTAP,),
        (Refused("route_table_ids", "endpoint_ip_address_range"),),
        "only file systems in two zones are found by routes",
        _FSX + "API_CreateFileSystemOntapConfiguration.html",
        {"deployment_type": Like(r"SINGLE_AZ.*")},
    ),
    Row(
        ("aws_fsx_data_repository_association",),
        (
            Matches("file_system_path", r"/.*", "one that begins with `/`"),
            Matches("data_repository_path", r"s3://.+", "one that begins with `s3://`"),
        ),
        "FSx refuses another",
        _FSX + "API_CreateDataRepositoryAssociation.html",
    ),
    Row(
        ("aws_fsx_ontap_volume",),
        (Matches("junction_path", r"/.*", "one that begins with `/`"),),
        "FSx refuses another",
        _FSX + "API_CreateOntapVolumeConfiguration.html",
    ),
    Row(
        ("aws_fsx_ontap_volume",),
        (Refused("cooling_period"),),
        "nothing cools down under this policy",
        _FSX + "API_TieringPolicy.html",
        {"name": Is(("ALL", "NONE"))},
        ("tiering_policy",),
    ),
    Row(
        (_WINDOWS,),
        (Needed("preferred_subnet_id"), Count("subnet_ids", 2, 2)),
        "a file system in two zones has a subnet in each",
        _CREATE,
        {"deployment_type": Is(("MULTI_AZ_1",))},
    ),
    Row(
        (_WINDOWS,),
        (Count("subnet_ids", 1, 1),),
        "a file system in one zone has one subnet",
        _CREATE,
        {"deployment_type": Is(("SINGLE_AZ_1", "SINGLE_AZ_2"), default=True)},
    ),
    Row(
        (_WINDOWS,),
        (OneOf("deployment_type", "SINGLE_AZ_2", "MULTI_AZ_1"), Number("storage_capacity", 2000)),
        _OFFERED,
        _CREATE,
        {"storage_type": Is(("HDD",))},
    ),
    *(
        Row(
            (terraform_type,),
            (Count("subnet_ids", count, count),),
            "there is one subnet for each zone",
            _CREATE,
            {"deployment_type": Like(rf"{kind}_AZ.*")},
        )
        for terraform_type in (_ONTAP, _ZFS)
        for kind, count in (("SINGLE", 1), ("MULTI", 2))
    ),
    Row(
        (_ZFS,),
        (Needed("preferred_subnet_id"),),
        "one of the two comes first",
        _CREATE,
        {"deployment_type": Is(("MULTI_AZ_1",))},
    ),
    *(
        Row(
            (_ZFS,),
            (OneOf("throughput_capacity", *capacities),),
            _OFFERED,
            _FSX + "API_CreateFileSystemOpenZFSConfiguration.html",
            {"deployment_type": Is(deployments)},
        )
        for deployments, capacities in (
            (("SINGLE_AZ_1", "SINGLE_AZ_HA_1"), (64, 128, 256, 512, 1024, 2048, 3072, 4096)),
            (
                ("SINGLE_AZ_2", "SINGLE_AZ_HA_2", "MULTI_AZ_1"),
                (160, 320, 640, 1280, 2560, 3840, 5120, 7680, 10240),
            ),
        )
    ),
)
