"""Values that exist only when Terraform runs, taken for values that Python has."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.catalog.catalog import Catalog
from presynth.checks.base import Context, Rule
from presynth.checks.tokens import (
    calls,
    collections,
    computing,
    iteration,
    library,
    lookups,
    methods,
    text,
    variables,
)
from presynth.checks.tokens.examples import INVALID
from presynth.checks.tokens.misuse import Misuse
from presynth.checks.tokens.valid_examples import VALID
from presynth.findings import Finding
from presynth.program.events import Construction, ExternalCall, MethodCall, Operation
from presynth.program.program import is_test

_JUDGES = {
    "subscript": collections.subscript,
    "slice": collections.cut,
    "len": collections.length,
    "iterate": iteration.iteration,
    "unpack": iteration.unpacking,
    "extend": iteration.extension,
    "contains": lookups.membership,
    "key": lookups.look_up,
    "match": lookups.cases,
    "format": text.formatting,
    "convert": text.conversion,
    "compare": computing.comparison,
    "test": computing.test,
    "arithmetic": computing.arithmetic,
    "call": methods.method,
}


class TokenMisuse(Rule):
    """Python computes with a value that exists only when Terraform runs.

    ## What it does
    Attributes of resources, data sources and variables, and what `Fn` returns, are *tokens*: placeholders that cdktf
    finds again in what is written, and turns into references. Putting them into text works (`f"{bucket.arn}/*"`,
    `str(db.port)`, `json.dumps({"port": db.port})`); this rule knows what does not: items and lengths of lists,
    methods of strings, comparisons and conditions, arithmetic, numbers beside a dash in text, a construct itself in
    text, and more. It follows tokens through variables, parameters and attributes, and says for each what happens.

    It also looks at what resembles that: references in text that `Fn` escapes, tokens in a backend or an id.

    ## Why is this bad?
    Some of it stops `synth`, often without saying where (`Found an encoded list token string in a scalar string
    context`). Most of it does not: the plan has half a placeholder, a number like `-8.1e+298`, or the branch that
    should not have been taken.

    ## Fix safety
    Safe where a function or operator of Terraform does the same (`Fn.element`, `Op.add`, `.get(0)`,
    `Token.as_string`). Where Python decides something by the value there is none: Terraform decides too late. Unsafe
    where it has to be guessed what was meant.

    ## References
    - https://developer.hashicorp.com/terraform/cdktf/concepts/tokens
    - https://developer.hashicorp.com/terraform/cdktf/concepts/functions
    """

    code = "PS204"
    name = "token-misuse"
    group = "terraform"
    visits = (Operation, MethodCall, ExternalCall, Construction)
    VALID = VALID
    INVALID = INVALID

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        for misuse in _misuses(subject, context.catalog):
            yield self.finding(
                misuse.place, misuse.message, about=misuse.about, fixes=misuse.fixes, severity=misuse.severity
            )


def _misuses(subject: object, catalog: Catalog) -> Iterator[Misuse]:
    found: Misuse | None = None
    match subject:
        case Operation(operator=operator) if not is_test(subject.place.path):
            found = variables.misuse(subject, catalog) or _JUDGES[operator](subject, catalog)
        case MethodCall():
            yield from calls.raw_reference(subject)
        case ExternalCall(name=name) if not is_test(subject.place.path):
            given = [(argument.value, argument.place) for argument in subject.arguments.items]
            found = library.misuse(name, subject.place, given, catalog)
        case Construction():
            yield from calls.construction(subject, catalog)
        case _:
            pass
    if found is not None:
        yield found
