"""What the examples about backends have in common."""

from __future__ import annotations

_BACKEND = """from cdktf import App, {backend}, TerraformStack


class Example(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        {backend}(self{arguments})
{statements}

app = App()
Example(app, "example")
app.synth()
"""
_S3 = ', bucket="acme-state", key="example.tfstate", region="eu-west-1"'


def s3_example(*statements: str, arguments: str = "") -> str:
    """A stack with an `S3Backend` that has more `arguments`, and then `statements` in its `__init__`."""
    return backend_example("S3Backend", _S3 + arguments, *statements)


def backend_example(backend: str, arguments: str, *statements: str) -> str:
    """A stack with a backend of that class that has these arguments (with a comma before the first)."""
    written = "".join(f"        {statement}\n" for statement in statements)
    return _BACKEND.format(backend=backend, arguments=arguments, statements=written)


def override_example(*statements: str) -> str:
    """A stack that says what its backend is only by `statements` in its `__init__`."""
    whole = s3_example(*statements).replace(f"        S3Backend(self{_S3})\n", "")
    return whole.replace("App, S3Backend, TerraformStack", "App, TerraformStack")
