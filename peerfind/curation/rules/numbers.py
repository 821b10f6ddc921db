"""PF2: what people dial and send."""

import re
from collections.abc import Iterator
from functools import lru_cache

from peerfind.curation.dialling import as_dialled_from
from peerfind.curation.findings import Given, Item, Path, Problem, Rule
from peerfind.directory.model import DIALLED, Contact
from peerfind.directory.numbers import is_number
from peerfind.directory.text import digits

_LONGEST_SHORT_CODE = 6
_SHORTEST_FULL = 9
"""Digits from which a number without + may be one in full that lost its country code."""
_COSTS = "premium rate"
_INVALID = "invalid"
_LOCAL = "local"
_SENT = re.compile(
    r"\b(?:[Tt]ext|TEXT|[Ss]end|SEND|[Ee]nv[íi]e|[Mm]ande|[Kk]eyword|(?:the )?word)(?: the word| la palabra)?:? "
    r"[\"'“‘«]?([A-Z][A-Z0-9]{1,14})\b[\"'”’»]?(?! code)"
)
"""A word in capitals that people are told to send."""
_NO_KEYWORDS = frozenset({"ZIP", "SMS", "US", "USA", "UK", "TTY", "LGBTQ", "A", "I", "OR", "AND", "TO"})


def _dialled(item: Item) -> Iterator[tuple[int, Contact]]:
    return ((n, c) for n, c in enumerate(item.listing.contacts) if c.type in DIALLED and is_number(c.value))


@lru_cache(maxsize=65536)
def _plan(number: str, country: str | None = None) -> tuple[str, str]:
    """Return what the numbering plan says of a number, and its digits within its country."""
    from phonenumbers import (  # here: no look-up asks
        NumberParseException,
        PhoneNumberType,
        national_significant_number,
        number_type,
        parse,
    )

    try:
        parsed = parse(number, country)
    except NumberParseException:
        return _INVALID, digits(number)
    kind, national = number_type(parsed), national_significant_number(parsed)
    if kind == PhoneNumberType.PREMIUM_RATE:
        return _COSTS, national
    if kind == PhoneNumberType.UNKNOWN:
        return _INVALID, national
    local = (PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)
    american = parsed.country_code == 1 and kind == PhoneNumberType.TOLL_FREE
    return (_LOCAL if kind in local or american else ""), national


def _short_as_full(item: Item, given: Given) -> Iterator[Problem]:
    for n, contact in _dialled(item):
        if contact.value.startswith("+") and contact.value not in given.settled.numbers:
            state, national = _plan(contact.value)
            if state == _INVALID and len(national) <= _LONGEST_SHORT_CODE:
                told = f'{contact.value!r} is no full number: write a short code as it is dialled, "{national}"'
                yield Problem(("contacts", n, "value"), told)


def _invalid(item: Item, given: Given) -> Iterator[Problem]:
    for n, contact in _dialled(item):
        if contact.value.startswith("+") and contact.value not in given.settled.numbers:
            state, national = _plan(contact.value)
            if state == _INVALID and len(national) > _LONGEST_SHORT_CODE:
                told = "is not in use in any country's numbering plan: compare it with its source, digit by digit"
                yield Problem(("contacts", n, "value"), f"{contact.value!r} {told}")


def _without_country(item: Item, given: Given) -> Iterator[Problem]:
    country = item.listing.country
    for n, contact in _dialled(item):
        value = contact.value
        if value.startswith(("+", "*")) or len(value) < _SHORTEST_FULL or value in given.settled.numbers or not country:
            continue
        if _plan(value, country)[0] == _LOCAL:
            full = as_dialled_from(value, country)["value"]
            told = f'is a full number without its country: write "{full}"'
            yield Problem(("contacts", n, "value"), f"{value!r} {told}")


def _premium(item: Item, given: Given) -> Iterator[Problem]:
    told_cost = item.listing.cost_note or item.listing.cost == "paid"
    for n, contact in _dialled(item):
        if (
            contact.value.startswith("+")
            and not told_cost
            and contact.value not in given.settled.numbers
            and _plan(contact.value)[0] == _COSTS
        ):
            told = "lies in a premium-rate range: find a number that costs less, or tell the price in cost_note"
            yield Problem(("contacts", n, "value"), f"{contact.value!r} {told}")


