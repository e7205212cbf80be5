"""Constructs with arguments drawn at random, right and wrong, to lay presynth's verdict beside the real packages'.

Every text and number in a construct is its own, so that what is missing from cdk.tf.json is what was lost.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from typing import Any, Literal

from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Property, Type, TypeRef
from presynth.checks.schema.calls import faults_of
from presynth.checks.schema.faults import refusal
from presynth.program.events import AttributeAccess, Construction, MethodCall
from presynth.program.program import Program
from truth.bindings import CDKTF, Binding, Real

Verdict = Literal["fine", "python", "jsii", "synth", "lost"]
"""Synthesised whole; refused by Python, jsii or synth; synthesised without something that was passed."""

DEPTH = 4
_UNMARKED = re.compile(r"\b(True|False|bucket|zones|variable|database)\b|\[\]|\{\}")
_MARK = re.compile(r"mark\d+|\b7\d{6}\b")
_META = frozenset(("connection", "count", "for_each", "provisioners"))
"""Arguments that exclude each other, or that data sources take and drop."""
_HEAD = """import json

import cdktf
from cdktf import App, Fn, TerraformCount, TerraformIterator, TerraformStack, TerraformVariable, Token
import cdktf_cdktf_provider_aws as aws

app = App()
stack = TerraformStack(app, "main")
aws.provider.AwsProvider(stack, "aws", region="eu-west-1")
bucket = aws.s3_bucket.S3Bucket(stack, "bucket")
database = aws.db_instance.DbInstance(stack, "database", instance_class="db.t4g.micro")
zones = aws.data_aws_availability_zones.DataAwsAvailabilityZones(stack, "zones")
variable = TerraformVariable(stack, "variable", type="string")
west = aws.provider.AwsProvider(stack, "west", region="us-west-2", alias="west")
"""
_STRANGERS = (
    "True", "False", "None", "1.5", "[]", "{}", "()", "['text']", "[['text']]", "('text',)", "{'text'}",
    "{'key': 'text'}", "{'some_key': {'enabled': True}}", "[{'key': 'text'}]", "[None]", "[1]", "(x for x in 'ab')",
    "b'text'", "{'key': 1}", "bucket", "[bucket]", "bucket.arn", "[bucket.arn]", "bucket.force_destroy",
    "bucket.tags", "bucket.versioning", "database.port", "zones.names", "variable", "variable.value",
    "variable.string_value", "variable.boolean_value", "variable.list_value", "Fn.conditional(True, 'a', 'b')",
    "Fn.lookup({'a': 'b'}, 'a')", "Fn.tolist(['a'])", "Fn.upper", "Token.as_any('${x}')", "Token.as_string('${x}')",
    "Token.as_list('${x}')", "Token.as_number('${x}')", "Fn.merge([{'a': 'b'}])", "f'{bucket.arn}/*'",
    "json.dumps({'a': bucket.arn})", "west", "stack", "aws", "TerraformCount", "TerraformCount.of(3)",
    "TerraformIterator.from_list(['a'])", "aws.s3_bucket.S3BucketVersioning(enabled=True)",
    "[aws.s3_bucket.S3BucketVersioning(enabled=True)]", "[{'enabled': True}, aws.s3_bucket.S3BucketVersioning()]",
)  # fmt: skip


@dataclass(frozen=True)
class RandomCase:
    """One construct: the expression that makes it, and the marks in it."""

    name: str
    code: str

    @property
    def marks(self) -> frozenset[str]:
        return frozenset(_MARK.findall(self.code))

    @property
    def hides(self) -> bool:
        """Whether something may be lost that has no mark."""
        return (
            not self.marks
            or re.search(r"\b(True|False|bucket|zones|variable|database)\b|\[\]|\{\}", self.code) is not None
        )


class Generator:
    """Draws cases from an AWS provider. `strange` is the chance of a value of another type, at every position."""

    def __init__(self, catalog: Catalog, binding: Binding, seed: int, strange: float = 0.06) -> None:
        self.catalog = catalog
        self.binding = binding
        self.random = random.Random(seed)
        self.strange = strange
        self.constructs = sorted(
            f"{module}:{name}"
            for module in catalog.module_names(binding.provider)
            for name in (catalog.module(module) or _none()).types
            if f"{name}Config" in (catalog.module(module) or _none()).types
        )
        self.count = 0

    def cases(self, number: int) -> list[RandomCase]:
        return [self._case(f"case-{index}") for index in range(number)]

    def _case(self, name: str) -> RandomCase:
        module, _, class_name = self.random.choice(self.constructs).partition(":")
        found = self.catalog.find(module, class_name)
        assert found is not None
        positional = [self._maybe("stack"), self._maybe(repr(name))]
        if self._rarely(8):
            positional = positional[: self.random.randrange(2)] if self._rarely(2) else [*positional, "'more'"]
        fields = {name: field for name, field in self.catalog.keywords(found).items() if name not in _META}
        meta = self.random.choice(sorted(_META))
        if self.random.random() < 0.1 and not class_name.startswith("Data"):
            fields[meta] = self.catalog.keywords(found)[meta]
        keywords = self._fields(fields, DEPTH)
        return RandomCase(
            name, f"{self._spelled(found)}({', '.join([*positional, *(f'{k}={v}' for k, v in keywords)])})"
        )

    def _fields(self, fields: dict[str, Property], depth: int) -> list[tuple[str, str]]:
        """Keywords with values: required ones, some others, and now and then one too many or too few."""
        required = [name for name, field in fields.items() if not field.optional]
        optional = [name for name, field in fields.items() if field.optional]
        self.random.shuffle(optional)
        # Blocks first: most arguments are plain text.
        optional.sort(key=lambda name: fields[name].type.kind in ("string", "number") and self.random.random() < 0.7)
        chosen = [*required, *optional[: self.random.choice((0, 1, 1, 2, 3, 4)) if depth > 1 else 1]]
        if chosen and self._rarely(3):
            chosen.remove(self.random.choice(chosen))
        written: dict[str, str] = {}
        for name in chosen:
            key = name
            if self._rarely(3):
                key = self.random.choice((fields[name].jsii_name, f"{name}s", f"my_{name}"))
            if key.isidentifier() and key != "lambda":
                written[key] = self._value(fields[name].type, depth - 1)
        return list(written.items())

    def _value(self, declared: TypeRef, depth: int) -> str:
        if self._rarely(1):
            return self._stranger()
        match declared.kind:
            case "string":
                return self.random.choice(
                    (self._text(), self._text(), "bucket.arn", f"f'{{bucket.id}}-{self._mark()}'")
                )
            case "number":
                return self.random.choice((self._number(), self._number(), "database.port", "Token.as_number('${x}')"))
            case "boolean":
                return self.random.choice(("True", "False"))
            case "list":
                return self._list(declared.of[0], depth)
            case "map":
                entries = [f"{self._text()}: {self._value(declared.of[0], depth - 1)}" for _ in range(2)]
                return "{" + ", ".join(entries) + "}"
            case "union":
                return self._value(self.random.choice(self._solid(declared)), depth)
            case "named":
                return self._named(declared.name, depth)
            case _:
                return self.random.choice(
                    (self._text(), f"{{'a_b': {self._text()}}}", f"[{self._number()}]", self._stranger())
                )

    def _list(self, element: TypeRef, depth: int) -> str:
        items = [self._value(element, depth - 1) for _ in range(self.random.choice((1, 1, 2)))]
        written = "[" + ", ".join(items) + "]"
        return f"tuple({written})" if self._rarely(1) else written

    def _named(self, name: str, depth: int) -> str:
        type_ = self.catalog.type(name)
        assert type_ is not None
        if type_.kind == "struct":
            return self._struct(type_, depth)
        if type_.name == "ITerraformDependable":
            return self.random.choice(("bucket", "database", "stack.node", "bucket.arn"))
        return {"TerraformProvider": "west", "ITerraformIterator": "TerraformIterator.from_list(['a'])"}.get(
            type_.name, "TerraformCount.of(3)"
        )

    def _struct(self, struct: Type, depth: int) -> str:
        if depth <= 0:
            required = any(not field.optional for field in self.catalog.keywords(struct).values())
            return self._stranger() if required else f"{self._spelled(struct)}()"
        fields = self._fields(dict(self.catalog.keywords(struct)), depth)
        shape = self.random.choice(("class", "class", "class", "dict", "camel"))
        if shape == "class":
            return f"{self._spelled(self._relative(struct))}({', '.join(f'{key}={value}' for key, value in fields)})"
        known = self.catalog.keywords(struct)
        keys = {key: known[key].jsii_name if shape == "camel" and key in known else key for key, _ in fields}
        return "{" + ", ".join(f"{keys[key]!r}: {value}" for key, value in fields) + "}"

    def _relative(self, struct: Type) -> Type:
        """The struct, or now and then another of its module."""
        module = self.catalog.module(struct.module)
        if module is None or not self._rarely(1):
            return struct
        others = [name for name in module.types if name.startswith(struct.name[:12])]
        chosen = module.types[self.random.choice(others)] if others else struct
        return chosen if chosen.kind == "struct" else struct

    def _solid(self, union: TypeRef) -> list[TypeRef]:
        """The members of a union, the interface among them only where there is nothing else."""
        solid = [each for each in union.of if each.name.rpartition(".")[2] != "IResolvable"]
        return solid or list(union.of)

    def _maybe(self, right: str) -> str:
        return self._stranger() if self._rarely(4) else right

    def _stranger(self) -> str:
        return self.random.choice((*_STRANGERS, self._text(), self._number(), f"str({self._number()})"))

    def _rarely(self, divisor: int) -> bool:
        return self.random.random() < self.strange / divisor

    def _mark(self) -> str:
        self.count += 1
        return f"mark{self.count}"

    def _text(self) -> str:
        return repr(self._mark())

    def _number(self) -> str:
        self.count += 1
        return str(7_000_000 + self.count)

    def _spelled(self, type_: Type) -> str:
        """The type as the program's imports reach it."""
        module = type_.module.replace(self.binding.provider, "aws").replace(self.binding.core, CDKTF.core)
        return f"{module}.{type_.qualname}"


