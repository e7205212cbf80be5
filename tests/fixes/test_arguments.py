"""Arguments, dict entries, items and parameters."""

from __future__ import annotations

import pytest

from fixes.marked import after
from presynth.fixes import FixRefused
from presynth.operations import AddArgument, AddItem, AddParameters, RemoveArgument, Replace


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        # on one line
        ("f(a, «b»=1)\n", "f(a)\n"),
        ("f(a, «b=1», c=2)\n", "f(a, c=2)\n"),
        ("f(«b»=1, c=2)\n", "f(c=2)\n"),
        ("f(«b»=1)\n", "f()\n"),
        ("f(«b»=1,)\n", "f()\n"),
        ("f( «b»=1 )\n", "f()\n"),
        ("f(a, «b»=1,)\n", "f(a,)\n"),
        ("f(a , «b»=1 )\n", "f(a )\n"),
        ("f(a, b=«1»)\n", "f(a)\n"),
        ("f(a, **«b»)\n", "f(a)\n"),
        ("f(«*b», c)\n", "f(c)\n"),
        ("f(*«b», c)\n", "f(c)\n"),
        ("f(a, «b»=(1), c=2)\n", "f(a, c=2)\n"),
        ("f(a, «b»=lambda x, y: x, c=2)\n", "f(a, c=2)\n"),
        ("f(g(a, «b»=1), c=2)\n", "f(g(a), c=2)\n"),
        ("f(a, «b»=1).g(c, d)\n", "f(a).g(c, d)\n"),
        ("(f)(a, «b»=1)\n", "(f)(a)\n"),
        ('é = f("ö", «b»="ü", c="ß")\n', 'é = f("ö", c="ß")\n'),
        ("f(a, «b»=1)  # kept\n", "f(a)  # kept\n"),
        # one on each line
        ("f(\n    a,\n    «b»=1,\n    c=2,\n)\n", "f(\n    a,\n    c=2,\n)\n"),
        ("f(\n    a,\n    «b»=1,\n)\n", "f(\n    a,\n)\n"),
        ("f(\n    a,\n    «b»=1\n)\n", "f(\n    a\n)\n"),
        ("f(\n    «b»=1,\n)\n", "f()\n"),
        ("f(\n\ta,\n\t«b»=1,\n\tc=2,\n)\n", "f(\n\ta,\n\tc=2,\n)\n"),
        ("f(\n    a,\n    «b»={\n        1: 2,\n    },\n    c=2,\n)\n", "f(\n    a,\n    c=2,\n)\n"),
        ('f(\n    a,\n    «b»="""\nx, y\n""",\n    c=2,\n)\n', "f(\n    a,\n    c=2,\n)\n"),
        # other layouts
        ("f(a,\n  «b»=1,\n  c=2)\n", "f(a,\n  c=2)\n"),
        ("f(a,\n  «b»=1)\n", "f(a)\n"),
        ("f(«a»,\n  b=1)\n", "f(b=1)\n"),
        ("f(a, «b»=1,\n  c=2)\n", "f(a,\n  c=2)\n"),
        ("f(\n    a, «b»=1,\n    c=2,\n)\n", "f(\n    a,\n    c=2,\n)\n"),
        ("f(\n    a, «b»=1\n)\n", "f(\n    a\n)\n"),
        ("f(\n    «b»=1, c=2,\n)\n", "f(\n    c=2,\n)\n"),
        ("f(a\n  , «b»=1\n  , c=2)\n", "f(a\n  , c=2)\n"),
        # comments
        ("f(\n    a,  # a\n    «b»=1,  # b\n    c=2,  # c\n)\n", "f(\n    a,  # a\n    c=2,  # c\n)\n"),
        ("f(\n    a,\n    # above\n    «b»=1,  # b\n    # below\n)\n", "f(\n    a,\n    # above\n    # below\n)\n"),
        ("f(\n    a,  # a\n    «b»=1  # b\n)\n", "f(\n    a  # a\n)\n"),
        ("f(a,  # a\n  «b»=1)\n", "f(a  # a\n  )\n"),
        ("f(«a»,  # a\n  # above\n  b=1)\n", "f(\n  # above\n  b=1)\n"),
        ("f(\n    # alone\n    «b»=1,\n)\n", "f(\n    # alone\n)\n"),
        ("f(\n    a, «b»=1,  # both\n    c=2,\n)\n", "f(\n    a,  # both\n    c=2,\n)\n"),
        # dicts, lists, tuples
        ('x = {«"a"»: 1, "b": 2}\n', 'x = {"b": 2}\n'),
        ('x = {"a": «1», "b": 2}\n', 'x = {"b": 2}\n'),
        ('x = {"a": 1, **«b»}\n', 'x = {"a": 1}\n'),
        ('x = {\n    "a": 1,\n    «"b"»: [\n        2,\n    ],\n}\n', 'x = {\n    "a": 1,\n}\n'),
        ('f({«"a"»: 1})\n', "f({})\n"),
        ("x = [a, «b», c]\n", "x = [a, c]\n"),
        ("x = [\n    a,\n    «f(1)»,\n]\n", "x = [\n    a,\n]\n"),
        ("x = (a, «b»)\n", "x = (a,)\n"),
        ("x = a, «b»\n", "x = a,\n"),
        ("x = («a», *b)\n", "x = (*b,)\n"),
        ("x = («a», b,)\n", "x = (b,)\n"),
        ("x = «a», b\n", "x = b,\n"),
        ("x = (a, «b», c)\n", "x = (a, c)\n"),
        ("x = («a»,)\n", "x = ()\n"),
        ("x = {a, «b»}\n", "x = {a}\n"),
        # in other statements
        ('with open("x", «mode»="r") as f:\n    pass\n', 'with open("x") as f:\n    pass\n'),
        ("if a:\n    pass\nelif f(a, «b»=1):\n    pass\n", "if a:\n    pass\nelif f(a):\n    pass\n"),
        ("@f(a, «b»=1)\n@g\nclass A:\n    pass\n", "@f(a)\n@g\nclass A:\n    pass\n"),
        (
            "class A:\n    def f(self):\n        x = 1; y = g(a, «b»=1); z = 2\n",
            "class A:\n    def f(self):\n        x = 1; y = g(a); z = 2\n",
        ),
        ("def f(a=g(b, «c»=1)): return a\n", "def f(a=g(b)): return a\n"),
        ("x = f(a, \\\n      «b»=1)\n", "x = f(a)\n"),
        ('x = f"{f(a, «b»=1)}"\n', 'x = f"{f(a)}"\n'),
    ],
)
def test_remove(before: str, expected: str) -> None:
    assert after(before, lambda places: [RemoveArgument(places[0])]) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("f(«a»=1, «b»=2, c=3)\n", "f(c=3)\n"),
        ("f(c=3, «a»=1, «b»=2)\n", "f(c=3)\n"),
        ("f(«a»=1, c=3, «b»=2)\n", "f(c=3)\n"),
        ("f(«a»=1, «b»=2)\n", "f()\n"),
        ("f(\n    «a»=1,\n    c=3,\n    «b»=2\n)\n", "f(\n    c=3\n)\n"),
        ("f(\n    «a»=1,  # a\n    # kept\n    «b»=2,\n    c=3\n)\n", "f(\n    # kept\n    c=3\n)\n"),
        ("f(a, «b»=1,\n  «c»=2, d=3)\n", "f(a,\n  d=3)\n"),
        ("f(g(«a»=1), «b»=1, c=2)\n", "f(g(), c=2)\n"),
    ],
)
def test_remove_several(before: str, expected: str) -> None:
    assert after(before, lambda places: [RemoveArgument(place) for place in places]) == expected


