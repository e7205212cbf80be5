"""Transfer Family: servers, and their users."""

from __future__ import annotations

from presynth.checks.aws.combinations.agreements import AsMany
from presynth.checks.aws.combinations.conditions import Condition, Holds, Is, IsNot
from presynth.checks.aws.combinations.consequences import Alone, Consequence, Matches, Needed, OneOf, Refused, Unfit
from presynth.checks.aws.combinations.row import Row

_API = "https://docs.aws.amazon.com/transfer/latest/userguide/"
_SERVERS, _USERS = f"{_API}API_CreateServer.html", f"{_API}API_CreateUser.html"
_ENDPOINT = f"{_API}API_EndpointDetails.html"
_MANAGED = Is(("SERVICE_MANAGED",), default=True)
_PATH = "one that begins with `/`"


def _server(because: str, *then: Consequence, within: tuple[str, ...] = (), **when: Condition) -> Row:
    return Row(("aws_transfer_server",), then, because, _ENDPOINT if within else _SERVERS, when, within)


def _user(because: str, *then: Consequence, **when: Condition) -> Row:
    return Row(("aws_transfer_user",), then, because, _USERS, when)


ROWS = (
    _server("FTPS encrypts with a certificate", Needed("certificate"), protocols=Holds(("FTPS",))),
    _server(
        "FTP and FTPS are served in a VPC",
        Needed("endpoint_type"),
        OneOf("endpoint_type", "VPC"),
        protocols=Holds(("FTP", "FTPS")),
    ),
    _server(
        "users of FTP and FTPS are known by something else",
        Needed("identity_provider_type"),
        OneOf("identity_provider_type", "API_GATEWAY", "AWS_DIRECTORY_SERVICE", "AWS_LAMBDA"),
        protocols=Holds(("FTP", "FTPS")),
    ),
    _server(
        "FTP is not served to the internet",
        Refused("endpoint_details.address_allocation_ids"),
        protocols=Holds(("FTP",)),
    ),
    _server("the server has to be told its VPC", Needed("endpoint_details"), endpoint_type=Is(("VPC", "VPC_ENDPOINT"))),
    _server(
        "the server has to be told its VPC",
        Needed("vpc_id"),
        within=("endpoint_details",),
        **{"^endpoint_type": Is(("VPC",))},
    ),
    _server(
        "an endpoint in a VPC has them",
        Refused("vpc_id", "subnet_ids", "address_allocation_ids"),
        within=("endpoint_details",),
        **{"^endpoint_type": Is(("PUBLIC", "VPC_ENDPOINT"), default=True)},
    ),
    _server("each subnet has an address", AsMany("address_allocation_ids", "subnet_ids"), within=("endpoint_details",)),
    _server("it says who users are", Needed("function"), identity_provider_type=Is(("AWS_LAMBDA",))),
    _server("it says who users are", Needed("directory_id"), identity_provider_type=Is(("AWS_DIRECTORY_SERVICE",))),
    _server(
        "the API says who users are",
        Needed("url"),
        Needed("invocation_role"),
        identity_provider_type=Is(("API_GATEWAY",)),
    ),
    _server(
        "the service knows its users itself",
        Refused("directory_id", "function", "invocation_role", "url"),
        identity_provider_type=_MANAGED,
    ),
    _user(
        "only a server that knows its users itself has any",
        Unfit("server_id"),
        **{"server_id>identity_provider_type": IsNot(("SERVICE_MANAGED",))},
    ),
    _user(
        "there have to be mappings for a logical directory",
        Needed("home_directory_mappings"),
        home_directory_type=Is(("LOGICAL",)),
    ),
    _user(
        "mappings are for logical directories",
        Refused("home_directory_mappings"),
        home_directory_type=Is(("PATH",), default=True),
    ),
    _user("files of EFS belong to users by their ids", Needed("posix_profile"), **{"server_id>domain": Is(("EFS",))}),
    _user(
        "Transfer Family refuses the user",
        Matches("home_directory", r"/.*", _PATH),
        Matches("user_name", r"\w[\w@.-]{2,99}", "3 to 100 letters, digits, `_`, `-`, `.` and `@`"),
    ),
    Row(
        ("aws_transfer_user", "aws_transfer_access"),
        (Matches("entry", r"/.*", _PATH), Matches("target", r"/.*", _PATH)),
        "Transfer Family refuses the user",
        f"{_API}API_HomeDirectoryMapEntry.html",
        within=("home_directory_mappings",),
    ),
    Row(
        ("aws_transfer_connector",),
        (Alone("as2_config", "sftp_config"), Needed("as2_config", "sftp_config")),
        "a connector speaks one of both",
        f"{_API}API_CreateConnector.html",
    ),
    *(
        Row(
            ("aws_transfer_workflow",),
            (Needed(f"{kind.lower()}_step_details"),),
            "a step has to be told what to do",
            f"{_API}API_WorkflowStep.html",
            {"type": Is((kind,))},
            (steps,),
        )
        for steps in ("steps", "on_exception_steps")
        for kind in ("COPY", "CUSTOM", "DECRYPT", "DELETE", "TAG")
    ),
    Row(
        ("aws_transfer_ssh_key",),
        (Matches("body", r"(?s)\s*(ssh|ecdsa)-[a-z0-9-]+[ \t].*", "a public key: `ssh-rsa …`"),),
        "Transfer Family refuses the key",
        f"{_API}API_ImportSshPublicKey.html",
    ),
    Row(
        ("aws_transfer_access",),
        (Needed("home_directory_mappings"),),
        "there have to be mappings for a logical directory",
        f"{_API}API_CreateAccess.html",
        {"home_directory_type": Is(("LOGICAL",))},
    ),
)
