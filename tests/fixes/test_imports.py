"""Imports: renamed, moved, removed, added, wrapped."""

from __future__ import annotations

import pytest

from fixes.marked import AWS, PATH, after
from presynth.fixes import FixRefused
from presynth.operations import AddImport, MoveImport, RemoveImport, RenameImport, Replace, WrapImport
from presynth.source.statement import Place

OLD = f"from {AWS}.s3_bucket_versioning import"


def rename(places: list[Place]) -> list[RenameImport]:
    return [RenameImport(places[0], "New")]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("from m import «Old»\nOld(1)\n", "from m import New\nNew(1)\n"),
        ("from m import «Old»; Old(1)\n", "from m import New; New(1)\n"),
        ("from m import A, «Old», B\nOld.x = Old\n", "from m import A, New, B\nNew.x = New\n"),
        ("from m import (\n    A,\n    «Old»,  # c\n)\n", "from m import (\n    A,\n    New,  # c\n)\n"),
        # an alias keeps the uses
        ("from m import «Old» as B\nB(1)\n", "from m import New as B\nB(1)\n"),
        ("from m import A, «Old» as B, C\n", "from m import A, New as B, C\n"),
        ("import «m.old» as B\nB.x(1)\n", "import New as B\nB.x(1)\n"),
        # what is no use
        (
            'from m import «Old»\nx = "Old"  # Old\ny.Old(Old=Old)\n',
            'from m import New\nx = "Old"  # Old\ny.Old(Old=New)\n',
        ),
        ("from m import «Old»\nOldest = Old\n", "from m import New\nOldest = New\n"),
        # where uses are
        (
            "from m import «Old»\n@Old\nclass A(Old, k=Old):\n    x: Old = Old\n",
            "from m import New\n@New\nclass A(New, k=New):\n    x: New = New\n",
        ),
        (
            "from m import «Old»\ndef f(a: Old = Old()) -> Old:\n    return Old\n",
            "from m import New\ndef f(a: New = New()) -> New:\n    return New\n",
        ),
        (
            "from m import «Old»\nx = [Old(i) for i in Old if Old]\n",
            "from m import New\nx = [New(i) for i in New if New]\n",
        ),
        ("from m import «Old»\nx = lambda a=Old: Old\n", "from m import New\nx = lambda a=New: New\n"),
        (
            'from m import «Old»\nx = f"é{Old.a} {Old(1)!r:>{Old.b}}" "Old"\n',
            'from m import New\nx = f"é{New.a} {New(1)!r:>{New.b}}" "Old"\n',
        ),
        (
            "from m import «Old»\ntry:\n    Old()\nexcept Old:\n    Old\nelse:\n    Old\n",
            "from m import New\ntry:\n    New()\nexcept New:\n    New\nelse:\n    New\n",
        ),
        (
            "from m import «Old»\nmatch x:\n    case Old(a=Old.b): pass\n",
            "from m import New\nmatch x:\n    case New(a=New.b): pass\n",
        ),
        ('é = "ü"\nfrom m import «Old»\nü = "ö", Old\n', 'é = "ü"\nfrom m import New\nü = "ö", New\n'),
        # string annotations
        (
            'from m import «Old»\ndef f(a: "Old", b: "list[Old] | None") -> Optional["Old"]: ...\n',
            'from m import New\ndef f(a: "New", b: "list[New] | None") -> Optional["New"]: ...\n',
        ),
        ("from m import «Old»\nx: Literal['Old'] = 'Old'\n", "from m import New\nx: Literal['Old'] = 'Old'\n"),
        ("from m import «Old»\nx: Annotated['Old', 'Old']\n", "from m import New\nx: Annotated['New', 'Old']\n"),
        ('from m import «Old»\nx: "a.Old"\n', 'from m import New\nx: "a.Old"\n'),
        (
            'from m import «Old»\n__all__ = ["Old", "x"]\n__all__ += ["Old"]\n',
            'from m import New\n__all__ = ["New", "x"]\n__all__ += ["New"]\n',
        ),
        # shadowing
        (
            "from m import «Old»\ndef f(Old):\n    return Old\nOld\n",
            "from m import New\ndef f(Old):\n    return Old\nNew\n",
        ),
        (
            "from m import «Old»\ndef f():\n    Old = 1\n    def g(): return Old\nOld\n",
            "from m import New\ndef f():\n    Old = 1\n    def g(): return Old\nNew\n",
        ),
        (
            "from m import «Old»\ndef f():\n    for a, Old in b: Old\n    return Old\nOld\n",
            "from m import New\ndef f():\n    for a, Old in b: Old\n    return Old\nNew\n",
        ),
        (
            "from m import «Old»\nclass A:\n    Old = 1\n    def f(self): return Old\n",
            "from m import New\nclass A:\n    Old = 1\n    def f(self): return New\n",
        ),
        ("from m import «Old»\nx = [Old for Old in Old]\n", "from m import New\nx = [Old for Old in New]\n"),
        ("from m import «Old»\nx = lambda Old: Old\n", "from m import New\nx = lambda Old: Old\n"),
        (
            "from m import «Old»\ndef f():\n    from n import Old\n    Old()\nOld\n",
            "from m import New\ndef f():\n    from n import Old\n    Old()\nNew\n",
        ),
        # in a function
        (
            "def f():\n    from m import «Old»\n    def g(): return Old\n    return Old\nOld\n",
            "def f():\n    from m import New\n    def g(): return New\n    return New\nOld\n",
        ),
        # where renaming would not be sure, the new thing gets the old name
        ("from m import «Old»\nNew = 1\nOld()\n", "from m import New as Old\nNew = 1\nOld()\n"),
        ("from m import «Old»\ndef f(New): return Old\n", "from m import New as Old\ndef f(New): return Old\n"),
        ("from m import «Old»\nfrom n import New\nOld()\n", "from m import New as Old\nfrom n import New\nOld()\n"),
        ("from m import «Old»\nOld = f(Old)\n", "from m import New as Old\nOld = f(Old)\n"),
        (
            "try:\n    from m import «Old»\nexcept ImportError:\n    Old = None\n",
            "try:\n    from m import New as Old\nexcept ImportError:\n    Old = None\n",
        ),
        (
            "from m import «Old»\ndef f():\n    global Old\n    Old = 1\n",
            "from m import New as Old\ndef f():\n    global Old\n    Old = 1\n",
        ),
        ("from m import «Old»\nx = Old(\nOld()\n", "from m import New as Old\nx = Old(\nOld()\n"),
        ("class A:\n    from m import «Old»\n    x = Old\n", "class A:\n    from m import New as Old\n    x = Old\n"),
        ("from m import «Old»\nclass A:\n    Old = Old\n", "from m import New as Old\nclass A:\n    Old = Old\n"),
        # the new name is there already
        ("from m import «Old», New\nOld(New)\n", "from m import New\nNew(New)\n"),
        ("from m import «Old»\nfrom m import New\nOld(New)\n", "from m import New\nNew(New)\n"),
    ],
)
def test_rename(before: str, expected: str) -> None:
    assert after(before, rename) == expected


