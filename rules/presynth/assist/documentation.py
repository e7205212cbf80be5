"""What there is to read about classes and their arguments and attributes, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from presynth.assist.annotations import annotation
from presynth.assist.argument_facts import ArgumentFacts, argument_facts
from presynth.assist.binding_prose import argument_prose, class_prose, member_prose
from presynth.assist.items import Subject
from presynth.assist.wanted import element_of
from presynth.catalog.arguments import struct_in
from presynth.catalog.catalog import Catalog
from presynth.catalog.constraints import Constraint
from presynth.catalog.facts import support_ended
from presynth.catalog.types import Method, Property, Type
from presynth.checks.constraints.formats import FORMATS
from presynth.checks.schema.wording import listed

_MOST_VALUES = 24
_FORMATS = {
    **{kind: format_.name for kind, format_ in FORMATS.items()},
    "non-empty": "a text that is not empty",
    "json-or-yaml": "JSON or YAML",
}
"""The formats that the provider wants, in words."""


def documentation(catalog: Catalog, about: Subject) -> str:
    """What there is to say about a subject; "" where it is not known."""
    type_ = catalog.find(about.module, about.qualname)
    if type_ is None:
        return ""
    if not about.member:
        return of_class(catalog, type_)
    declared = catalog.keywords(type_).get(about.member)
    if declared is not None:
        return of_argument(catalog, type_, declared)
    attribute = catalog.attributes(type_).get(about.member)
    if attribute is not None:
        return of_attribute(catalog, type_, attribute)
    method = catalog.methods(type_).get(about.member)
    return "" if method is None else of_method(catalog, type_, method)


def of_class(catalog: Catalog, type_: Type) -> str:
    """A class or struct: what it stands for, what it needs."""
    lines = [f"```python\nclass {type_.qualname}  # {type_.module}\n```"]
    stands_for = _stands_for(catalog, type_)
    if stands_for:
        lines.append(stands_for)
    required = [name for name, declared in catalog.keywords(type_).items() if not declared.optional]
    if required:
        lines.append(f"Needs {listed(required)}.")
    if type_.kind == "enum":
        lines.append(f"One of {listed(type_.members[:_MOST_VALUES])}.")
    prose = class_prose(catalog, type_)
    lines += [prose] if prose else []
    if type_.deprecated:
        lines.append("Deprecated.")
    if type_.documentation:
        lines.append(f"[{type_.terraform_type or type_.name} in the registry]({type_.documentation})")
    return "\n\n".join(lines)


def _stands_for(catalog: Catalog, type_: Type) -> str:
    if not type_.terraform_type:
        return ""
    bases = {
        "TerraformResource": "resource",
        "TerraformDataSource": "data source",
        "TerraformEphemeralResource": "ephemeral resource",
        "TerraformProvider": "provider",
    }
    kind = next((words for base, words in bases.items() if catalog.is_a(type_, base)), "")
    return f"The {kind} `{type_.terraform_type}`." if kind else f"`{type_.terraform_type}`"


def of_argument(catalog: Catalog, owner: Type, declared: Property) -> str:
    """An argument: its type, and all that holds for it."""
    facts = argument_facts(catalog, owner, declared)
    is_one = struct_in(catalog, declared.type)[0] is not None and element_of(declared.type) is None
    need = "optional" if declared.optional else "required"
    lines = [f"`{declared.name}: {annotation(declared.type, catalog)}`", f"An argument of `{owner.name}`, {need}."]
    prose = argument_prose(catalog, owner, declared.name)
    lines += [prose] if prose else []
    said = [*_said(facts, is_one=is_one)]
    if declared.deprecated and not _is_deprecated(facts):
        said.append("Deprecated.")
    if said:
        lines.append("\n".join(f"- {each}" for each in said))
    if facts.documentation and facts.construct is not None:
        name = f"`{'.'.join(facts.path)}` of {facts.construct.terraform_type}"
        lines.append(f"[{name} in the registry]({facts.documentation})")
    return "\n\n".join(lines)


def _is_deprecated(facts: ArgumentFacts) -> bool:
    return facts.constraint is not None and facts.constraint.deprecated


def _said(facts: ArgumentFacts, *, is_one: bool) -> Iterator[str]:
    """What holds for an argument, a sentence each; of a block that `is_one`, not how many there are."""
    constraint = facts.constraint
    if constraint is not None:
        yield from constraint_words(replace(constraint, min_items=None, max_items=None) if is_one else constraint)
        if constraint.default is not None:
            yield f"Default: `{constraint.default}`."
        if constraint.required_block:
            yield "The provider requires it."
    if facts.one_of:
        yield f"One of {listed(_nearby(facts, facts.one_of))} must be set."
    if facts.some_of:
        yield f"At least one of {listed(_nearby(facts, facts.some_of))} must be set."
    if facts.excluded_by:
        yield f"Not together with {listed(_nearby(facts, facts.excluded_by))}."
    if facts.needs:
        yield f"Needs {listed(_nearby(facts, facts.needs))} too."
    if constraint is not None:
        if constraint.replaces:
            yield "A change replaces the resource."
        if constraint.sensitive:
            yield "Sensitive: hidden in plans, but kept in the state."
        if constraint.write_only:
            yield "Write-only: never kept in the state."
        if constraint.deprecated:
            yield "Deprecated by the provider."


def _nearby(facts: ArgumentFacts, paths: tuple[str, ...]) -> list[str]:
    """Other arguments: those of the same block by their names alone."""
    block = ".".join(facts.path[:-1])
    return [path.removeprefix(f"{block}.") if path.rpartition(".")[0] == block else path for path in paths]


def constraint_words(constraint: Constraint) -> Iterator[str]:
    """What a value must be, a sentence each."""
    if constraint.enum:
        # What AWS supports no more is last, or left out.
        values = sorted(map(str, constraint.enum), key=lambda value: bool(support_ended(value)))
        shown = values[:_MOST_VALUES]
        more = len(constraint.enum) - len(shown)
        yield f"One of {listed(shown)}" + (f" and {more} more." if more > 0 else ".")
    yield from _range("A number", constraint.min, constraint.max)
    yield from _range("Length", constraint.min_len, constraint.max_len)
    yield from _range("Number of items", constraint.min_items, constraint.max_items)
    if constraint.divisible_by is not None:
        yield f"Divisible by {constraint.divisible_by}."
    if constraint.kind:
        yield f"It must be {_FORMATS.get(constraint.kind, constraint.kind)}."
    if constraint.pattern is not None:
        yield f"It must be {constraint.pattern.words}."
    if constraint.elem is not None:
        yield from (f"Each: {words[0].lower()}{words[1:]}" for words in constraint_words(constraint.elem))
    alternatives = [" ".join(constraint_words(each)) for each in constraint.any]
    if any(alternatives):
        yield "Either: " + " Or: ".join(each for each in alternatives if each)


def _range(what: str, low: float | None, high: float | None) -> Iterator[str]:
    if low is not None and low == high:
        yield f"{what}: exactly {_plain(low)}."
    elif low is not None and high is not None:
        yield f"{what}: {_plain(low)} to {_plain(high)}."
    elif low is not None:
        yield f"{what}: at least {_plain(low)}."
    elif high is not None:
        yield f"{what}: at most {_plain(high)}."


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)


def of_attribute(catalog: Catalog, owner: Type, declared: Property) -> str:
    """An attribute that can be read."""
    lines = [f"`{owner.name}.{declared.name}: {annotation(declared.type, catalog)}`"]
    argument = catalog.keywords(owner).get(declared.name.removesuffix("_input"))
    if argument is not None:
        lines.append(f"What the argument `{argument.name}` was set to." if declared.name.endswith("_input") else "")
    lines.append(member_prose(catalog, owner, declared.name))
    if declared.deprecated:
        lines.append("Deprecated.")
    if owner.documentation:
        lines.append(f"[{owner.terraform_type or owner.name} in the registry]({owner.documentation})")
    return "\n\n".join(line for line in lines if line)


def of_method(catalog: Catalog, owner: Type, method: Method) -> str:
    """A method, with its parameters."""
    names = [f"{each.name}" + ("=…" if each.optional else "") for each in catalog.positional(method)]
    keywords = catalog.keywords(method)
    names += [f"{name}=" + ("…" if declared.optional else "") for name, declared in keywords.items()]
    result = f" -> {'None' if method.returns is None else annotation(method.returns, catalog)}"
    prose = member_prose(catalog, owner, method.name)
    written = f"`{owner.name}.{method.name}({', '.join(names)}){result}`"
    return "\n\n".join(filter(None, (written, prose, "Deprecated." if method.deprecated else "")))
