from __future__ import annotations

import json
from importlib.resources import files

import jsonschema

from newstemma.serve.wire import from_json, schema, to_json


def through_text(raw):
    return json.loads(json.dumps(raw, ensure_ascii=False))


def test_an_examination_survives_the_trip(examination):
    assert from_json(through_text(to_json(examination))) == examination


def test_the_versioned_schema_is_current():
    stored = files("newstemma.serve").joinpath("schema", "newstemma-1.json").read_text("utf-8")
    assert json.loads(stored) == schema(), "write it anew: newstemma schema > newstemma-1.json"


def test_what_is_written_fits_the_schema(examination):
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(to_json(examination), schema())