@pytest.mark.parametrize("code", ["from m import «*»\n", "import «m.old»\nm.old.x()\n", "from m import A\n«x» = 1\n"])
def test_rename_refuses(code: str) -> None:
    with pytest.raises(FixRefused):
        after(code, rename)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        # the module is replaced where the name is the only one
        ("from p.a import «Old»\nOld()\n", "from p.b import New\nNew()\n"),
        ("from p.a import «Old» as B\nB()\n", "from p.b import New as B\nB()\n"),
        ("from p.a import (\n    «Old»,  # c\n)\n", "from p.b import (\n    New,  # c\n)\n"),
        ("from . import «Old»\n", "from p.b import New\n"),
        ("from ..x.y import «Old»\n", "from p.b import New\n"),
        ("def f():\n    from p.a import «Old»\n    Old()\n", "def f():\n    from p.b import New\n    New()\n"),
        # else the name goes
        ("from p.a import A, «Old», B\nOld()\n", "from p.a import A, B\nfrom p.b import New\nNew()\n"),
        ("def f():\n    from p.a import A, «Old»\n", "def f():\n    from p.a import A\n    from p.b import New\n"),
        (
            "from p.a import «Old», A  # c\nfrom q import B\n",
            "from p.a import A  # c\nfrom p.b import New\nfrom q import B\n",
        ),
        # to an import that is there
        ("from p.b import A\nfrom p.a import «Old»\nOld()\n", "from p.b import A, New\nNew()\n"),
        ("from p.a import «Old» as X\nfrom p.b import A\n", "from p.b import A, New as X\n"),
        ("from p.a import «Old»\nfrom p.b import New\nOld()\n", "from p.b import New\nNew()\n"),
        (
            "from p.a import «Old», B\nfrom p.b import (\n    A,\n)\n",
            "from p.a import B\nfrom p.b import (\n    A,\n    New,\n)\n",
        ),
        ("from p.b import *\nfrom p.a import «Old»\n", "from p.b import *\nfrom p.b import New\n"),
        ("if x:\n    from p.a import «Old»\nfrom p.b import A\n", "if x:\n    pass\nfrom p.b import A, New\n"),
    ],
)
def test_move(before: str, expected: str) -> None:
    assert after(before, lambda places: [MoveImport(places[0], "p.b", "New")]) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("from p.a import «Old»\nOld()\n", "from p.b import Old\nOld()\n"),
        ("from p.a import A, «Old»\n", "from p.a import A\nfrom p.b import Old\n"),
    ],
)
def test_move_with_its_name(before: str, expected: str) -> None:
    assert after(before, lambda places: [MoveImport(places[0], "p.b", "Old")]) == expected


