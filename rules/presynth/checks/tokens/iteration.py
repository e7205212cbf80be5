"""Lists, maps and blocks that exist only when Terraform runs, gone through, spread and put together by Python."""

from __future__ import annotations

import ast

from presynth.catalog.catalog import Catalog
from presynth.checks.common.nodes import expression_at
from presynth.checks.common.surroundings import around
from presynth.checks.tokens.context import counts
from presynth.checks.tokens.kinds import TokenKind, kind_of
from presynth.checks.tokens.misuse import Misuse, late
from presynth.checks.tokens.rewrites import Rewriter, separate_items
from presynth.findings import Fix
from presynth.program.events import Operation
from presynth.program.values import InstanceValue
from presynth.source.statement import Place

_LOOPS = {"", "enumerate", "zip", "map", "filter"}
_ITERATORS = "`TerraformIterator` and `for_each` repeat what Terraform makes"


def iteration(event: Operation, catalog: Catalog) -> Misuse | None:
    """A loop over the operand, or something else that goes through its items."""
    kind, place = kind_of(event.operand, catalog), event.operand_place
    if isinstance(event.operand, InstanceValue):
        type_ = event.operand.instance.type
        known = type_ is not None and any(
            catalog.is_a(type_, name) for name in ("TerraformVariable", "TerraformLocal", "TerraformIterator")
        )
        if event.name in _LOOPS and known and event.operand.instance.project_class is None:
            return Misuse(place, f"{late(place)}: a TypeError, Python cannot go through it; {_ITERATORS}")
        return None
    if event.name in ("*", "**"):
        return _spread(event, kind, catalog)
    if event.name == "join" and kind == "list":
        return _join(event, catalog)
    if event.name in ("max", "min") and kind == "number":
        return _extreme(event, catalog)
    if event.name in _LOOPS or kind in ("blocks", "block", "object"):
        return _loop(event, kind)
    if event.name == "dict" and kind == "map":
        return _made_a_dict(event, catalog)
    if kind == "list" and event.name in ("sum", "max", "min", "reversed"):
        writer = Rewriter(event.place, catalog)
        code = writer.fn("reverse" if event.name == "reversed" else event.name, place.text)
        fixes = writer.value_fix(code) if event.name != "reversed" else ()
        message = f"{late(place)}: it is a list of one item to Python, the whole list"
        return Misuse(event.place, message, tuple(fixes))
    return None


def _made_a_dict(event: Operation, catalog: Catalog) -> Misuse | None:
    """`dict(operand, key=value)`."""
    node = expression_at(event.place)
    if not isinstance(node, ast.Call) or not node.keywords or not node.args:
        return None
    writer, statement = Rewriter(event.place, catalog), event.place.statement
    pairs = [f'"{each.arg}": {Place.of(statement, each.value).text}' for each in node.keywords if each.arg is not None]
    code = writer.fn("merge", f"[{event.operand_place.text}, {{{', '.join(pairs)}}}]")
    fixes = writer.value_fix(writer.call("Token", "as_string_map", code)) if len(pairs) == len(node.keywords) else []
    return Misuse(
        event.place, f"{late(event.operand_place)}: nothing can be added to it, and synth stops", tuple(fixes)
    )


def _extreme(event: Operation, catalog: Catalog) -> Misuse:
    """`max(operand, …)`."""
    writer, node = Rewriter(event.place, catalog), expression_at(event.place)
    fixes: list[Fix] = []
    if isinstance(node, ast.Call) and not node.keywords and len(node.args) > 1:
        arguments = [Place.of(event.place.statement, each).text for each in node.args]
        fixes = [] if counts(event.place) else writer.value_fix(writer.fn(event.name, f"[{', '.join(arguments)}]"))
    message = f"{late(event.operand_place)}: Python compares the placeholder that stands for it"
    return Misuse(event.place, message, tuple(fixes))


def _loop(event: Operation, kind: TokenKind) -> Misuse | None:
    place = event.operand_place
    if kind == "list":
        if _copies(place):
            return None
        return Misuse(place, f"{late(place)}: the loop runs once, with the whole list; {_ITERATORS}")
    if kind == "map":
        return Misuse(place, f"{late(place)}: the loop runs once, with a placeholder for it all; {_ITERATORS}")
    if kind in ("blocks", "block", "object"):
        return Misuse(place, f"{late(place)}: a TypeError, Python cannot go through it; {_ITERATORS}")
    if kind in ("string", "any"):
        return Misuse(place, f"{late(place)}: the loop goes through the characters of its placeholder; {_ITERATORS}")
    return None


def _copies(place: Place) -> bool:
    """Whether it is `[item for item in place]`, which is the list token again."""
    outer = next(iter(around(place)), None)
    if not isinstance(outer, ast.ListComp) or len(outer.generators) != 1 or outer.generators[0].ifs:
        return False
    target = outer.generators[0].target
    return isinstance(target, ast.Name) and isinstance(outer.elt, ast.Name) and target.id == outer.elt.id


