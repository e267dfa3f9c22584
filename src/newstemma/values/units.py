"""Units under one name, and what one is worth in another.

The theory. "3.5 billion dollars" and "$3.5 billion" are one reading, "10 miles" and
"16 km" nearly one: so every spelling of a unit has a normal name, and units of one kind
have a factor to the kind's base. A noun that is counted ("companies") is its singular.
"""

from __future__ import annotations

import re
from functools import lru_cache

from newstemma.values.patterns import when_needed

CURRENCY_SIGNS = {
    "us$": "USD",
    "u.s.$": "USD",
    "a$": "AUD",
    "au$": "AUD",
    "c$": "CAD",
    "ca$": "CAD",
    "hk$": "HKD",
    "nz$": "NZD",
    "$us": "USD",
    "$a": "AUD",
    "$nz": "NZD",
    "rm": "MYR",
    "s$": "SGD",
    "r$": "BRL",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₽": "RUB",
    "₴": "UAH",
    "₹": "INR",
    "₩": "KRW",
    "₪": "ILS",
    "₺": "TRY",
    "₦": "NGN",
    "₫": "VND",
    "rs.": "INR",
    "rs": "INR",
}
CURRENCY_CODES = frozenset(
    "USD EUR GBP JPY CNY RUB UAH INR KRW AUD CAD CHF SEK NOK DKK PLN CZK HUF RON BGN MDL TRY "
    "BRL MXN ARS CLP PHP ISK ZAR SGD HKD NZD MYR ILS SAR AED EGP NGN KES PKR IDR THB VND KZT KGS "
    "GEL AMD AZN".split()
)
# Money of several countries; which one, the words do not say, and we do not guess.
SHARED_CURRENCIES: dict[str, frozenset[str]] = {
    "crown": frozenset("CZK SEK NOK DKK ISK".split()),
    "peso": frozenset("MXN ARS CLP COP PHP UYU".split()),
    "franc": frozenset("CHF XAF XOF RWF".split()),
}
_CURRENCY_WORDS = {
    "dollar": "USD",
    "us dollar": "USD",
    "american dollar": "USD",
    "australian dollar": "AUD",
    "canadian dollar": "CAD",
    "hong kong dollar": "HKD",
    "new zealand dollar": "NZD",
    "singapore dollar": "SGD",
    "buck": "USD",
    "euro": "EUR",
    "pound sterling": "GBP",
    "british pound": "GBP",
    "egyptian pound": "EGP",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "rouble": "RUB",
    "ruble": "RUB",
    "russian rouble": "RUB",
    "russian ruble": "RUB",
    "hryvnia": "UAH",
    "rupee": "INR",
    "indian rupee": "INR",
    "won": "KRW",
    "leu": "RON",
    "lei": "RON",
    "moldovan leu": "MDL",
    "lev": "BGN",
    "leva": "BGN",
    "zloty": "PLN",
    "forint": "HUF",
    "koruna": "CZK",
    "czech crown": "CZK",
    "swedish crown": "SEK",
    "norwegian crown": "NOK",
    "danish crown": "DKK",
    "swedish krona": "SEK",
    "norwegian krone": "NOK",
    "danish krone": "DKK",
    "crown": "crown",
    "krona": "crown",
    "kronor": "crown",
    "krone": "crown",
    "kroner": "crown",
    "lira": "TRY",
    "turkish lira": "TRY",
    "shekel": "ILS",
    "rand": "ZAR",
    "peso": "peso",
    "mexican peso": "MXN",
    "argentine peso": "ARS",
    "philippine peso": "PHP",
    "swiss franc": "CHF",
    "franc": "franc",
    "rial": "IRR",
    "riyal": "SAR",
    "dirham": "AED",
    "tenge": "KZT",
    "som": "KGS",
    "naira": "NGN",
    "baht": "THB",
    "dong": "VND",
    "rupiah": "IDR",
    "real": "BRL",
    "reais": "BRL",
}

_MEASURES = """
%|percent|%|per cent,percent,pct,pc,percentage,procent,la sută
point|percent|percentage point|percentage points,percentage-point,per cent point
km|length 1000|km|kms,kilometer,kilometre,kilometers,kilometres
m|length 1|m|meter,metre,meters,metres
cm|length 0.01|cm|centimeter,centimetre,centimeters,centimetres
mm|length 0.001|mm|millimeter,millimetre,millimeters,millimetres
mile|length 1609.344|mile|miles,mi
nautical mile|length 1852|nautical mile|nautical miles
foot|length 0.3048|foot|feet,ft
inch|length 0.0254|inch|inches
yard|length 0.9144|yard|yards
kg|mass 1|kg|kgs,kilo,kilos,kilogram,kilograms,kilogramme,kilogrammes
g|mass 0.001|gram|grams,gramme,grammes,g
mg|mass 0.000001|mg|milligram,milligrams
tonne|mass 1000|tonne|tonnes,metric ton,metric tons
ton|mass 907|ton|tons
lb|mass 0.4536|lb|lbs
ounce|mass 0.02835|ounce|ounces,oz
litre|volume 1|litre|litres,liter,liters
ml|volume 0.001|ml|millilitre,millilitres,milliliter,milliliters
gallon|volume 3.785|gallon|gallons
barrel|volume 159|barrel|barrels
sq km|area 1000000|square km|square kilometers,square kilometres,square kilometre,sq km
sq mile|area 2589988|square mile|square miles,sq miles
sq m|area 1|square metre|square meters,square metres,square meter,sq m,m2,m²
sq foot|area 0.0929|square foot|square feet,sq ft
hectare|area 10000|hectare|hectares,ha
acre|area 4046.86|acre|acres
km/h|speed 1|km/h|kph,kmh,kilometers per hour,kilometres per hour,kilometers an hour,km per hour
mph|speed 1.609344|mph|miles per hour,miles an hour
second|time 1|second|seconds,sec,secs
minute|time 60|minute|minutes,min,mins
hour|time 3600|hour|hours,hrs
day|time 86400|day|days
week|time 604800|week|weeks
month|time 2629800|month|months
year|time 31557600|year|years,yrs
decade|time 315576000|decade|decades
century|time 3155760000|century|centuries
°C|heat|°C|degrees Celsius,degree Celsius,degrees centigrade,° C,ºC
°F|heat|°F|degrees Fahrenheit,degree Fahrenheit,° F,ºF
degree|angle|degree|degrees
W|power 0.001|W|watt,watts
kW|power 1|kW|kilowatt,kilowatts
hp|power 0.7457|hp|bhp,horsepower
MW|power 1000|MW|megawatt,megawatts
GW|power 1000000|GW|gigawatt,gigawatts
kWh|energy 1|kWh|kilowatt hours,kilowatt-hours
MWh|energy 1000|MWh|megawatt hours,megawatt-hours
Hz|frequency 1|Hz|hertz
kHz|frequency 1000|kHz|kilohertz
MHz|frequency 1000000|MHz|megahertz
GHz|frequency 1000000000|GHz|gigahertz
GB|bytes 1|GB|gigabyte,gigabytes
TB|bytes 1000|TB|terabyte,terabytes
MB|bytes 0.001|MB|megabyte,megabytes
cent|cents|cent|cents
penny|pence|p|pence,penny
pound|pounds|pound|pounds
"""
"""normal name | kind and factor to the kind's base | spelling | more spellings"""