def test_move_several() -> None:
    before = "from p.a import «A», «B»\nfrom q import C\nA(B)\n"
    expected = "from p.b import A, B\nfrom q import C\nA(B)\n"
    assert after(before, lambda places: [MoveImport(place, "p.b", place.text) for place in places]) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("from m import «A», B\n", "from m import B\n"),
        ("from m import B, «A»\n", "from m import B\n"),
        ("from m import B, «A» as C\n", "from m import B\n"),
        ("import «a», b\n", "import b\n"),
        ("import b, «a.c»\n", "import b\n"),
        ("import b, «a.c» as d\n", "import b\n"),
        ("from m import «A»\nx = 1\n", "x = 1\n"),
        ("import a\nimport «b»\n", "import a\n"),
        ("import a\nimport «b»", "import a\n"),
        ("from m import (\n    «A»,\n)\nx\n", "x\n"),
        ("from m import (  # m\n    «A»,  # a\n    B,  # b\n)\n", "from m import (  # m\n    B,  # b\n)\n"),
        ("from m import (\n    # a\n    «A»,\n    # b\n    B,\n)\n", "from m import (\n    # a\n    # b\n    B,\n)\n"),
        ("from m import (A,\n               «B»,\n               C)\n", "from m import (A,\n               C)\n"),
        ("from m import (A, «B»)\n", "from m import (A)\n"),
        ("from m import A, \\\n    «B»\n", "from m import A\n"),
        ("from m import A, \\\n    «B», \\\n    C\n", "from m import A, \\\n    C\n"),
        ("from m import «A», \\\n    B\n", "from m import B\n"),
        ("from m import «A»  # noqa: F401\nx\n", "x\n"),
        ("from m import «A»; x = 1\n", "x = 1\n"),
        ("x = 1; from m import «A»\n", "x = 1\n"),
        ("x = 1; from m import «A»; y = 2  # c\n", "x = 1; y = 2  # c\n"),
        ("if x:\n    from m import «A»\ny\n", "if x:\n    pass\ny\n"),
        ("if x:\n    from m import «A»  # c\nelse:\n    y\n", "if x:\n    pass  # c\nelse:\n    y\n"),
        ("if x: from m import «A»\n", "if x: pass\n"),
        ("if x: from m import «A»; y\n", "if x: y\n"),
        ("try:\n    import «a»\nexcept ImportError:\n    pass\n", "try:\n    pass\nexcept ImportError:\n    pass\n"),
        ("def f():\n\timport «a»\n\tb()\n", "def f():\n\tb()\n"),
    ],
)
def test_remove(before: str, expected: str) -> None:
    assert after(before, lambda places: [RemoveImport(places[0])]) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("from m import «A», «B», C\n", "from m import C\n"),
        ("from m import «A», C, «B»\n", "from m import C\n"),
        ("from m import «A», «B»\nx\n", "x\n"),
        ("from m import (\n    «A»,\n    C,\n    «B»\n)\n", "from m import (\n    C\n)\n"),
        ("if x:\n    import «a»\n    import «b»\ny\n", "if x:\n    pass\ny\n"),
        ("if x:\n    import «a»; import «b»\ny\n", "if x:\n    pass\ny\n"),
        ("import «a»; import «b»\ny\n", "y\n"),
        ("import «a»; import «b»; y\n", "y\n"),
        ("y; import «a»; import «b»\n", "y\n"),
    ],
)
def test_remove_several(before: str, expected: str) -> None:
    assert after(before, lambda places: [RemoveImport(place) for place in places]) == expected