def _without_keyword(item: Item, _: Given) -> Iterator[Problem]:
    listing = item.listing
    shared = (listing.summary, listing.hours_note, listing.eligibility)
    for n, contact in enumerate(listing.contacts):
        if contact.type == "sms" and not contact.keyword:
            for text in filter(None, (contact.say, contact.note, *shared)):
                found = _SENT.search(text)
                if found and found[1] not in _NO_KEYWORDS:
                    told = (
                        f"people are told to send {found[1]}, and the contact has no keyword: write keyword: {found[1]}"
                    )
                    yield Problem(("contacts", n), told)
                    break


def _suppressed(item: Item, given: Given) -> Iterator[Problem]:
    place = item.listing.place
    held: list[tuple[Path, str]] = [(("contacts", n, "value"), c.value) for n, c in enumerate(item.listing.contacts)]
    held += [(("contacts", n, "say"), c.say) for n, c in enumerate(item.listing.contacts) if c.say]
    held += [(("place", "address"), place.address)] if place and place.address else []
    held += [(("url",), item.listing.url)] if item.listing.url else []
    for path, value in held:
        if given.suppressed.holds(value):
            yield Problem(path, "a person asked to have this removed: take it out (peerfind/data/suppressed.yaml)")


def _contacts(*contacts: str, others: str = "") -> str:
    return "contacts:\n" + "".join(f"  - {{{contact}}}\n" for contact in contacts) + others


RULES = (
    Rule(
        code="PF201",
        name="not-as-dialled",
        severity="error",
        sort="contact",
        what="The value is not what the contact's type needs: a number as dialled (a short code, or + and the "
        "whole number), an email address, or an address that starts with https://.",
        bad=_contacts('type: phone, value: "1-800-555-1234"'),
        good=_contacts('type: phone, value: "+18005550199", say: "1-800-555-0199"'),
    ),
    Rule(
        code="PF202",
        name="other-digits",
        severity="error",
        sort="say",
        what="The number as people write it (`say`) has other digits than the one that is dialled (`value`). One "
        "of the two is wrong: compare both with the source.",
        bad=_contacts('type: phone, value: "+18005550199", say: "800-555-0198"'),
        good=_contacts('type: phone, value: "+18005550199", say: "800-555-0199"'),
    ),
    Rule(
        code="PF203",
        name="short-code-as-full-number",
        severity="error",
        within=_short_as_full,
        what="A short code such as 988, 741741 or 116123 stands with + and a country's code, which nobody can dial.",
        bad=_contacts('type: sms, value: "+1741741"'),
        good=_contacts('type: sms, value: "741741"'),
    ),
    Rule(
        code="PF204",
        name="no-such-number",
        severity="error",
        within=_invalid,
        what="The number has a length or a range that its country does not use: a digit is missing, too many or "
        "wrong. A number that is right all the same is settled in peerfind/data/settled.yaml, with why.",
        bad=_contacts('type: phone, value: "+1800555019"'),
        good=_contacts('type: phone, value: "+18005550199"'),
    ),
    Rule(
        code="PF205",
        name="number-without-country",
        severity="error",
        within=_without_country,
        what="A full number stands without + and its country's code, so it can't be dialled from elsewhere or by "
        "a link.",
        bad=_contacts('type: phone, value: "2165550134"', others="serves: [US]\n"),
        good=_contacts('type: phone, value: "+12165550134"', others="serves: [US]\n"),
    ),
    Rule(
        code="PF206",
        name="premium-rate",
        severity="error",
        within=_premium,
        what="Each minute of the call costs the caller. Help behind such a number needs its price in `cost_note`.",
        bad=_contacts('type: phone, value: "+19005550199"'),
        good=_contacts('type: phone, value: "+19005550199"', others="cost: paid\ncost_note: two dollars a minute\n"),
    ),
    Rule(
        code="PF207",
        name="keyword-missing",
        severity="error",
        within=_without_keyword,
        what="A text code that services share is told apart by its keyword, and the listing's own words name one "
        "that the contact lacks.",
        bad=_contacts('type: sms, value: "741741", note: Text HOME to start'),
        good=_contacts('type: sms, value: "741741", keyword: "HOME"'),
    ),
    Rule(
        code="PF208",
        name="suppressed",
        severity="error",
        within=_suppressed,
        what="A person asked to have this number or address removed. No source may bring it back.",
        bad=_contacts('type: phone, value: "+12025550143"'),
        good=_contacts('type: phone, value: "+12025550144"'),
    ),
)
