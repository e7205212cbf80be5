"""What a jsii assembly declares, in Python's names.

Everything here is what the packed index holds: own members only, bases by name. `Catalog` follows the bases.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

_PROVIDER_SOURCE = re.compile(r"registry\.terraform\.io/providers/([^/]+/[^/]+)/")

TypeKind = Literal["string", "number", "boolean", "any", "json", "date", "named", "list", "map", "union"]


class TypeRef(Struct, frozen=True, array_like=True, omit_defaults=True):
    """A type as a parameter or property declares it.

    `name` is the fully qualified jsii name where `kind` is "named" (`cdktf.IResolvable`,
    `@cdktf/provider-aws.s3Bucket.S3Bucket`); `of` holds the element of a list or map, the members of a union.
    """

    kind: TypeKind
    name: str = ""
    of: tuple[TypeRef, ...] = ()


class Property(Struct, frozen=True, array_like=True, omit_defaults=True):
    """A field of a struct, or an attribute of a class.

    `name` is Python's (`lifecycle_rule`, `self_attribute`), `jsii_name` the assembly's (`lifecycleRule`),
    `terraform_name` what the registry calls the argument where that is not the snake_case of `jsii_name`, else "".
    """

    name: str
    jsii_name: str
    type: TypeRef
    optional: bool = False
    settable: bool = False
    static: bool = False
    deprecated: bool = False
    terraform_name: str = ""


class Parameter(Struct, frozen=True, array_like=True, omit_defaults=True):
    """A parameter of an initializer or a method, before jsii lifts a trailing struct into keywords."""

    name: str
    type: TypeRef
    optional: bool = False
    variadic: bool = False


class Method(Struct, frozen=True, array_like=True, omit_defaults=True):
    """A method. `returns` is None for void."""

    name: str
    jsii_name: str
    parameters: tuple[Parameter, ...] = ()
    returns: TypeRef | None = None
    static: bool = False
    deprecated: bool = False


class Type(Struct, frozen=True, array_like=True, omit_defaults=True, cache_hash=True):
    """A class, struct, enum or (behavioural) interface.

    `module` and `qualname` are Python's: `cdktf_cdktf_provider_aws.s3_bucket` and `S3Bucket`, or, nested,
    `AwsBucket.CorsRuleProperty`. `bases` are fully qualified jsii names: the base class first, then interfaces.
    `parameters` is None for a type that cannot be constructed from Python. `terraform_type` is `aws_s3_bucket` (for a
    data source or ephemeral resource too), `aws` for a provider, and "" for what is none of them. `documentation` is
    the registry page, to which `#` and an argument's Terraform name can be added.
    """

    fqn: str
    module: str
    qualname: str
    kind: Literal["class", "struct", "enum", "interface"]
    bases: tuple[str, ...] = ()
    abstract: bool = False
    deprecated: bool = False
    parameters: tuple[Parameter, ...] | None = None
    properties: tuple[Property, ...] = ()
    methods: tuple[Method, ...] = ()
    members: tuple[str, ...] = ()
    terraform_type: str = ""
    documentation: str = ""

    @property
    def name(self) -> str:
        """The Python name, without what it is nested in."""
        return self.qualname.rpartition(".")[2]

    @property
    def provider_source(self) -> str:
        """The provider it belongs to, as the registry names it: `hashicorp/aws`; "" where its page does not say."""
        found = _PROVIDER_SOURCE.search(self.documentation)
        return "" if found is None else found[1].lower()


class Module(Struct, frozen=True):
    """A Python module of a binding: its types by `qualname`, and the names of the modules right below it.

    `types` unpacks a type when it is first asked for; its keys cost nothing. `submodules` are last parts of names.
    """

    name: str
    types: Mapping[str, Type]
    submodules: tuple[str, ...] = ()


class Assembly(Struct, frozen=True, omit_defaults=True):
    """A jsii package presynth can answer for.

    `name` is the assembly's (`@cdktf/provider-aws`), `package` the Python package whose modules it declares,
    `provider_version` that of the Terraform provider it binds ("6.25.0") or "". `path` is the `.jsii.tgz`, or the
    bundled index. Where a bundled index stands in for packages that are not there, it may not be `exact`: the project
    asks for another version; and not `complete`: the project's bindings may have modules that the index lacks.
    """

    name: str
    version: str
    package: str
    source: Literal["environment", "imports", "bundled"]
    path: str
    provider_version: str = ""
    exact: bool = True
    complete: bool = True
