from __future__ import annotations

import json
from datetime import UTC, datetime
from importlib.resources import files

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newstemma import model
from newstemma.serve.codec import NotWire
from newstemma.serve.wire import FORMAT, RECORDS, from_json, schema, to_json

MOMENTS = st.datetimes(datetime(1000, 1, 1), timezones=st.just(UTC))
REALS = st.floats(allow_nan=False, allow_infinity=False)
WORDS = st.text(max_size=8)
SHARES = st.floats(0, 1)


@st.composite
def spans(draw, least=0, most=40):
    start = draw(st.integers(least, most))
    return model.Span(start, draw(st.integers(start, most)))


@st.composite
def ranges(draw):
    low, likely, high = sorted(draw(st.tuples(*[st.integers(0, 9)] * 3)))
    return model.Range(low, likely, high, tuple(draw(st.lists(WORDS, max_size=2))))


@st.composite
def witnesses(draw):
    kind = draw(st.sampled_from(model.WitnessKind))
    count = {"unseen": 0, "report": 1, "bundle": draw(st.integers(2, 4))}[kind]
    reports = tuple(draw(st.lists(WORDS, min_size=count, max_size=count)))
    return model.Witness(draw(WORDS), draw(WORDS), kind, draw(WORDS), reports)


@st.composite
def copies(draw):
    source, target = draw(st.lists(WORDS, min_size=2, max_size=2, unique=True))
    return model.Copy(source, target, draw(st.sampled_from(model.CopyKind)),
                      draw(st.none() | SHARES), draw(SHARES), draw(st.booleans()),
                      tuple(draw(st.lists(st.from_type(model.Clue), max_size=2))))  # fmt: skip


@st.composite
def reports(draw):
    text = draw(st.text(max_size=30))
    marks = st.builds(model.Mark, span=spans(most=len(text)))
    values = draw(
        st.fixed_dictionaries(
            {"id": WORDS, "marks": st.lists(marks, max_size=3).map(tuple)},
            optional={name: st.from_type(kind) for name, kind in OPTIONAL.items()},
        )
    )
    return model.Report(text=text, **values)


OPTIONAL = {
    "title": str,
    "url": str | None,
    "origin": str,
    "authors": tuple[str, ...],
    "credits": tuple[model.Credit, ...],
    "dates": tuple[model.Moment, ...],
    "published": model.Moment | None,
    "fetched": datetime | None,
    "removed": tuple[model.Removed, ...],
}


@st.composite
def dossiers(draw):
    ids = draw(st.lists(WORDS, unique=True, max_size=3))
    statements = [draw(st.builds(model.Statement, id=st.just(id))) for id in ids]
    weighed = [id for id in ids if draw(st.booleans())]
    supports = tuple(draw(st.builds(model.Support, statement=st.just(id))) for id in weighed)
    collation = draw(st.builds(model.Collation, statements=st.just(tuple(statements))))
    return draw(st.builds(model.Dossier, collation=st.just(collation), supports=st.just(supports)))


for kind, strategy in {
    str: WORDS,
    float: REALS,
    int: st.integers(0, 99),
    datetime: MOMENTS,
    model.Span: spans(),
    model.Range: ranges(),
    model.Witness: witnesses(),
    model.Copy: copies(),
    model.Report: reports(),
    model.Contradiction: st.deferred(
        lambda: st.builds(
            model.Contradiction,
            sides=st.lists(st.from_type(model.Side), min_size=2, max_size=3).map(tuple),
        )
    ),
    model.Dossier: dossiers(),
    model.Examination: st.builds(
        model.Examination,
        dossiers=st.lists(dossiers(), max_size=1).map(tuple),
        rejected=st.lists(st.from_type(model.Rejected), max_size=2).map(tuple),
    ),
}.items():
    st.register_type_strategy(kind, strategy)


VALIDATOR = jsonschema.Draft202012Validator(schema())


def through_text(raw):
    return json.loads(json.dumps(raw, ensure_ascii=False, allow_nan=False))


