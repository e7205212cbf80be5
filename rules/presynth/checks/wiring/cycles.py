"""Resources that wait for each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.wiring.dependencies import names_addresses, references_of
from presynth.findings import Finding, Related
from presynth.program.events import Construction
from presynth.program.program import Program
from presynth.program.values import Instance
from presynth.source.statement import Place

_IMPORTS = """
from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupIngress
"""
_GROUPS = (
    _IMPORTS
    + """
web = SecurityGroup(self, "web", name="web")
rule = SecurityGroupIngress(from_port=5432, to_port=5432, protocol="tcp", security_groups=[web.id])
database = SecurityGroup(self, "database", name="database", ingress=[rule])
"""
)


class DependencyCycle(Rule):
    """Resources need each other, so that none can be made first.

    ## What it does
    Follows references and `depends_on` from resource to resource, later changes (`put_…`, attributes, `add_override`)
    included, and reports what leads back to where it began. A resource that refers to itself is a circle, too.

    ## Why is this bad?
    `terraform plan` fails: "Cycle: …", or "Self-referential block".

    ## References
    - https://developer.hashicorp.com/terraform/internals/graph (2026-11-29)
    """

    code = "PS403"
    name = "dependency-cycle"
    group = "wiring"
    visits = Program
    VALID = (
        Valid(_GROUPS),
        # Rules beside the groups: each is made after both.
        Valid(
            """
from cdktf_cdktf_provider_aws.security_group import SecurityGroup
from cdktf_cdktf_provider_aws.security_group_rule import SecurityGroupRule

web = SecurityGroup(self, "web", name="web")
database = SecurityGroup(self, "database", name="database")
ports = {"from_port": 5432, "to_port": 5432, "protocol": "tcp"}
SecurityGroupRule(
    self, "out", type="egress", security_group_id=web.id, source_security_group_id=database.id, **ports
)
SecurityGroupRule(
    self, "in", type="ingress", security_group_id=database.id, source_security_group_id=web.id, **ports
)
"""
        ),
        # Which one it refers to is not known.
        Valid(
            _GROUPS
            + """

def open_up(group, other):
    group.put_ingress([SecurityGroupIngress(from_port=1, to_port=1, protocol="tcp", security_groups=[other.id])])


open_up(web, database if self.region else web)
"""
        ),
    )
    INVALID = (
        Invalid(
            _GROUPS
            + """
back = SecurityGroupIngress(from_port=80, to_port=80, protocol="tcp", security_groups=[database.id])
«web.put_ingress([back])»
""",
            message="`aws_security_group.web` needs `aws_security_group.database`, which needs it",
        ),
        Invalid(
            _GROUPS
            + """
web.add_override("depends_on", «["aws_security_group.database"]»)
""",
        ),
        Invalid(
            _IMPORTS
            + """
web = SecurityGroup(self, "web", name="web")
own = SecurityGroupIngress(from_port=80, to_port=80, protocol="tcp", security_groups=[web.id])
«web.put_ingress([own])»
""",
            message="`aws_security_group.web` refers to itself",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        changed = (subject.constructs.get(instance) for instance, _ in subject.changes.items())
        if not any(
            event is not None and event.type.terraform_type
            for event in (*subject.chosen(Construction, names_addresses), *changed)
        ):
            return  # Python has only objects that are made already: nothing closes a circle
        edges = {
            instance: _edges(subject, instance)
            for instance, event in subject.constructs.items()
            if event.type.terraform_type and not event.repeated
        }
        order = {instance: number for number, instance in enumerate(subject.constructs)}
        for circle in _circles(edges):
            yield self._found(subject, circle, edges, order)

    def _found(
        self,
        program: Program,
        circle: Sequence[Instance],
        edges: Mapping[Instance, Mapping[Instance, Place]],
        order: Mapping[Instance, int],
    ) -> Finding:
        """The finding is where the first made of them refers to one that is made later: there the circle closes."""
        start = min(circle, key=order.__getitem__)
        first = circle.index(start)
        around = [*circle[first:], *circle[:first]]
        steps = list(zip(around, [*around[1:], start], strict=True))
        names = [f"`{program.addresses.of(each) or program.constructs[each].type.name}`" for each in around]
        if len(around) == 1:
            message = f"{names[0]} refers to itself: Terraform cannot make it from what it becomes"
        else:
            message = (
                f"{names[0]} needs {', which needs '.join([*names[1:], 'it'])}: Terraform can make none of them first"
            )
        return self.finding(
            edges[start][steps[0][1]],
            message,
            about=start,
            related=[Related(edges[one][other], "the circle goes on here") for one, other in steps[1:]],
        )


def _edges(program: Program, instance: Instance) -> dict[Instance, Place]:
    """What a construct surely refers to, each with the place of the argument or change."""
    return {each.target: each.place for each in references_of(program, instance).found if each.sure}


def _circles(edges: Mapping[Instance, Mapping[Instance, Place]]) -> Iterator[list[Instance]]:
    """One circle for each group of constructs that lead to each other."""
    done: set[Instance] = set()
    for start in edges:
        path: list[Instance] = []
        on_path: dict[Instance, int] = {}
        waiting = [(start, iter(edges[start]))] if start not in done else []
        if waiting:
            path, on_path = [start], {start: 0}
        while waiting:
            node, rest = waiting[-1]
            for needed in rest:
                if needed in on_path:
                    yield path[on_path[needed] :]
                    done.update(path)
                elif needed not in done and needed in edges:
                    waiting.append((needed, iter(edges[needed])))
                    on_path[needed] = len(path)
                    path.append(needed)
                    break
            else:
                waiting.pop()
                done.add(node)
                del on_path[path.pop()]
