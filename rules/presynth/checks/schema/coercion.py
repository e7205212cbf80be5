"""Writes what is passed as what is wanted: structs for dicts, lists around single values, text for numbers, …"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Names

from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Property, Type, TypeRef
from presynth.checks.schema import scalars
from presynth.checks.schema.draft import Draft, Unfixable
from presynth.checks.schema.faults import Passed
from presynth.checks.schema.fields import field_for, meant
from presynth.checks.schema.fit import Fit
from presynth.checks.schema.matching import match
from presynth.checks.schema.pairs import pairs_as_dict
from presynth.checks.schema.placeholders import placeholder
from presynth.checks.schema.shapes import DISPLAYS, are_alike, is_one_scalar, is_one_struct
from presynth.checks.schema.spots import Spot
from presynth.findings import Fix, Safety
from presynth.operations import Snippet
from presynth.program.values import (
    Choice,
    Constant,
    Entry,
    External,
    Mapping,
    Sequence,
    StructValue,
    Token,
    Value,
)

_EACH = "each"


def coercion(passed: Passed, catalog: Catalog) -> Fix | None:
    """A fix that makes the text at `passed.place` give what is declared there; None where none is known."""
    try:
        draft = Draft(passed.place)
        writer = _Writer(draft, passed, catalog)
        writer.write(draft.node, passed.value, passed.type, built=passed.built)
        operations = draft.operations
    except Unfixable:
        return None
    safety = Safety.SAFE if writer.safe else Safety.UNSAFE
    return Fix(writer.title, safety, operations) if operations else None


class _Writer:
    def __init__(self, draft: Draft, passed: Passed, catalog: Catalog) -> None:
        self._draft = draft
        self._passed = passed
        self._catalog = catalog
        self._fit = Fit(catalog)
        self.safe = True
        self.title = ""

    def write(self, node: ast.expr, value: Value, wanted: TypeRef, *, built: bool = True) -> None:
        """Write `node`, whose value is `value`, as `wanted`. `built`: a dict here becomes a struct by itself."""
        wanted = self._member(value, wanted)
        if isinstance(value, Choice):
            self._choice(node, value, wanted, built=built)
            return
        struct = self._struct_of(wanted)
        if struct is not None and isinstance(value, Mapping) and isinstance(node, ast.Dict):
            self._dict(node, value, struct)
            return
        if wanted.kind == "any" and isinstance(value, Sequence):
            wanted = TypeRef("list", of=(wanted,))
        is_list = wanted.kind == "list" and isinstance(node, ast.List) and isinstance(value, Sequence)
        if not is_list and not self._is_wrong(value, wanted, built=built):
            return
        if struct is not None:
            self._struct(node, value, wanted, struct)
        elif wanted.kind == "list":
            self._list(node, value, wanted)
        elif wanted.kind == "map":
            self._map(node, value, wanted)
        else:
            self._scalar(node, value, wanted)

    def _is_wrong(self, value: Value, wanted: TypeRef, *, built: bool) -> bool:
        spot = Spot(self._passed, self._passed.path, checked=False, dicts="built" if built else "raw")
        return bool(self._fit.faults(value, wanted, spot))

    def _member(self, value: Value, wanted: TypeRef) -> TypeRef:
        """The member of a union to write: the only one that is no interface, or the one with the value's shape."""
        if wanted.kind != "union":
            return wanted
        solid = [each for each in wanted.of if each.kind != "named" or self._struct_of(each) is not None]
        if not solid:
            return wanted.of[0]
        if len(solid) > 1 and isinstance(value, Mapping):
            solid.sort(key=lambda each: len(self._fit.faults(value, each, Spot(self._passed, "", dicts="struct"))))
        return solid[0]

    def _struct_of(self, wanted: TypeRef) -> Type | None:
        type_ = self._catalog.type(wanted.name) if wanted.kind == "named" else None
        return type_ if type_ is not None and type_.kind == "struct" else None

    def _say(self, title: str, *, safe: bool = True) -> None:
        self.title = self.title or title
        self.safe = self.safe and safe

    def _choice(self, node: ast.expr, value: Choice, wanted: TypeRef, *, built: bool) -> None:
        if isinstance(node, ast.IfExp) and len(value.options) == 2:
            for part, option in zip((node.body, node.orelse), value.options, strict=True):
                self.write(part, option, wanted, built=built)
        elif self._is_wrong(value, wanted, built=built):
            raise Unfixable

    # Structs

    def _struct(self, node: ast.expr, value: Value, wanted: TypeRef, struct: Type) -> None:
        if isinstance(value, Mapping):
            self._mapping(node, value, struct)
        elif isinstance(value, StructValue) and isinstance(node, ast.Call) and value.origin == self._draft.place(node):
            self._other_struct(node, value, struct)
        elif isinstance(node, ast.List) and isinstance(value, Sequence) and is_one_struct(node, value):
            self._out_of_list(node, value, wanted)
        else:
            self._in_field(node, value, struct)

    def _out_of_list(self, node: ast.List, value: Sequence, wanted: TypeRef) -> None:
        """The only item of a list where no list is wanted."""
        start, end = self._draft.span(node)
        inner_start, inner_end = self._draft.span(node.elts[0])
        self._draft.replace(start, inner_start, "")
        self._draft.replace(inner_end, end, "")
        self._say("Take it out of the list")
        self.write(node.elts[0], value.items[0], wanted)

    def _in_field(self, node: ast.expr, value: Value, struct: Type) -> None:
        """A value that is meant for the struct's one field that takes it: `Ttl(enabled=True)` for `True`."""
        fields = self._catalog.keywords(struct)
        name = field_for(value, fields, lambda wanted: self._is_wrong(value, wanted, built=True))
        if name is None or isinstance(value, StructValue | Mapping):
            raise Unfixable
        self._say(f"Write `{struct.name}({name}=…)`")
        self._draft.surround(node, (struct, f"({name}="), (")",))

    def _dict(self, node: ast.Dict, value: Mapping, struct: Type) -> None:
        """`{"from_port": 80}` as `Struct(from_port=80)`, level by level."""
        entries = list(self._entries(node, value))
        if any(key is None for key, _, _ in entries):
            self._mapping(node, value, struct)
            return
        fields = self._catalog.keywords(struct)
        keys = (str(entry.key.value) for _, _, entry in entries if isinstance(entry.key, Constant))
        found = meant(keys, fields)
        if found is None:
            self._around(node, value, struct)
            return
        names, safe = found
        self.safe = self.safe and safe
        self._say(f"Write `{struct.name}(…)`")
        start, end = self._draft.span(node)
        self._draft.replace(start, start + 1, struct, "(", *self._missing(names.values(), fields, bool(entries)))
        for (key, item, entry), name in zip(entries, names.values(), strict=True):
            assert key is not None
            self._draft.replace(self._draft.span(key)[0], self._behind_colon(key), f"{name}=")
            self._field(item, entry.value, fields[name])
        self._draft.replace(end - 1, end, ")")

    def _entries(self, node: ast.Dict, value: Mapping) -> Iterator[tuple[ast.expr | None, ast.expr, Entry]]:
        """The written entries with their values. No key where it is not plain text, or the same key stands twice."""
        seen: set[str] = set()
        for key, item in zip(node.keys, node.values, strict=True):
            text = key.value if isinstance(key, ast.Constant) and isinstance(key.value, str) else None
            entry = None if text is None else value.entry(text)
            if key is None or text is None or entry is None or text in seen:
                yield None, item, Entry(Constant(None), value)
                return
            seen.add(text)
            yield key, item, entry

    def _behind_colon(self, key: ast.expr) -> int:
        """The offset behind the colon, and the blanks behind it, that follow the key."""
        text = self._draft.text
        offset = self._draft.span(key)[1]
        while text[offset] in " \t":
            offset += 1
        if text[offset] != ":":
            raise Unfixable
        offset += 1
        while text[offset] in " \t":
            offset += 1
        return offset

    def _field(self, node: ast.expr, value: Value, field: Property) -> None:
        """A field's value: one that cannot be written better stays, and the fix is no longer safe."""
        if isinstance(value, Constant) and value.value is None and field.optional:
            return
        self._write_if_known(node, value, field.type)

    def _write_if_known(self, node: ast.expr, value: Value, wanted: TypeRef, *, built: bool = True) -> None:
        made = self._draft.made
        try:
            self.write(node, value, wanted, built=built)
        except Unfixable:
            self._draft.undo(made)
            self.safe = self.safe and not self._is_wrong(value, wanted, built=built)

    def _missing(self, names: Iterable[str], fields: Names[str, Property], more: bool) -> Snippet:
        """Required fields nobody gives, with placeholders."""
        given = set(names)
        parts: list[str | Type] = []
        for name, field in fields.items():
            if name not in given and not field.optional:
                self.safe = False
                parts += [", " if parts else "", f"{name}=", *placeholder(field.type, self._catalog)]
        return (*parts, ", ") if parts and more else tuple(parts)

    def _around(self, node: ast.expr, value: Mapping, struct: Type) -> None:
        """A dict that is meant for the struct's one field that takes it: `AwsProviderDefaultTags(tags={…})`."""
        fields = self._catalog.keywords(struct)
        maps = [name for name, field in fields.items() if field.type.kind == "map"]
        if len(maps) != 1 or not value.entries or self._is_wrong(value, fields[maps[0]].type, built=False):
            raise Unfixable
        self._say(f"Write `{struct.name}({maps[0]}=…)`")
        before = (struct, "(", *self._missing(maps, fields, more=True), f"{maps[0]}=")
        self._draft.surround(node, before, (")",))

    def _mapping(self, node: ast.expr, value: Mapping, struct: Type) -> None:
        """A dict from elsewhere: `Struct(**settings)`."""
        before, behind = self._spread(value, struct)
        self._draft.surround(node, before, behind)
        self._say(f"Write `{struct.name}{before[1]}…)`")

    def _spread(self, value: Mapping, struct: Type) -> tuple[Snippet, Snippet]:
        fields = self._catalog.keywords(struct)
        keys = [entry.key.value for entry in value.entries if isinstance(entry.key, Constant)]
        if not any(key in fields for key in keys):
            maps = [name for name, field in fields.items() if field.type.kind == "map"]
            if len(maps) == 1 and keys and not self._is_wrong(value, fields[maps[0]].type, built=False):
                return (struct, f"({maps[0]}="), (")",)
        if (
            value.open
            or len(keys) < len(value.entries)
            or self._is_wrong(value, TypeRef("named", struct.fqn), built=True)
        ):
            raise Unfixable
        return (struct, "(**"), (")",)

    def _other_struct(self, node: ast.Call, value: StructValue, struct: Type) -> None:
        """The same arguments to the struct's class that is wanted."""
        fields = self._catalog.keywords(struct)
        if value.arguments.open or any(argument.name is None for argument in value.arguments):
            raise Unfixable
        given = {keyword.arg: keyword for keyword in node.keywords}
        names: list[str] = []
        for argument in value.arguments:
            keyword = given.get(argument.name)
            name = argument.name or ""
            if name not in fields:
                name = self._renamed(keyword, {key: field for key, field in fields.items() if key not in given})
            names.append(name)
            if keyword is not None:
                self.write(keyword.value, argument.value, fields[name].type)
            elif self._is_wrong(argument.value, fields[name].type, built=True):
                raise Unfixable
        missing = self._missing(names, fields, more=False)
        start, end = self._draft.span(node.func)
        self._draft.replace(start, end, struct)
        if missing:
            behind = self._draft.span(node)[1] - 1
            self._draft.replace(behind, behind, ", " if node.keywords else "", *missing)
        self.title = f"Write `{struct.name}(…)`"

    def _renamed(self, keyword: ast.keyword | None, free: Names[str, Property]) -> str:
        """The name of the field that the keyword means, written in its place. Raises Unfixable where there is none."""
        found = match(keyword.arg, free) if keyword is not None and keyword.arg is not None else None
        if keyword is None or keyword.arg is None or found is None:
            raise Unfixable
        start = self._draft.span(keyword)[0]
        self._draft.replace(start, start + len(keyword.arg), found.name)
        self.safe = self.safe and (found.certain or found.clear)
        return found.name

    # Lists and maps

    def _list(self, node: ast.expr, value: Value, wanted: TypeRef) -> None:
        element = wanted.of[0]
        if isinstance(value, Sequence):
            wrong = any(self._is_wrong(item, element, built=False) for item in value.items)
            if isinstance(node, DISPLAYS) or not wrong:
                self._brackets(node, value, element)
            self._items(node, value, element, wrong=wrong)
        elif isinstance(value, Token) and value.type.kind == "any":
            self._scalar(node, value, wanted)
        elif element.kind != "any" and (not isinstance(value, Constant) or isinstance(value.value, str)):
            self._say("Put it in a list")
            if isinstance(value, Mapping) and self._struct_of(element) is None:
                raise Unfixable
            self._draft.surround(node, ("[",), ("]",))
            self.write(node, value, element, built=False)
        else:
            raise Unfixable

    def _brackets(self, node: ast.expr, value: Sequence, element: TypeRef) -> None:
        """Make a list of a tuple, set or generator."""
        if value.kind == "list":
            return
        start, end = self._draft.span(node)
        if isinstance(node, ast.Tuple | ast.Set | ast.GeneratorExp) and self._draft.text[start] in "({":
            self._draft.replace(start, start + 1, "[")
            self._draft.replace(end - 1, end, "]")
        else:
            function = "sorted(" if value.kind == "set" and element.kind == "string" else "list("
            self._draft.surround(node, (function,), (")",))
        self._say("Make it a list")

    def _items(self, node: ast.expr, value: Sequence, element: TypeRef, *, wrong: bool) -> None:
        if not wrong and self._struct_of(self._member(value, element)) is None:
            return
        if isinstance(node, ast.List | ast.Tuple | ast.Set):
            for part in node.elts:
                at = self._draft.place(part)
                found = [item for item, place in zip(value.items, value.places, strict=False) if place == at]
                if len(found) != 1 and any(self._is_wrong(item, element, built=False) for item in found):
                    raise Unfixable
                for item in found[:1]:
                    if self._is_wrong(item, element, built=False):
                        self.write(part, item, element, built=False)
                    else:
                        self._write_if_known(part, item, element, built=False)
        elif not wrong:
            return
        elif isinstance(node, ast.ListComp | ast.GeneratorExp) and are_alike(value.items, self._catalog):
            self.write(node.elt, value.items[0], element, built=False)
        elif are_alike(value.items, self._catalog):
            before, behind = self._each(value.items, element)
            self._draft.surround(node, ("[", *before, _EACH, *behind, f" for {_EACH} in "), ("]",))
        else:
            raise Unfixable

    def _each(
        self, items: tuple[Value, ...], element: TypeRef
    ) -> tuple[tuple[str | Type, ...], tuple[str | Type, ...]]:
        """What to write around the name of an item, so that every item becomes the wanted one."""
        struct = self._struct_of(self._member(items[0], element))
        if struct is not None:
            found = {self._spread(item, struct) for item in items if isinstance(item, Mapping)}
            if len(found) != 1 or not all(isinstance(item, Mapping) for item in items):
                raise Unfixable
            self._say(f"Write `{struct.name}(**{_EACH})` for each")
            return found.pop()
        changes = {scalars.change(item, element, self._passed, self._catalog).title for item in items}
        change = scalars.change(items[0], element, self._passed, self._catalog)
        if len(changes) != 1 or change.cut:
            raise Unfixable
        self._say(f"{change.title} for each", safe=change.safe)
        return change.before, change.behind

    def _map(self, node: ast.expr, value: Value, wanted: TypeRef) -> None:
        if isinstance(value, Mapping) and isinstance(node, ast.Dict):
            for key, item, entry in self._entries(node, value):
                if key is None:
                    raise Unfixable
                self.write(item, entry.value, wanted.of[0], built=False)
        elif isinstance(value, Mapping) and isinstance(node, ast.DictComp):
            values = tuple(entry.value for entry in value.entries)
            if not are_alike(values, self._catalog):
                raise Unfixable
            self.write(node.value, values[0], wanted.of[0], built=False)
        elif isinstance(value, Token):
            self._scalar(node, value, wanted)
        else:
            start, end = self._draft.span(node)
            self._draft.replace(start, end, pairs_as_dict(node, self._draft.source))
            self._say("Write it as a dict")

    def _scalar(self, node: ast.expr, value: Value, wanted: TypeRef) -> None:
        if isinstance(node, ast.List) and isinstance(value, Sequence) and is_one_scalar(node, value):
            self._out_of_list(node, value, wanted)
            return
        change = scalars.change(value, wanted, self._passed, self._catalog)
        is_literal = isinstance(node, ast.Constant | ast.UnaryOp) or isinstance(value, External)
        if change.literal is not None and is_literal:
            start, end = self._draft.span(node)
            self._draft.replace(start, end, change.literal)
            self._say(f"Write `{change.literal}`", safe=change.safe)
            return
        if change.cut:
            source = self._draft.source(node)
            if not source.endswith(change.cut):
                raise Unfixable
            end = self._draft.span(node)[1]
            self._draft.replace(end - len(change.cut), end, *change.behind)
        elif change.before or change.behind:
            self._draft.surround(node, change.before, change.behind)
        else:
            raise Unfixable
        self._say(change.title, safe=change.safe and not (isinstance(value, Constant) and self._may_be_none(node)))

    def _may_be_none(self, node: ast.expr) -> bool:
        """Whether the expression may be None another time, where None is allowed: a parameter, perhaps."""
        return isinstance(node, ast.Name) and not node.id.isupper() and not self._passed.path.endswith("]")
