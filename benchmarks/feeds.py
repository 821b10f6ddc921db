"""How long the readers of feeds take, and how much memory.

    python benchmarks/feeds.py [SERVICES [MEETINGS]]

Makes a zip of HSDS tables with so many services (250,000) and a Meeting Guide document with so many rows (10,000), the
same at every run, and reads each in a process of its own. Prints CPU and wall-clock seconds and the peak of memory, the
document included. Needs Unix: the operating system's own accounting.
"""

import csv
import datetime as dt
import io
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any

from peerfind.feeds.reader import Facts
from peerfind.feeds.readers import READERS
from peerfind.feeds.updating import reader_of
from peerfind.lookup.store import load_places

SEED = 7
STATES = (("OH", "Cleveland", 216), ("NY", "Buffalo", 716), ("TX", "Austin", 512), ("OR", "Portland", 503))
NEEDS = (
    "Food Pantry",
    "Support Group",
    "Legal Aid",
    "Warmline",
    "Counseling",
    "Job Training",
    "Recovery Community Center",
)
TERMS = ("Support Groups", "Veterans", "Grief", "Food Assistance", "Domestic Violence", "Housing Counseling")
WORDS = ("people", "who", "need", "help", "with", "daily", "life", "can", "come", "here", "and", "talk", "to", "staff")


def text(dice: random.Random, words: int) -> str:
    """Return some words."""
    return " ".join(dice.choices(WORDS, k=words)).capitalize() + "."


def number(dice: random.Random, area: int) -> str:
    """Return a number that looks like one; hardly any two are the same, as in life."""
    return f"({area}) {dice.randrange(220, 900)}-{dice.randrange(10_000):04d}"