@pytest.mark.parametrize("code", ["f(a.«b»)\n", "x = «a»\n", "x = {«a»}\n", "x = [«a» for a in b]\n", "f(«a b»)\n"])
def test_remove_refuses(code: str) -> None:
    with pytest.raises(FixRefused):
        after(code, lambda places: [RemoveArgument(places[0])])


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        # on one line
        ("«f()»\n", "f(x=1)\n"),
        ("«f( )»\n", "f(x=1)\n"),
        ("«f(a)»\n", "f(a, x=1)\n"),
        ("«f(a,)»\n", "f(a, x=1,)\n"),
        ("«f(a, b=2)»  # kept\n", "f(a, b=2, x=1)  # kept\n"),
        ("«f(a, **b)»\n", "f(a, x=1, **b)\n"),
        ("«f(**b)»\n", "f(x=1, **b)\n"),
        ("«f(*b)»\n", "f(*b, x=1)\n"),
        ("«f(**b, a=1)»\n", "f(**b, a=1, x=1)\n"),
        ("«f(a for a in b)»\n", "f((a for a in b), x=1)\n"),
        ("«f((a for a in b))»\n", "f((a for a in b), x=1)\n"),
        ("«f((a) for a in b)»\n", "f(((a) for a in b), x=1)\n"),
        ("«f((a), (b))»\n", "f((a), (b), x=1)\n"),
        ("g(«f(a)», b)\n", "g(f(a, x=1), b)\n"),
        ("«f(a)».g(b)\n", "f(a, x=1).g(b)\n"),
        ("«f(a).g(b)»\n", "f(a).g(b, x=1)\n"),
        ("y = «f(a, {\n    1: 2,\n})»\n", "y = f(a, {\n    1: 2,\n}, x=1)\n"),
        # one on each line
        ("«f(\n    a,\n    b=2,\n)»\n", "f(\n    a,\n    b=2,\n    x=1,\n)\n"),
        ("«f(\n    a,\n    b=2\n)»\n", "f(\n    a,\n    b=2,\n    x=1\n)\n"),
        ("«f(\n    a,\n    b=2)»\n", "f(\n    a,\n    b=2,\n    x=1)\n"),
        ("«f(a,\n  b=2)»\n", "f(a,\n  b=2,\n  x=1)\n"),
        ("«f(\n\ta,\n\tb=2,\n)»\n", "f(\n\ta,\n\tb=2,\n\tx=1,\n)\n"),
        ("«f(\n    a,\n    **b,\n)»\n", "f(\n    a,\n    x=1,\n    **b,\n)\n"),
        ("«f(\n    a,\n    **b\n)»\n", "f(\n    a,\n    x=1,\n    **b\n)\n"),
        ("«f(\n    **b\n)»\n", "f(\n    x=1,\n    **b\n)\n"),
        ("«f(\n    a,\n)»\n", "f(\n    a,\n    x=1,\n)\n"),
        ("«f(\n)»\n", "f(x=1)\n"),
        ("«f(\n    a, b=2,\n)»\n", "f(\n    a, b=2, x=1,\n)\n"),
        ("«f(\n    a, b=2\n)»\n", "f(\n    a, b=2, x=1\n)\n"),
        ("«f(\n    a, b,\n    c=2, d=3,\n)»\n", "f(\n    a, b,\n    c=2, d=3,\n    x=1,\n)\n"),
        ('«f(self, "a",\n  b={\n    1: 2,\n  })»\n', 'f(self, "a",\n  b={\n    1: 2,\n  },\n  x=1)\n'),
        # comments
        ("«f(\n    a,\n    b=2,  # b\n)»\n", "f(\n    a,\n    b=2,  # b\n    x=1,\n)\n"),
        ("«f(\n    a,\n    b=2  # b\n)»\n", "f(\n    a,\n    b=2,  # b\n    x=1\n)\n"),
        ("«f(\n    a,\n    b=2,\n    # end\n)»\n", "f(\n    a,\n    b=2,\n    x=1,\n    # end\n)\n"),
        ("«f(  # open\n)»\n", "f(  # open\n    x=1,\n)\n"),
        ("«f(a)»  # (\n", "f(a, x=1)  # (\n"),
        # where it stands
        (
            "class A:\n    def f(self):\n        «f(\n            a,\n        )»\n",
            "class A:\n    def f(self):\n        f(\n            a,\n            x=1,\n        )\n",
        ),
        ('é("ö"); «f("ü")»; g()\n', 'é("ö"); f("ü", x=1); g()\n'),
        ("@«f(a)»\ndef g(): pass\n", "@f(a, x=1)\ndef g(): pass\n"),
        ("for a in «f(b)»:\n    pass\n", "for a in f(b, x=1):\n    pass\n"),
        ("if a: «f(b)»\n", "if a: f(b, x=1)\n"),
        ("x = («f\n     (a)»)\n", "x = (f\n     (a, x=1))\n"),
    ],
)
def test_add_argument(before: str, expected: str) -> None:
    assert after(before, lambda places: [AddArgument(places[0], "x", ("1",))]) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("«f(a)»\n", "f(a, x=g(\n    1,\n), y=2)\n"),
        ("«f(\n  a,\n)»\n", "f(\n  a,\n  x=g(\n      1,\n  ),\n  y=2,\n)\n"),
        ("if a:\n\t«f(\n\t\ta\n\t)»\n", "if a:\n\tf(\n\t\ta,\n\t\tx=g(\n\t\t\t1,\n\t\t),\n\t\ty=2\n\t)\n"),
        ("«f(\n    a,\n    **b,\n)»\n", "f(\n    a,\n    x=g(\n        1,\n    ),\n    y=2,\n    **b,\n)\n"),
        ("«f()»\n", "f(x=g(\n    1,\n), y=2)\n"),
    ],
)
def test_add_two_arguments_one_of_several_lines(before: str, expected: str) -> None:
    def asked(places: list) -> list:  # type: ignore[type-arg]
        return [AddArgument(places[0], "x", ("g(\n    1,\n)",)), AddArgument(places[0], "y", ("2",))]

    assert after(before, asked) == expected