def test_remove_refuses_a_star() -> None:
    with pytest.raises(FixRefused):
        after("from m import «*»\n", lambda places: [RemoveImport(places[0])])


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        # in the import that is there
        ("from p.m import A\n", "from p.m import A, N\n"),
        ("from p.m import N\nx\n", None),
        ("from p.m import N as M\n", "from p.m import N, N as M\n"),
        ("from p.m import A, B, Z\n", "from p.m import A, B, N, Z\n"),
        ("from p.m import Z, A\n", "from p.m import Z, A, N\n"),
        ("from p.m import a, B, z\n", "from p.m import a, B, N, z\n"),
        ("from p.m import X, a\n", "from p.m import N, X, a\n"),
        ("from p.m import MAX, Alpha, beta\n", "from p.m import MAX, Alpha, N, beta\n"),
        ("from p.m import A as Z, O\n", "from p.m import A as Z, N, O\n"),
        ("from p.m import A  # c\n", "from p.m import A, N  # c\n"),
        ("from p.m import (A, Z)\n", "from p.m import (A, N, Z)\n"),
        ("from p.m import (\n    A,\n    Z,\n)\n", "from p.m import (\n    A,\n    N,\n    Z,\n)\n"),
        ("from p.m import (\n    A,\n    B\n)\n", "from p.m import (\n    A,\n    B,\n    N\n)\n"),
        ("from p.m import (\n    Z,\n)\n", "from p.m import (\n    N,\n    Z,\n)\n"),
        (
            "from p.m import (\n    A,  # a\n    # z\n    Z,  # z\n)\n",
            "from p.m import (\n    A,  # a\n    N,\n    # z\n    Z,  # z\n)\n",
        ),
        (
            "from p.m import (A,\n                 Z)\n",
            "from p.m import (A,\n                 N,\n                 Z)\n",
        ),
        ("from p.m import (\n\tA,\n)\n", "from p.m import (\n\tA,\n\tN,\n)\n"),
        ("from p.m import A, \\\n    B\n", "from p.m import A, \\\n    B, \\\n    N\n"),
        ("from p.m import A, \\\n    Z\n", "from p.m import A, \\\n    N, \\\n    Z\n"),
        ("from p.m import A; x = 1\n", "from p.m import A, N; x = 1\n"),
        # in a new one
        ("from p.m import *\n", "from p.m import *\nfrom p.m import N\n"),
        ("import os\nimport p.a\nfrom q import B\n", "import os\nimport p.a\nfrom p.m import N\nfrom q import B\n"),
        (
            "from p.a import (\n    A,\n)\nfrom q import B\nx\n",
            "from p.a import (\n    A,\n)\nfrom p.m import N\nfrom q import B\nx\n",
        ),
        ("import os\n\nx = 1\n", "import os\nfrom p.m import N\n\nx = 1\n"),
        ("import os; import p\nx = 1\n", "import os; import p\nfrom p.m import N\nx = 1\n"),
        ('"""Doc."""\n\nx = 1\n', '"""Doc."""\n\nfrom p.m import N\n\nx = 1\n'),
        (
            '"""Doc."""\nfrom __future__ import annotations\n\nx = 1\n',
            '"""Doc."""\nfrom __future__ import annotations\nfrom p.m import N\n\nx = 1\n',
        ),
        ("#!/usr/bin/env python\n# é\nx = 1\n", "#!/usr/bin/env python\n# é\nfrom p.m import N\n\nx = 1\n"),
        ("# only\n", "# only\nfrom p.m import N\n"),
        ("import os", "import os\nfrom p.m import N"),
        (
            "try:\n    from p.m import A\nexcept ImportError:\n    A = None\n",
            "from p.m import N\n\ntry:\n    from p.m import A\nexcept ImportError:\n    A = None\n",
        ),
        (
            "import os\ndef f():\n    from p.m import A\n",
            "import os\nfrom p.m import N\ndef f():\n    from p.m import A\n",
        ),
        # under another name
        ("from q import N\n", "from q import N\nfrom p.m import N as PN\n"),
        ("from p.m import A\nclass N: pass\n", "from p.m import A, N as PN\nclass N: pass\n"),
    ],
)
def test_add(before: str, expected: str | None) -> None:
    def asked(_: list[Place]) -> list[AddImport]:
        return [AddImport(PATH, "p.m", "N")]

    if expected is None:
        with pytest.raises(FixRefused, match="nothing"):
            after(before, asked)
    else:
        assert after(before, asked) == expected


