import json
from dataclasses import fields
from pathlib import Path

from presynth.config.schema import schema
from presynth.config.settings import OPTIONS, Settings


def test_the_schema_declares_every_option() -> None:
    document = schema([])
    assert set(document["properties"]) == {option.key for option in OPTIONS}
    assert document["additionalProperties"] is False
    assert json.loads(json.dumps(document)) == document


def test_the_schema_says_the_defaults() -> None:
    properties = schema([])["properties"]
    assert properties["line-length"]["default"] == 120
    assert "imports" in properties["exclude"]["default"]
    assert properties["environment-parameters"]["default"] == list(Settings(Path()).environment_parameters)


def test_every_option_has_its_place_in_the_settings() -> None:
    names = {field.name for field in fields(Settings)}
    assert {option.field for option in OPTIONS if option.layers != "select"} <= names