def test_lines_in_strings_are_not_indented() -> None:
    code = 'g(\n    """\n1\n    2\n""",\n)'
    before = "if a:\n    «f(\n        b,\n    )»\n"
    expected = 'if a:\n    f(\n        b,\n        x=g(\n            """\n1\n    2\n""",\n        ),\n    )\n'
    assert after(before, lambda places: [AddArgument(places[0], "x", (code,))]) == expected


def test_an_argument_that_is_there_is_not_added() -> None:
    with pytest.raises(FixRefused, match="`x`"):
        after("«f(x=2)»\n", lambda places: [AddArgument(places[0], "x", ("1",))])


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("«f(a, «b»=2)»\n", "f(a, x=1)\n"),
        ("«f(«b»=2)»\n", "f(x=1)\n"),
        ("«f(«b»=2, a=1)»\n", "f(a=1, x=1)\n"),
        ("«f(\n    a,\n    «b»=2,  # b\n)»\n", "f(\n    a,\n    x=1,  # b\n)\n"),
        ("«f(\n    a,\n    «b»=2,\n    **c\n)»\n", "f(\n    a,\n    x=1,\n    **c\n)\n"),
        ("«f(a, **«b»)»\n", "f(a, x=1)\n"),
        ("«f(«a», b)»\n", "f(b, x=1)\n"),
    ],
)
def test_add_and_remove(before: str, expected: str) -> None:
    assert after(before, lambda places: [RemoveArgument(places[1]), AddArgument(places[0], "x", ("1",))]) == expected


