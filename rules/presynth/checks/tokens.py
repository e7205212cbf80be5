"""Values that exist only when Terraform runs, taken for values that Python has."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.catalog.catalog import Catalog
from presynth.checks import (
    token_calls,
    token_collections,
    token_computing,
    token_iteration,
    token_library,
    token_lookups,
    token_methods,
    token_text,
    token_variables,
)
from presynth.checks.base import Context, Rule
from presynth.checks.misuse import Misuse
from presynth.checks.token_examples import INVALID
from presynth.checks.token_valid_examples import VALID
from presynth.findings import Finding
from presynth.program.events import Construction, ExternalCall, MethodCall, Operation
from presynth.program.program import is_test

_JUDGES = {
    "subscript": token_collections.subscript,
    "slice": token_collections.cut,
    "len": token_collections.length,
    "iterate": token_iteration.iteration,
    "unpack": token_iteration.unpacking,
    "extend": token_iteration.extension,
    "contains": token_lookups.membership,
    "key": token_lookups.look_up,
    "match": token_lookups.cases,
    "format": token_text.formatting,
    "convert": token_text.conversion,
    "compare": token_computing.comparison,
    "test": token_computing.test,
    "arithmetic": token_computing.arithmetic,
    "call": token_methods.method,
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
            found = token_variables.misuse(subject, catalog) or _JUDGES[operator](subject, catalog)
        case MethodCall():
            yield from token_calls.raw_reference(subject)
        case ExternalCall(name=name) if not is_test(subject.place.path):
            given = [(argument.value, argument.place) for argument in subject.arguments.items]
            found = token_library.misuse(name, subject.place, given, catalog)
        case Construction():
            yield from token_calls.construction(subject, catalog)
        case _:
            pass
    if found is not None:
        yield found