def _spread(event: Operation, kind: TokenKind, catalog: Catalog) -> Misuse | None:
    """`[*operand, …]`, `{**operand, …}`: nothing can be added to a token."""
    display = next(iter(around(event.place)), None) if event.name == "*" else expression_at(event.place)
    place = Place.of(event.place.statement, display) if isinstance(display, ast.expr) else event.place
    writer, statement = Rewriter(place, catalog), event.place.statement
    message = f"{late(event.operand_place)}: nothing can be added to it, and synth stops"
    if isinstance(display, ast.List) and len(display.elts) > 1 and kind == "list":
        groups: list[str] = []
        loose: list[str] = []
        for element in display.elts:
            if not isinstance(element, ast.Starred):
                loose.append(Place.of(statement, element).text)
                continue
            groups += [f"[{', '.join(loose)}]"] if loose else []
            groups.append(Place.of(statement, element.value).text)
            loose = []
        groups += [f"[{', '.join(loose)}]"] if loose else []
        code = writer.call("Token", "as_list", writer.fn("concat", f"[{', '.join(groups)}]"))
        return Misuse(place, message, tuple(writer.value_fix(code)))
    if isinstance(display, ast.Dict) and len(display.values) > 1 and kind == "map":
        maps: list[str] = []
        pairs: list[str] = []
        for key, value in zip(display.keys, display.values, strict=True):
            text = Place.of(statement, value).text
            if key is not None:
                pairs.append(f"{Place.of(statement, key).text}: {text}")
                continue
            maps += [f"{{{', '.join(pairs)}}}"] if pairs else []
            maps.append(text)
            pairs = []
        maps += [f"{{{', '.join(pairs)}}}"] if pairs else []
        code = writer.call("Token", "as_string_map", writer.fn("merge", f"[{', '.join(maps)}]"))
        return Misuse(place, message, tuple(writer.value_fix(code)))
    return None


def _join(event: Operation, catalog: Catalog) -> Misuse:
    node = expression_at(event.place)
    writer = Rewriter(event.place, catalog)
    fixes: list[Fix] = []
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        separator = Place.of(event.place.statement, node.func.value).text
        fixes = writer.value_fix(writer.fn("join", separator, event.operand_place.text))
    return Misuse(
        event.place, f"{late(event.operand_place)}: it becomes text as a whole, and synth stops", tuple(fixes)
    )


def unpacking(event: Operation, catalog: Catalog) -> Misuse | None:
    """`first, second = operand`."""
    kind, place = kind_of(event.operand, catalog), event.operand_place
    value = _assigned(place)
    shown_place = place if value is None else value
    if kind == "list":
        effect = "it is a list of one item to Python, and does not fill these names: a ValueError"
        if _is_starred(place):
            effect = "it is a list of one item to Python, and the first name gets the whole list"
        return Misuse(shown_place, f"{late(shown_place)}: {effect}", _items(place, value, catalog))
    if kind in ("blocks", "block", "object"):
        return Misuse(shown_place, f"{late(shown_place)}: a TypeError, Python cannot take it apart")
    return None


def _assigned(target: Place) -> Place | None:
    """The expression whose value is unpacked, where it is the whole value of an assignment to this target alone."""
    node = target.statement.node
    if not isinstance(node, ast.Assign) or len(node.targets) != 1:
        return None
    return Place.of(target.statement, node.value) if Place.of(target.statement, node.targets[0]) == target else None


def _is_starred(target: Place) -> bool:
    node = expression_at(target)
    return isinstance(node, ast.Tuple | ast.List) and any(isinstance(each, ast.Starred) for each in node.elts)


def _items(target: Place, value: Place | None, catalog: Catalog) -> tuple[Fix, ...]:
    """One `Fn.element` a name."""
    node = expression_at(target)
    if value is None or not isinstance(node, ast.Tuple | ast.List) or _is_starred(target):
        return ()
    writer = Rewriter(value, catalog)
    return (writer.fix(separate_items(writer, value.text, len(node.elts))),)


def extension(event: Operation, catalog: Catalog) -> Misuse | None:
    """`names += operand`, `names.extend(operand)`, where the list has items already."""
    if kind_of(event.operand, catalog) != "list":
        return None
    place, node = event.operand_place, event.place.statement.node
    fixes: tuple[Fix, ...] = ()
    if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
        writer = Rewriter(event.place, catalog)
        code = writer.call("Token", "as_list", writer.fn("concat", f"[{node.target.id}, {place.text}]"))
        fixes = (writer.fix((f"{node.target.id} = ", *code)),)
    return Misuse(event.place, f"{late(place)}: nothing can be added to it, or it to others, and synth stops", fixes)