def rows(table: str, services: int) -> Any:
    """Yield the rows of a table, its header first."""
    dice = random.Random(f"{SEED} {table}")
    orgs = max(1, services // 5)
    for at in range(-1, orgs if table == "organizations" else len(TERMS) if table == "taxonomy_terms" else services):
        state, city, area = STATES[at % len(STATES)]
        key = f"{at:08x}-0000-4000-8000-000000000000"
        yield {
            "organizations": (
                ("id", "name", "description", "email", "website"),
                (
                    key,
                    f"Organization {at}",
                    text(dice, 12),
                    f"info@org{at}.example.org",
                    f"https://org{at}.example.org/",
                ),
            ),
            "services": (
                (
                    "id",
                    "organization_id",
                    "name",
                    "alternate_name",
                    "description",
                    "url",
                    "email",
                    "status",
                    "fees_description",
                    "eligibility_description",
                    "minimum_age",
                    "alert",
                    "last_modified",
                ),
                (
                    key,
                    f"{at % orgs:08x}-0000-4000-8000-000000000000",
                    f"{city} {NEEDS[at % len(NEEDS)]} {at}",
                    "",
                    f"<p>{text(dice, 40)}</p> {text(dice, 30)}",
                    f"https://org{at % orgs}.example.org/{at}",
                    "",
                    "active" if at % 50 else "inactive",
                    text(dice, 8),
                    text(dice, 10),
                    18 if at % 3 else "",
                    text(dice, 8) if at % 40 == 0 else "",
                    "2026-05-04T10:30:45.123Z",
                ),
            ),
            "locations": (
                ("id", "location_type", "name", "latitude", "longitude"),
                (key, "physical", f"Hall {at}", f"{30 + dice.random() * 12:.5f}", f"{-120 + dice.random() * 40:.5f}"),
            ),
            "addresses": (
                ("id", "location_id", "address_1", "city", "state_province", "postal_code", "country", "address_type"),
                (key, key, f"{at % 9000} Main St", city, state, f"{10000 + at % 80000}", "US", "physical"),
            ),
            "service_at_location": (("id", "service_id", "location_id"), (key, key, key)),
            "phones": (
                ("id", "service_id", "location_id", "organization_id", "number", "extension", "type", "description"),
                (
                    key,
                    key,
                    "",
                    "",
                    number(dice, area),
                    at % 90 if at % 9 == 0 else "",
                    "fax" if at % 11 == 0 else "voice",
                    "",
                ),
            ),
            "schedules": (
                ("id", "service_id", "freq", "interval", "byday", "opens_at", "closes_at", "description"),
                (key, key, "WEEKLY", "1", "MO,TU,WE,TH,FR", "09:00", f"{16 + at % 4}:00", ""),
            ),
            "languages": (("id", "service_id", "code", "name"), (key, key, "es" if at % 4 else "en", "")),
            "service_areas": (("id", "service_id", "name"), (key, key, "Ohio" if at % 2 else f"{city} County")),
            "attributes": (
                ("id", "link_id", "link_entity", "taxonomy_term_id"),
                (key, key, "service", f"{at % len(TERMS):08x}-0000-4000-8000-000000000000"),
            ),
            "taxonomy_terms": (("id", "name"), (key, TERMS[at % len(TERMS)])),
        }[table][0 if at < 0 else 1]


TABLES = (
    "organizations",
    "services",
    "locations",
    "addresses",
    "service_at_location",
    "phones",
    "schedules",
    "languages",
    "service_areas",
    "attributes",
    "taxonomy_terms",
)


def tables_zip(path: Path, services: int) -> None:
    """Write a zip of HSDS tables."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        resources = [{"name": table, "path": f"{table}.csv"} for table in TABLES]
        archive.writestr("datapackage.json", json.dumps({"profile": "tabular-data-package", "resources": resources}))
        for table in TABLES:
            with archive.open(f"{table}.csv", "w") as raw, io.TextIOWrapper(raw, "utf-8", newline="") as member:
                csv.writer(member).writerows(rows(table, services))


def meetings_json(path: Path, meetings: int) -> None:
    """Write a Meeting Guide document."""
    dice = random.Random(SEED)
    held = []
    for at in range(meetings):
        state, city, _ = STATES[at % len(STATES)]
        held.append(
            {
                "name": f"{city} Group {at}",
                "slug": f"group-{at}",
                "day": at % 7,
                "time": f"{6 + at % 16:02d}:30",
                "end_time": f"{7 + at % 16:02d}:30",
                "types": dice.sample(["O", "C", "W", "M", "X", "ST", "S", "LGBTQ"], 3),
                "location": f"St. Somebody&#8217;s Hall {at}",
                "notes": text(dice, 12),
                "formatted_address": f"{at} Alder St, {city}, {state} {10000 + at % 80000}, USA",
                "latitude": 30 + dice.random() * 12,
                "longitude": -120 + dice.random() * 40,
                "url": f"https://meetings.example.org/{at}/",
                "updated": "2026-05-04 10:30:45",
                "approximate": "no",
                "entity": "Example Intergroup",
                "entity_url": "https://meetings.example.org",
            }
        )
    path.write_text(json.dumps(held), "utf-8")


def read(form: str, path: Path) -> None:
    """Read a document and print what it took."""
    reader = reader_of(form, READERS)
    started, used = time.perf_counter(), time.process_time()
    facts = Facts(
        name="bench",
        url="https://feed.example.org/",
        fetched=dt.date(2026, 11, 23),
        places=load_places(),
        country="US",
        program="aa",
    )
    count = sum(1 for _ in reader.read([("https://feed.example.org/", path.read_bytes())], facts, lambda _: None))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{form}: {count:,} listings of {path.stat().st_size / 1e6:.0f} MB: {time.process_time() - used:.1f} s of CPU, "
        f"{time.perf_counter() - started:.1f} s, {peak:.0f} MiB at most"
    )


def main(arguments: list[str]) -> None:
    """Make both documents and read each in a process of its own."""
    services, meetings = (
        (int(value) for value in [*arguments, "250000", "10000"][:2])
        if len(arguments) != 1
        else (int(arguments[0]), 10000)
    )
    with tempfile.TemporaryDirectory() as folder:
        made = {"hsds-tabular": Path(folder) / "tables.zip", "tsml": Path(folder) / "meetings.json"}
        tables_zip(made["hsds-tabular"], services)
        meetings_json(made["tsml"], meetings)
        for form, path in made.items():
            subprocess.run([sys.executable, __file__, "--read", form, str(path)], check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--read"]:
        read(sys.argv[2], Path(sys.argv[3]))
    else:
        main(sys.argv[1:])