def test_add_several() -> None:
    names = (("p.m", "Z"), ("p.n", "D"), ("p.m", "B"), ("p.n", "C"), ("p.o", "A"))

    def asked(_: list[Place]) -> list[AddImport]:
        return [AddImport(PATH, *name) for name in names]

    expected = "from p.m import A, B, Z\nfrom p.n import C, D\nfrom p.o import A as PA\nx\n"
    assert after("from p.m import A\nx\n", asked) == expected


def test_no_name_is_free() -> None:
    with pytest.raises(FixRefused, match="`N`"):
        after("N = PN = 1\n", lambda _: [AddImport(PATH, "p.m", "N")])


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("«from m import A, B as C»\n", "from m import (\n    A,\n    B as C,\n)\n"),
        ("«from m import A»  # noqa: E501\n", "from m import (  # noqa: E501\n    A,\n)\n"),
        ("«from ..m.n import A, B»; x\n", "from ..m.n import (\n    A,\n    B,\n); x\n"),
        ("«from . import A, B»\n", "from . import (\n    A,\n    B,\n)\n"),
        ("«from m import (A, B)»  # c\n", "from m import (\n    A,\n    B,\n)  # c\n"),
        ("«from m import (A,\n               B)»\n", "from m import (\n    A,\n    B,\n)\n"),
        (
            "«from m import (  # m\n    # a\n    A, B,  # b\n    # c\n    C  # d\n    # e\n)»\n",
            "from m import (  # m\n    # a\n    A,\n    B,  # b\n    # c\n    C,  # d\n    # e\n)\n",
        ),
        ("«from m import A, \\\n    B»\n", "from m import (\n    A,\n    B,\n)\n"),
        ("«from m \\\n    import A, B»\n", "from m import (\n    A,\n    B,\n)\n"),
        ("if x:\n  «from m import A, B»\n", "if x:\n  from m import (\n    A,\n    B,\n  )\n"),
        ("if x:\n\t«from m import A, B»\n", "if x:\n\tfrom m import (\n\t\tA,\n\t\tB,\n\t)\n"),
    ],
)
def test_wrap(before: str, expected: str) -> None:
    assert after(before, lambda places: [WrapImport(places[0].statement)]) == expected


@pytest.mark.parametrize("code", ["«from m import *»\n", "«import a, b»\n", "«x = 1»\n"])
def test_wrap_refuses(code: str) -> None:
    with pytest.raises(FixRefused):
        after(code, lambda places: [WrapImport(places[0].statement)])


def test_all_at_once() -> None:
    before = "from m import A, «B», «C», «D» as E, F\nB(C)\n"

    def asked(places: list[Place]) -> list[object]:
        return [
            RemoveImport(places[2]),
            RenameImport(places[0], "N"),
            AddImport(PATH, "m", "D2"),
            RemoveImport(places[1]),
        ]

    expected = "from m import A, N, D2, F\nN(C)\n"
    assert after(before, asked) == expected  # type: ignore[arg-type]
    wrapped = "from m import (\n    A,\n    N,\n    D2,\n    F,\n)\nN(C)\n"

    def asked_wrapped(places: list[Place]) -> list[object]:
        return [*asked(places), WrapImport(places[0].statement)]

    assert sorted(after(before, asked_wrapped).split("\n")) == sorted(wrapped.split("\n"))  # type: ignore[arg-type]


def test_a_name_that_new_code_needs_is_not_removed() -> None:
    from fixes.marked import aws

    before = f"from {AWS}.s3_bucket import «S3Bucket», A\n«x»()\n"

    def asked(places: list[Place]) -> list[RemoveImport | Replace]:
        return [RemoveImport(places[0]), Replace(places[1], (aws("s3_bucket", "S3Bucket"),))]

    with pytest.raises(FixRefused, match="overlap"):
        after(before, asked)