LARGE = (model.Examination, model.Dossier, model.Collation, model.Stemma)


def validator_of(kind):
    definitions = {}
    top = RECORDS[kind].schema(definitions)
    return jsonschema.Draft202012Validator({**top, "$defs": definitions})


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_every_type_survives_the_trip_and_fits_its_schema(kind):
    validator = validator_of(kind)

    @settings(
        max_examples=2 if kind in LARGE else 10,
        suppress_health_check=list(HealthCheck),
        deadline=None,
    )
    @given(st.from_type(kind))
    def trip(value):
        raw = through_text(to_json(value))
        assert from_json(raw, kind) == value
        if kind not in LARGE:
            validator.validate(raw)

    trip()


def test_every_type_of_the_model_has_a_wire_form():
    frozen = {name for name, kind in vars(model).items() if hasattr(kind, "__dataclass_fields__")}
    assert frozen == {kind.__name__ for kind in RECORDS}


def test_the_dossier_has_the_promised_fields(examination):
    raw = to_json(examination)
    assert raw["format"] == FORMAT == "newstemma/1"
    (dossier,) = raw["dossiers"]
    assert set(dossier) >= {"story", "counts", "reports", "stemma", "collation", "timeline"}
    report = dossier["reports"][0]
    assert report["file"] == "pages/r1.html"
    assert report["published"]["when"] == "2031-10-16T21:40Z"
    mark = next(m for m in report["marks"] if m["kind"] == "figure")
    assert mark["value"] == {
        "number": 14,
        "unit": "person",
        "approximator": "exact",
        "upper": None,
    }
    for made in (*report["marks"], *(r for s in dossier["collation"]["statements"]
                                     for r in s["readings"] if r["report"] == "r1")):  # fmt: skip
        assert report["text"][made["start"] : made["end"]] == made["text"]
    assert dossier["collation"]["statements"][0]["support"]["likely"] == 2
    assert raw["rejected"][1] == {
        "file": "pages/feed.jsonl",
        "line": 7,
        "url": None,
        "reason": "not_json",
        "detail": "the line is not JSON; mend or drop it",
    }


def test_the_versioned_schema_is_current():
    stored = files("newstemma.serve").joinpath("schema", "newstemma-1.json").read_text("utf-8")
    assert json.loads(stored) == schema(), "write it anew: newstemma schema > newstemma-1.json"


def test_the_schema_is_a_schema(examination):
    VALIDATOR.validate(to_json(examination))
    jsonschema.Draft202012Validator.check_schema(schema())


def spoil(raw, path, value):
    *way, last = path
    for step in way:
        raw = raw[step]
    if value is None:
        del raw[last]
    else:
        raw[last] = value


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (["format"], "other/1", "format"),
        (["dossiers"], 3, "dossiers"),
        (["dossiers", 0, "story", "id"], 3, "dossiers[0].story.id"),
        (["dossiers", 0, "story", "id"], None, "dossiers[0].story.id"),
        (["dossiers", 0, "counts", "reports"], -1, "dossiers[0].counts.reports"),
        (["dossiers", 0, "counts", "reports"], True, "dossiers[0].counts.reports"),
        (["dossiers", 0, "stemma", "copies", 1, "kind"], "stolen",
         "dossiers[0].stemma.copies[1].kind"),
        (["dossiers", 0, "stemma", "copies", 1, "probability"], 7,
         "dossiers[0].stemma.copies[1]"),
        (["dossiers", 0, "reports", 0, "published", "when"], "soon",
         "dossiers[0].reports[0].published.when"),
    ],
)  # fmt: skip
def test_what_is_not_ours_is_refused_with_its_place(examination, path, value, where):
    raw = to_json(examination)
    spoil(raw, path, value)
    with pytest.raises(NotWire) as caught:
        from_json(raw)
    assert caught.value.path == where


def test_fields_we_do_not_know_are_passed_over(examination):
    raw = to_json(examination)
    raw["mood"] = "sunny"
    raw["dossiers"][0]["story"]["colour"] = "blue"
    assert from_json(raw) == examination
