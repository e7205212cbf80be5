"""Addresses that are not where they have to be: single ones in their subnet, further ranges beside a VPC's first."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from typing import NamedTuple

from presynth.checks.aws.values import field_text, items, referred, text
from presynth.checks.common.blocks import Field
from presynth.checks.common.resources import Resource
from presynth.program.program import Program
from presynth.program.values import Value
from presynth.source.statement import Place

Network = ipaddress.IPv4Network

_RESERVED = 4
"""So many addresses at the beginning of a subnet, and the last, belong to AWS."""
_PRIVATE = tuple(map(Network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))

ADDRESSED: dict[str, tuple[tuple[str, ...], str, str]] = {
    "aws_instance": ((), "private_ip", "subnet_id"),
    "aws_network_interface": ((), "private_ips", "subnet_id"),
    "aws_nat_gateway": ((), "private_ip", "subnet_id"),
    "aws_lb": (("subnet_mapping",), "private_ipv4_address", "subnet_id"),
    "aws_route53_resolver_endpoint": (("ip_address",), "ip", "subnet_id"),
    "aws_efs_mount_target": ((), "ip_address", "subnet_id"),
}
"""Addresses in a subnet: the blocks that have both, and the arguments."""


class Stray(NamedTuple):
    """A place, what is wrong with the addresses there, and what they have to do with."""

    place: Place
    message: str
    other: Resource


def network(resource: Resource) -> Network | None:
    """The addresses of a VPC or a subnet."""
    try:
        return Network(field_text(resource, "cidr_block") or "")
    except ValueError:
        return None


def stray_addresses(resource: Resource) -> Iterator[Stray]:
    """Addresses outside the subnet they are in, or kept by AWS there."""
    path, argument, place_of = ADDRESSED[resource.event.type.terraform_type]
    for block in resource.block.at(path):
        in_, field = block.field((place_of,)), block.field((argument,))
        subnet = None if in_ is None else referred(resource.program, in_.value)
        whole = None if subnet is None else network(subnet)
        if field is None or subnet is None or whole is None:
            continue
        for place, address in _addresses(field):
            if address not in whole:
                yield Stray(place, f"`{address}` is outside `{whole}` of its subnet", subnet)
            elif address < whole.network_address + _RESERVED or address == whole.broadcast_address:
                yield Stray(place, f"`{address}` is one of those that AWS keeps for itself in `{whole}`", subnet)


def _addresses(field: Field) -> Iterator[tuple[Place, ipaddress.IPv4Address]]:
    found: list[tuple[Place, Value]] = [(item.place, item.value) for item in items(field)]
    for place, value in found or [(field.place, field.value)]:
        try:
            yield place, ipaddress.IPv4Address(text(value) or "")
        except ValueError:
            continue


def further_range(program: Program, association: Resource) -> Stray | None:
    """A further range of a VPC that overlaps the first, or is of another kind of private addresses."""
    field, own = association.field("cidr_block"), network(association)
    vpc = referred(program, association.value("vpc_id"))
    first = None if vpc is None else network(vpc)
    if field is None or own is None or vpc is None or first is None:
        return None
    if own.overlaps(first):
        return Stray(field.place, f"`{own}` overlaps `{first}`, which the VPC has already", vpc)
    kinds = [next((kind for kind in _PRIVATE if each.subnet_of(kind)), None) for each in (first, own)]
    if None not in kinds and kinds[0] != kinds[1]:
        return Stray(field.place, f"`{own}` is of other private addresses than `{first}` of the VPC", vpc)
    return None