def test_change_inside_and_outside_of_a_call() -> None:
    before = "«f(a, b=«g(«c»)»)»\n"

    def asked(places: list) -> list:  # type: ignore[type-arg]
        return [
            AddArgument(places[0], "x", ("1",)),
            AddArgument(places[1], "y", ("2",)),
            Replace(places[2], ("d",)),
        ]

    assert after(before, asked) == "f(a, b=g(d, y=2), x=1)\n"


def test_change_inside_of_what_is_removed_is_refused() -> None:
    with pytest.raises(FixRefused, match="overlap"):
        after("f(«b»=g(«c»))\n", lambda places: [RemoveArgument(places[0]), Replace(places[1], ("d",))])


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("x = «[]»\n", "x = [n]\n"),
        ("x = «[a]»\n", "x = [a, n]\n"),
        ("x = «[a, b,]»\n", "x = [a, b, n,]\n"),
        ("x = «[\n    a,\n    b,\n]»\n", "x = [\n    a,\n    b,\n    n,\n]\n"),
        ("x = «[\n    a,  # a\n    b  # b\n]»\n", "x = [\n    a,  # a\n    b,  # b\n    n\n]\n"),
        ("x = «(a, b)»\n", "x = (a, b, n)\n"),
        ("x = «(a,)»\n", "x = (a, n,)\n"),
        ("x = «()»\n", "x = (n,)\n"),
        ("x = «a, b»\n", "x = a, b, n\n"),
        ("x = «a, (b)»\n", "x = a, (b), n\n"),
        ("x = «(a), b»\n", "x = (a), b, n\n"),
        ("x = «{a, b}»\n", "x = {a, b, n}\n"),
        ("x = «[f(\n    a,\n)]»\n", "x = [f(\n    a,\n), n]\n"),
        ("f(a, b=«[c]», d=1)\n", "f(a, b=[c, n], d=1)\n"),
        ("x = «[*a]»\n", "x = [*a, n]\n"),
    ],
)
def test_add_item(before: str, expected: str) -> None:
    assert after(before, lambda places: [AddItem(places[0], ("n",))]) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("x = «{}»\n", 'x = {"n": 1}\n'),
        ("x = «{1: 2, **a}»\n", 'x = {1: 2, **a, "n": 1}\n'),
        ("x = «{\n    1: 2,\n}»\n", 'x = {\n    1: 2,\n    "n": 1,\n}\n'),
    ],
)
def test_add_entry(before: str, expected: str) -> None:
    assert after(before, lambda places: [AddItem(places[0], ('"n": 1',))]) == expected


