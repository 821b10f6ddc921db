import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from peerfind.directory.loading import Reference
from peerfind.directory.model import Listing
from peerfind.directory.schema import listings_schema
from tests.directory import examples


@pytest.fixture(scope="module")
def schema(data_folder: Path) -> dict[str, Any]:
    held = json.loads((data_folder / "listing.schema.json").read_bytes())
    assert isinstance(held, dict)
    return held


@pytest.fixture(scope="module")
def validator(schema: dict[str, Any]) -> Draft202012Validator:
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def as_text(value: Any) -> Any:
    """Return YAML as other readers see it with the dates that they guess turned back to text."""
    if isinstance(value, dict):
        return {key: as_text(part) for key, part in value.items()}
    if isinstance(value, list):
        return [as_text(part) for part in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def load(text: str | bytes) -> Any:
    return as_text(yaml.load(text, Loader=yaml.CSafeLoader))


def problems(validator: Draft202012Validator, **fields: str) -> list[str]:
    """Return where a listing is wrong by the schema, given by its YAML fields."""
    return [error.json_path for error in validator.iter_errors(load(examples.item(**fields)))]


def test_the_schema_is_a_schema(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)


def test_the_schema_is_made_from_the_model(schema: dict[str, Any], reference: Reference) -> None:
    assert listings_schema(reference.vocabulary.labels) == schema


def test_every_file_of_the_directory_is_valid(validator: Draft202012Validator, real_files: list[Path]) -> None:
    for path in real_files:
        found = [
            f"{path.name} {error.json_path}: {error.message}"
            for error in validator.iter_errors(load(path.read_bytes()))
        ]
        assert found == []


def test_a_minimal_listing_is_valid(validator: Draft202012Validator) -> None:
    assert problems(validator) == []


@pytest.mark.parametrize("field", ["id", "name", "kind", "summary", "serves", "sources"])
def test_a_listing_without_a_required_field_is_not_valid(validator: Draft202012Validator, field: str) -> None:
    assert problems(validator, **{field: ""}) == ["$[0]"]


@pytest.mark.parametrize(
    ("field", "value", "path"),
    [
        ("kind", "hotline", "$[0].kind"),
        ("id", "Night Owl", "$[0].id"),
        ("url", "a.example", "$[0].url"),
        ("summary", "x" * 241, "$[0].summary"),
        ("serves", "[Ohio]", "$[0].serves[0]"),
        ("serves", "[]", "$[0].serves"),
        ("serves", "[NO]", "$[0].serves[0]"),
        ("topics", "[sorrow]", "$[0].topics[0]"),
        ("aliases", "Owl", "$[0].aliases"),
        ("contacts", "[{type: fax, value: '988'}]", "$[0].contacts[0].type"),
        ("contacts", "[{type: phone, value: 988}]", "$[0].contacts[0].value"),
        ("contacts", "[{type: phone}]", "$[0].contacts[0]"),
        ("age", "{min: 121}", "$[0].age.min"),
        ("age", "{min: 1.5}", "$[0].age.min"),
        ("place", "{lat: 91}", "$[0].place.lat"),
        ("peer_run", "perhaps", "$[0].peer_run"),
        ("anonymous", "'true'", "$[0].anonymous"),
        ("closed", "'2026-02-30'", "$[0].closed"),
        ("translations", "{Spanish: {summary: S.}}", "$[0].translations"),
        ("sources", "[{url: 'https://a.example', checked: 2026-11-22, how: seen}]", "$[0].sources[0].how"),
        ("pets", "dogs", "$[0]"),
    ],
)
def test_a_wrong_field_is_not_valid(validator: Draft202012Validator, field: str, value: str, path: str) -> None:
    assert problems(validator, **{field: value}) == [path]


def test_every_field_of_the_model_is_in_the_schema(schema: dict[str, Any]) -> None:
    assert {*schema["items"]["properties"]} == {*Listing.fields} - {"extra"}


def test_a_code_is_explained_to_somebody_who_edits(schema: dict[str, Any]) -> None:
    serves = schema["items"]["properties"]["serves"]["items"]
    assert serves["description"] == "A country such as US, a state or province such as US-OH, or worldwide"
