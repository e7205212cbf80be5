"""Types, values and lists of names in words, for messages."""

from __future__ import annotations

from collections.abc import Sequence

from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Type, TypeRef
from presynth.checks.schema.faults import Refusal
from presynth.checks.schema.runtime import JSON_KINDS, Kind, nature
from presynth.program.externals import library_class
from presynth.program.values import Constant, External, InstanceValue, Value

_SHORT = 40
_GIVEN: dict[Kind, str] = {
    "str": "text",
    "int": "a number",
    "float": "a number",
    "bool": "a bool",
    "list": "a list",
    "dict": "a dict",
    "resolvable": "a deploy-time value of no definite type",
    "bytes": "bytes",
    "tuple": "a tuple",
    "set": "a set",
    "generator": "a generator",
    "dict-view": "a view of a dict",
    "enum": "a member of an enumeration",
    "function": "a function that is not called",
    "class": "a class",
    "module": "a module",
}
_WANTED = {"string": "text", "number": "a number", "boolean": "`True` or `False`", "any": "what JSON can hold"}
_INTERFACES = {
    "ITerraformDependable": "a construct",
    "IDependable": "a construct",
    "IConstruct": "a construct",
    "ITerraformIterator": "a `TerraformIterator`",
    "IResolvable": "a deploy-time value",
}


def given(value: Value, catalog: Catalog) -> str:
    """What is passed: "the number 30", "a `Vpc`", "a tuple"."""
    if isinstance(value, Constant):
        shown = repr(value.value)
        match value.value:
            case str():
                return f"text (`{shown}`)" if len(shown) <= _SHORT else "text"
            case bool() | None:
                return f"`{shown}`"
            case int() | float():
                return f"the number {shown}"
            case _:
                pass
    kind = nature(value, catalog)
    if kind is None:
        return "this"
    if kind.type is not None:
        return f"{article(kind.type.name)} `{kind.type.name}`"
    if kind.kind == "plain" and isinstance(value, InstanceValue) and value.instance.project_class is not None:
        name = value.instance.project_class.name
        return f"{article(name)} `{name}`"
    if kind.kind == "library" and isinstance(value, External):
        name = library_class(value.name) or ""
        return f"{article(name)} `{name}`"
    return _GIVEN.get(kind.kind, "this")


def wanted(declared: TypeRef, catalog: Catalog) -> str:
    """What is declared: "text", "a list of `SecurityGroupIngress`"."""
    match declared.kind:
        case "list":
            element = declared.of[0]
            if element.kind == "any":
                return "a list"
            return f"a list of {_plural(element, catalog)}"
        case "map":
            element = declared.of[0]
            return "a dict" if element.kind == "any" else f"a dict of {_plural(element, catalog)}"
        case "union":
            members = [each for each in declared.of if not each.name.endswith(".IResolvable")]
            return " or ".join(dict.fromkeys(wanted(each, catalog) for each in members))
        case "named":
            name = declared.name.rpartition(".")[2]
            type_ = catalog.type(declared.name)
            name = name if type_ is None else type_.name
            return _INTERFACES.get(name, f"{article(name)} `{name}`")
        case _:
            return _WANTED.get(declared.kind, declared.kind)


def _plural(element: TypeRef, catalog: Catalog) -> str:
    match element.kind:
        case "string":
            return "text"
        case "number":
            return "numbers"
        case "boolean":
            return "bools"
        case "named":
            words = wanted(element, catalog)
            return "constructs" if words == "a construct" else words.removeprefix("an ").removeprefix("a ")
        case "union" if any(each.kind == "boolean" for each in element.of):
            return "bools"
        case _:
            return wanted(element, catalog)


def consequence(refused: Refusal | None, kind: Kind | None = None) -> str:
    """What happens then."""
    match refused:
        case "python":
            return "a TypeError" if kind is None or kind in JSON_KINDS else "Python refuses it"
        case "jsii":
            return "Python lets it pass, jsii refuses it"
        case "synth":
            return "synth fails"
        case None:
            return "nothing of it arrives, nobody says so"


def listed(names: Sequence[str]) -> str:
    """`a`, `b` and `c`."""
    quoted = [f"`{name}`" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"


def article(name: str) -> str:
    """What stands before the name: a, or an."""
    return "an" if name.startswith(("A", "E", "I", "O", "S3", "Sns", "Sqs", "Ssm", "a", "e", "i", "o")) else "a"


def owner_name(owner: Type | str) -> str:
    """The name of a class, or of a method with its class."""
    return owner if isinstance(owner, str) else owner.name