def _read_measures() -> tuple[dict[str, str], dict[str, tuple[str, float]]]:
    names: dict[str, str] = {}
    kinds: dict[str, tuple[str, float]] = {}
    for line in _MEASURES.strip().splitlines():
        name, kind, spelling, more = line.split("|")
        for form in (spelling, *more.split(",")):
            names[form.casefold()] = name
        parts = kind.split()
        kinds[name] = (parts[0], float(parts[1]) if len(parts) > 1 else 0.0)
    return names, kinds


_NAMES, _KINDS = _read_measures()
MEASURES = frozenset(_KINDS)
SPELLINGS: dict[str, str] = {
    **_CURRENCY_WORDS,
    **{word + "s": code for word, code in _CURRENCY_WORDS.items() if not word.endswith("s")},
    **{"us" + word: "USD" for word in (" dollars", " dollar")},
    **{"u.s." + word: "USD" for word in (" dollars", " dollar")},
    **{code.casefold(): code for code in CURRENCY_CODES},
    **_NAMES,
}
"""Every spelling of a measure or a currency, lower case, to its normal name."""


def kind_of(unit: str) -> str:
    """The kind a unit belongs to: length, mass, time, money, percent; "" for counted nouns."""
    if unit in CURRENCY_CODES or unit in SHARED_CURRENCIES:
        return "money"
    return _KINDS.get(unit, ("", 0.0))[0]


def in_base(number: float, unit: str) -> float:
    """A number of some unit in the base of its kind; itself where the unit has no factor."""
    if unit == "°F":
        return (number - 32) / 1.8
    return number * (_KINDS.get(unit, ("", 0.0))[1] or 1.0)


_IRREGULAR = {
    "people": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "feet": "foot",
    "teeth": "tooth",
    "mice": "mouse",
    "wives": "wife",
    "lives": "life",
    "knives": "knife",
    "halves": "half",
    "thieves": "thief",
    "leaves": "leaf",
    "wolves": "wolf",
    "shelves": "shelf",
    "servicemen": "serviceman",
    "servicewomen": "servicewoman",
    "policemen": "policeman",
    "gunmen": "gunman",
    "lawmen": "lawman",
    "firemen": "fireman",
    "fishermen": "fisherman",
    "businessmen": "businessman",
    "congressmen": "congressman",
    "grandchildren": "grandchild",
    "aircraft": "aircraft",
    "troops": "troop",
    "personnel": "personnel",
    "police": "police",
    "series": "series",
    "species": "species",
    "buses": "bus",
    "viruses": "virus",
    "crises": "crisis",
    "analyses": "analysis",
    "criteria": "criterion",
    "movies": "movie",
    "shoes": "shoe",
    "heroes": "hero",
    "potatoes": "potato",
    "votes": "vote",
    "staff": "staff",
    "sheep": "sheep",
    "cattle": "cattle",
    "houses": "house",
    "cases": "case",
    "nurses": "nurse",
    "horses": "horse",
    "licences": "licence",
    "corpses": "corpse",
    "responses": "response",
    "offences": "offence",
    "offenses": "offense",
    "purchases": "purchase",
    "increases": "increase",
    "databases": "database",
    "phases": "phase",
    "leases": "lease",
    "axes": "axe",
}
_NEVER_PLURAL = when_needed(r"(?:ss|us|is|ous|ics|news|as)$")


def is_plural(word: str) -> bool:
    """True where a lower-case word looks like an English plural noun."""
    if word in _IRREGULAR:
        return True
    return len(word) > 3 and word.endswith("s") and not _NEVER_PLURAL.search(word)


@lru_cache(maxsize=20_000)
def singular(word: str) -> str:
    """The singular of an English noun: companies, company; a singular is itself."""
    lowered = word.casefold()
    if lowered in _IRREGULAR:
        return _IRREGULAR[lowered]
    if not is_plural(lowered):
        return lowered
    if lowered.endswith("ies") and len(lowered) > 4:
        return lowered[:-3] + "y"
    if re.search(r"(?:ch|sh|ss|x|zz)es$", lowered):
        return lowered[:-2]
    return lowered[:-1]
