"""What people sit in front of: directories, contact centers, video, games."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Condition, Is, Within
from presynth.checks.aws.combinations.consequences import (
    Ascending,
    Begins,
    Consequence,
    Count,
    Matches,
    Needed,
    Number,
    OneOf,
    Refused,
)
from presynth.checks.aws.combinations.row import Row

_AWS = "https://docs.aws.amazon.com/"
_REGISTRY = "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/"
_CONNECT = f"{_AWS}connect/latest/APIReference/"
_GAMES = f"{_AWS}gameliftservers/latest/apireference/"
_MEDIA = f"{_AWS}mediaconvert/latest/apireference/queues.html"
_LIVE = f"{_AWS}medialive/latest/apireference/inputs.html"
_PASSWORD = (
    r"(?=.{8,64}$)((?=.*\d)(?=.*[A-Z])(?=.*[a-z])|(?=.*\d)(?=.*[^A-Za-z0-9\s])(?=.*[a-z])"
    r"|(?=.*[^A-Za-z0-9\s])(?=.*[A-Z])(?=.*[a-z])|(?=.*\d)(?=.*[A-Z])(?=.*[^A-Za-z0-9\s])).*"
)


def _directory(because: str, *then: Consequence, **when: Condition) -> Row:
    page = f"{_REGISTRY}directory_service_directory"
    return Row(("aws_directory_service_directory",), then, because, page, when)


_DIRECTORIES = (
    _directory("a directory is in a VPC", Needed("vpc_settings"), type=Is(("SimpleAD", "MicrosoftAD"), default=True)),
    _directory("the connector has to know what to connect to", Needed("connect_settings"), type=Is(("ADConnector",))),
    Row(
        ("aws_directory_service_directory",),
        (
            Matches("password", _PASSWORD, "8 to 64 characters, with three of: small, capital, digits, signs"),
            Matches("name", r"([a-zA-Z0-9]+[.-])+[a-zA-Z0-9]+", "a full name, like `corp.acme.internal`"),
        ),
        "Directory Service refuses it",
        f"{_AWS}directoryservice/latest/devguide/API_CreateDirectory.html",
        {"type": Is(("SimpleAD", "MicrosoftAD"), default=True)},
    ),
)


def _connect(name: str, because: str, page: str, within: tuple[str, ...], needed: str, **when: Condition) -> Row:
    return Row((f"aws_connect_{name}",), (Needed(needed),), because, f"{_CONNECT}API_{page}.html", when, within)


_DESKTOPS = (
    Row(
        ("aws_workspaces_workspace",),
        (Number("user_volume_size_gib", 100),),
        "beside a large root volume is a large one",
        f"{_AWS}workspaces/latest/adminguide/modify-workspaces.html",
        {"root_volume_size_gib": Within(175)},
        ("workspace_properties",),
    ),
    Row(
        ("aws_workspaces_workspace",),
        (OneOf("user_volume_size_gib", 10, 50, 100),),
        "this is what there is beside a root volume of 80 GiB",
        f"{_AWS}workspaces/latest/adminguide/modify-workspaces.html",
        {"root_volume_size_gib": Is((80,), default=True)},
        ("workspace_properties",),
    ),
)
_CENTERS = (
    _connect(
        "instance",
        "Connect has to know the directory",
        "CreateInstance",
        (),
        "directory_id",
        identity_management_type=Is(("EXISTING_DIRECTORY",)),
    ),
    *(
        _connect(
            "quick_connect",
            "this is what the type says",
            "QuickConnectConfig",
            ("quick_connect_config",),
            needed,
            quick_connect_type=Is((kind,)),
        )
        for kind, needed in (("USER", "user_config"), ("QUEUE", "queue_config"), ("PHONE_NUMBER", "phone_config"))
    ),
    *(
        _connect(
            "instance_storage_config",
            "this is what the type says",
            "InstanceStorageConfig",
            ("storage_config",),
            needed,
            storage_type=Is((kind,)),
        )
        for kind, needed in (
            ("S3", "s3_config"),
            ("KINESIS_STREAM", "kinesis_stream_config"),
            ("KINESIS_FIREHOSE", "kinesis_firehose_config"),
            ("KINESIS_VIDEO_STREAM", "kinesis_video_stream_config"),
        )
    ),
    _connect(
        "user",
        "Connect has to know which phone rings",
        "UserPhoneConfig",
        ("phone_config",),
        "desk_phone_number",
        phone_type=Is(("DESK_PHONE",)),
    ),
    Row(
        ("aws_connect_user",),
        (Needed("password"),),
        "Connect looks after the users of this instance itself",
        f"{_CONNECT}API_CreateUser.html",
        {"instance_id>identity_management_type": Is(("CONNECT_MANAGED",))},
    ),
    Row(
        ("aws_connect_user",),
        (Matches("password", r"(?=.*[a-z])(?=.*[A-Z])(?=.*\d)\S{8,64}", "8 to 64 characters: small, capital, digits"),),
        "Connect refuses it",
        f"{_CONNECT}API_CreateUser.html",
    ),
)


def _input(because: str, *then: Consequence, **when: Condition) -> Row:
    return Row(("aws_medialive_input",), then, because, _LIVE, when)


_VIDEOS = (
    Row(
        ("aws_media_convert_queue",),
        (Needed("reservation_plan_settings"),),
        "what is reserved is of a size and for a time",
        _MEDIA,
        {"pricing_plan": Is(("RESERVED",))},
    ),
    Row(
        ("aws_media_convert_queue",),
        (Refused("reservation_plan_settings"),),
        "nothing is reserved",
        _MEDIA,
        {"pricing_plan": Is(("ON_DEMAND",), default=True)},
    ),
    _input("MediaLive is sent it there", Needed("destinations", "vpc"), type=Is(("RTMP_PUSH",))),
    _input("MediaLive fetches it there", Needed("sources"), type=Is(("RTMP_PULL", "URL_PULL", "MP4_FILE", "TS_FILE"))),
    _input(
        "only what is pushed has destinations",
        Refused("destinations"),
        type=Is(("RTMP_PULL", "URL_PULL", "MP4_FILE", "TS_FILE", "MEDIACONNECT", "INPUT_DEVICE")),
    ),
    _input("only what is pulled has sources", Refused("sources"), type=Is(("RTMP_PUSH", "RTP_PUSH", "UDP_PUSH"))),
    _input(
        "MediaLive takes it from a flow, with a role",
        Needed("media_connect_flows"),
        Needed("role_arn"),
        type=Is(("MEDIACONNECT",)),
    ),
    _input("MediaLive has to know the device", Needed("input_devices"), type=Is(("INPUT_DEVICE",))),
    Row(
        ("aws_medialive_multiplex",),
        (Count("availability_zones", 2, 2),),
        "a multiplex is in two zones",
        f"{_AWS}medialive/latest/apireference/multiplexes.html",
    ),
)
_PLAYED = (
    Row(
        ("aws_gamelift_alias",),
        (Needed("message"), Refused("fleet_id")),
        "what has ended says so, and leads nowhere",
        f"{_GAMES}API_RoutingStrategy.html",
        {"type": Is(("TERMINAL",))},
        ("routing_strategy",),
    ),
    Row(
        ("aws_gamelift_alias",),
        (Needed("fleet_id"),),
        "an alias leads to a fleet",
        f"{_GAMES}API_RoutingStrategy.html",
        {"type": Is(("SIMPLE",))},
        ("routing_strategy",),
    ),
    Row(
        ("aws_gamelift_fleet",),
        (Ascending("from_port", "to_port"),),
        "GameLift refuses it",
        f"{_GAMES}API_IpPermission.html",
        within=("ec2_inbound_permission",),
    ),
    Row(
        ("aws_gamelift_fleet",),
        (Begins("launch_path", "/local/game/", "C:\\game\\", "c:\\game\\"),),
        "there builds and scripts are unpacked",
        f"{_GAMES}API_ServerProcess.html",
        within=("runtime_configuration", "server_process"),
    ),
    Row(
        ("aws_gamelift_game_server_group",),
        (Count("instance_definition", 2),),
        "the group chooses among two types of instances at least",
        f"{_GAMES}API_CreateGameServerGroup.html",
    ),
    Row(
        ("aws_gamelift_script", "aws_gamelift_build"),
        (Matches("storage_location.bucket", r"[^.]+", "a bucket without `.` in its name"),),
        "GameLift reads from no other",
        f"{_GAMES}API_S3Location.html",
    ),
)

ROWS: tuple[Row, ...] = (*_DIRECTORIES, *_DESKTOPS, *_CENTERS, *_VIDEOS, *_PLAYED)
