"""PF4: web addresses and their domains."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

from peerfind.curation.findings import Given, Item, Path, Problem, Rule

_TRACKING = re.compile(
    r"(?i)utm_\w+|fbclid|gclid|dclid|msclkid|twclid|igshid|mc_[ce]id|_hs(enc|mi)|vero_id|wickedid|yclid"
)
_SHORTEST_NEAR = 9
"""Letters of a domain from which one slip means a look-alike; of shorter ones (aa.org, na.org) many differ by one."""
_LOOKS_LIKE = str.maketrans(
    "аеорсухіјѕԁмкнтвгοαερικντυχ013",  # Cyrillic, Greek, and digits that look like letters
    "aeopcyxijsdmkhtbroaepikvtuxole",
)
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))


def _addresses(item: Item) -> Iterator[tuple[Path, str]]:
    """Yield the addresses that people open."""
    if item.listing.url:
        yield ("url",), item.listing.url
    for n, contact in enumerate(item.listing.contacts):
        if contact.value.startswith(("http://", "https://")):
            yield ("contacts", n, "value"), contact.value


def _all(item: Item) -> Iterator[tuple[Path, str]]:
    yield from _addresses(item)
    yield from ((("sources", n, "url"), source.url) for n, source in enumerate(item.listing.sources))


def _plain(item: Item, given: Given) -> Iterator[Problem]:
    for path, address in _all(item):
        if address.startswith("http://") and domain_of(address) not in given.settled.plain_http:
            yield Problem(path, f"{address!r} is not encrypted: write https:// where the page answers to it")


def _tracking(item: Item, _: Given) -> Iterator[Problem]:
    for path, address in _all(item):
        if "?" not in address or not _TRACKING.search(address):
            continue
        parts = urlsplit(address)
        kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])]
        plain = parts._replace(query=urlencode(kept)).geturl()
        if plain != address and len(kept) < len(parse_qsl(parts.query, keep_blank_values=True)):
            yield Problem(path, f"the address tells who sent the reader: write {plain!r}", plain)


@lru_cache(maxsize=65536)
def domain_of(address: str) -> str:
    """Return the host of a web address in small letters, without www."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.").rstrip(".")
    except ValueError:  # brackets that hold no IPv6 address
        return ""


def _foreign_letters(item: Item, _: Given) -> Iterator[Problem]:
    for path, address in _all(item):
        domain = domain_of(address)
        if domain.isascii() and "xn--" not in domain:
            continue
        shown = _shown(domain)
        scripts = {unicodedata.name(c, "?").partition(" ")[0] for c in shown if c.isalpha()}
        if len(scripts) > 1 and scripts & {"CYRILLIC", "GREEK", "ARMENIAN"}:
            told = f"the domain {shown!r} mixes letters of {' and '.join(sorted(scripts)).title()} that look alike"
            yield Problem(path, f"{told}: type it again, letter by letter")


def _shown(domain: str) -> str:
    """Return a domain as people see it, of one in the ASCII form of international names."""
    try:
        return domain.encode("ascii").decode("idna") if "xn--" in domain else domain
    except UnicodeError:
        return domain


def _near(items: list[Item], given: Given) -> Iterator[tuple[Item, Problem]]:
    """Find domains that could be taken for one that other addresses use more often."""
    users: dict[str, list[tuple[Item, Path]]] = defaultdict(list)
    for item in items:
        for path, address in _all(item):
            if domain := domain_of(address):
                users[domain].append((item, path))
    first = {domain: n for n, domain in enumerate(users)}
    for one, other in sorted(_pairs(users)):
        if f"{one} {other}" in given.settled.domains:
            continue
        known, odd = sorted((one, other), key=lambda domain: (-len(users[domain]), first[domain]))
        example = users[known][0][0].listing.id
        for item, path in users[odd]:
            told = f"the domain {odd!r} could be taken for {known!r} (of {example}): compare it with its source"
            yield (
                item,
                Problem(path, f"{told}; two domains that are both right are settled in peerfind/data/settled.yaml"),
            )


def _pairs(domains: dict[str, list[tuple[Item, Path]]]) -> set[tuple[str, str]]:
    """Return pairs within one slip of each other, or that look the same: found by what is left when a letter goes."""
    from rapidfuzz.distance import OSA  # here: no look-up asks

    left: dict[str, list[str]] = defaultdict(list)
    for domain in domains:
        keys = {f"={_skeleton(_shown(domain))}"}
        if len(domain) >= _SHORTEST_NEAR:
            keys |= {domain, *(domain[:n] + domain[n + 1 :] for n in range(len(domain)))}
        for key in keys:
            left[key].append(domain)
    return {
        (min(one, other), max(one, other))
        for key, held in left.items()
        if len(held) > 1
        for n, one in enumerate(held)
        for other in held[n + 1 :]
        if key.startswith("=") or OSA.distance(one, other) <= 1
    }


def _skeleton(domain: str) -> str:
    """Return a domain with every letter as the plain one that it looks like."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", domain) if not unicodedata.combining(c))
    if not plain.isascii() or any(c.isdigit() for c in plain):
        plain = plain.translate(_LOOKS_LIKE)
    for looks, like in _PAIRS:
        plain = plain.replace(looks, like)
    return plain


RULES = (
    Rule(
        code="PF401",
        name="not-encrypted",
        severity="error",
        within=_plain,
        what="Whoever shares the network can see and change what is read over http. Hosts whose pages could only "
        "be read so stand in peerfind/data/settled.yaml.",
        bad='url: "http://harbour.example/"\n',
        good='url: "https://harbour.example/"\n',
    ),
    Rule(
        code="PF402",
        name="tracking",
        severity="warning",
        within=_tracking,
        mends="value",
        what="The address carries a mark that tells the site who sent the reader.",
        bad='url: "https://harbour.example/?utm_source=card&page=2"\n',
        good='url: "https://harbour.example/?page=2"\n',
    ),
    Rule(
        code="PF403",
        name="mixed-letters",
        severity="error",
        within=_foreign_letters,
        what="The domain mixes alphabets whose letters look alike, which is how a false page is dressed up.",
        bad='url: "https://h\u0430rbour.example/"\n',
        good='url: "https://harbour.example/"\n',
    ),
    Rule(
        code="PF404",
        name="look-alike-domain",
        severity="error",
        across=_near,
        what="The domain differs from one that other listings use by a single slip, or by letters that look the same.",
        bad='- {id: one, url: "https://harbour-line.example/"}\n- {id: two, name: Other, url: "https://harbor-line.example/"}\n',
        good='- {id: one, url: "https://harbour-line.example/"}\n- {id: two, name: Other, url: "https://mountain.example/"}\n',
    ),
)