@pytest.mark.parametrize("code", ["x = «[a for a in b]»\n", "x = «a»\n", "x = «f(a)»\n"])
def test_add_item_refuses(code: str) -> None:
    with pytest.raises(FixRefused):
        after(code, lambda places: [AddItem(places[0], ("n",))])


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("«def f():»\n    pass\n", "def f(*, x: str, y: int):\n    pass\n"),
        ("«def f(self):»\n    pass\n", "def f(self, *, x: str, y: int):\n    pass\n"),
        ("«def f(self, *, a):»\n    pass\n", "def f(self, *, a, x: str, y: int):\n    pass\n"),
        ("«def f(self, *a):»\n    pass\n", "def f(self, *a, x: str, y: int):\n    pass\n"),
        ("«def f(self, **k):»\n    pass\n", "def f(self, *, x: str, y: int, **k):\n    pass\n"),
        (
            "«def f(self, *, a=1, **k) -> None:»\n    pass\n",
            "def f(self, *, a=1, x: str, y: int, **k) -> None:\n    pass\n",
        ),
        ("«def f(a, /):»\n    pass\n", "def f(a, /, *, x: str, y: int):\n    pass\n"),
        ("«def f(a, /, b=(1, 2)):»\n    pass\n", "def f(a, /, b=(1, 2), *, x: str, y: int):\n    pass\n"),
        ("«def f(self, a: str = ')'):» return a\n", "def f(self, a: str = ')', *, x: str, y: int): return a\n"),
        ("«async def f(self):»  # )\n    pass\n", "async def f(self, *, x: str, y: int):  # )\n    pass\n"),
        ("«@d(a)\n@e\ndef f(self):»\n    pass\n", "@d(a)\n@e\ndef f(self, *, x: str, y: int):\n    pass\n"),
        (
            "class A:\n    «def f(\n        self,\n        a: str,\n    ) -> None:»\n        pass\n",
            "class A:\n    def f(\n        self,\n        a: str,\n        *,\n        x: str,\n        y: int,\n"
            "    ) -> None:\n        pass\n",
        ),
        (
            "class A:\n    «def f(\n        self,\n        a: str,  # (a)\n        **k\n    ):»\n        pass\n",
            "class A:\n    def f(\n        self,\n        a: str,  # (a)\n"
            "        *,\n        x: str,\n        y: int,\n"
            "        **k\n    ):\n        pass\n",
        ),
        (
            "«def f(self,\n      a):»\n    pass\n",
            "def f(self,\n      a,\n      *,\n      x: str,\n      y: int):\n    pass\n",
        ),
        (
            "class A:\n\t«def f(\n\t\tself\n\t):»\n\t\tpass\n",
            "class A:\n\tdef f(\n\t\tself,\n\t\t*,\n\t\tx: str,\n\t\ty: int\n\t):\n\t\tpass\n",
        ),
    ],
)
def test_add_parameters(before: str, expected: str) -> None:
    assert after(before, lambda places: [AddParameters(places[0].statement, ("x: str", "y: int"))]) == expected


def test_add_parameters_twice() -> None:
    def asked(places: list) -> list:  # type: ignore[type-arg]
        function = places[0].statement
        return [AddParameters(function, ("x: str",)), AddParameters(function, ("y: int = 1",))]

    assert after("«def f(self):»\n    pass\n", asked) == "def f(self, *, x: str, y: int = 1):\n    pass\n"


@pytest.mark.parametrize("code", ["«def f(self, x):»\n    pass\n", "«class A:»\n    pass\n"])
def test_add_parameters_refuses(code: str) -> None:
    with pytest.raises(FixRefused):
        after(code, lambda places: [AddParameters(places[0].statement, ("x: str",))])