def _none() -> Any:
    raise AssertionError("a module that is listed is there")


def program(cases: list[RandomCase]) -> str:
    """A program that makes all the constructs, and prints which of them is refused by whom."""
    attempts = "".join(
        f"try:\n    {case.code}\nexcept Exception as error:\n    tell({case.name!r}, error)\n" for case in cases
    )
    tell = (
        "def tell(name, error):\n"
        "    by = 'jsii' if type(error.__cause__).__name__ == 'JavaScriptError' else 'python'\n"
        "    print(json.dumps([name, by, str(error)]))\n"
    )
    return f"{_HEAD}\n\n{tell}\n\n{attempts}app.synth()\n"


def real_verdicts(cases: list[RandomCase], real: Real) -> dict[str, tuple[Verdict, str]]:
    """What the real packages make of each: a verdict, and why. Where synth fails, halves are asked about."""
    answer = real.ask({"files": {"main.py": program(cases)}})
    if answer["outcome"] != "ok":
        if len(cases) == 1:
            return {cases[0].name: ("synth", str(answer["error"]))}
        middle = len(cases) // 2
        return real_verdicts(cases[:middle], real) | real_verdicts(cases[middle:], real)
    refused = {name: (by, why) for name, by, why in map(json.loads, answer["output"].splitlines())}
    written = json.dumps(answer["stacks"])
    found: dict[str, tuple[Verdict, str]] = {}
    for case in cases:
        lost = sorted(mark for mark in case.marks if not re.search(rf"\b{mark}\b", written))
        found[case.name] = refused.get(case.name) or (("lost", f"lost: {lost}") if lost else ("fine", ""))
    return found


def own_verdicts(cases: list[RandomCase], evaluated: Program) -> dict[str, Verdict]:
    """What presynth says of each, of `program(cases)` evaluated: what Python refuses comes first, as in truth."""
    lines = {line.strip(): number for number, line in enumerate(program(cases).split("\n"), start=1)}
    by_line: dict[int, set[str | None]] = {}
    for run in evaluated.runs:
        for event in run.events:
            if isinstance(event, Construction | MethodCall | AttributeAccess):
                found = by_line.setdefault(event.place.range.start.line, set())
                found.update(refusal(fault) for fault in faults_of(event, evaluated.catalog))
    verdicts: dict[str, Verdict] = {}
    for case in cases:
        found = by_line.get(lines[case.code], set())
        refused: tuple[Verdict, ...] = ("python", "jsii", "synth")
        verdicts[case.name] = next((by for by in refused if by in found), "lost" if found else "fine")
    return verdicts
