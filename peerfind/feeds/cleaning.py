"""Texts, links and addresses out of feeds, made fit to be shown: what a feed says is hostile until it has been here.

Markup, entities, control, escape and direction-changing characters go; what is too long is cut; a link is taken as
https or not at all. Every function takes whatever JSON or CSV held and costs time in proportion to its length. Pure.
"""

import html
import math
import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from peerfind.directory.text import clean, fold, hidden_characters

LINE, SUMMARY = 300, 240
"""Characters that the model allows in a line and in a summary."""
_LONGEST_READ = 20_000
"""Characters of a text that are looked at."""
_TAG = re.compile(r"(<[/!?]?[A-Za-z-][^<>]*>)")
_INLINE = frozenset({"a", "abbr", "b", "em", "font", "i", "mark", "small", "span", "strong", "sub", "sup", "u"})
_UNSEEN = ("script", "style")
_HTTPS = re.compile(
    r"https://((?:[a-z0-9-]+\.)+[a-z][a-z0-9-]+(?::\d{1,5})?)((?:[/?#][^\s<>\"\\]*)?)",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,24}")
_SECRETS = re.compile(r"(?i)(?:^|_)(?:api_?)?(?:key|token|secret|password|pwd|passcode|auth|sig|signature)$")
_PRIVATE = re.compile(
    r"\S@\S|https?:|www\.|zoom\.us|\d(?:[\s().-]{0,3}\d){6}"
    r"|(?i:\b(?:pass ?code|password|passwd|pwd|pin|meeting id|contraseña|clave|mot de passe|passwort|kennwort)\b)"
    r"|(?i:\b(?:venmo|paypal|zelle|cash ?app)\b)"
    r"|(?<!Basic )(?<!Fellowship )\b(?i:contact|call|text|phone|ask for|e-?mail|message)"
    r"(?:\s(?i:the|our|your|group|chair|secretary|member))*\s[A-Z][a-z]"
)
"""A person's number or address, the way into a closed room, or somebody to turn to by name."""
_SENTENCES = re.compile(r"(?<=[.!?;])\s+|\s*\n\s*")
_BREAK = "\n"
_MOST_DIGITS = 17


def text_of(value: object) -> str:
    """Return a text or number as a text; anything else is none."""
    if isinstance(value, str):
        return value[:_LONGEST_READ]
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        return ""
    return format(value, f".{_MOST_DIGITS}g") if isinstance(value, float) else str(value)[:_MOST_DIGITS]


def line(value: object, longest: int = LINE) -> str:
    """Return a text as one plain line, cut at the end of a sentence or word where it is too long."""
    return cut(clean(_shown(text_of(value)).replace("\ufffd", "")), longest)


def scrubbed(value: object, longest: int = LINE) -> str:
    """Return a text as one plain line without its sentences that hold somebody's number, address, name or passcode."""
    sentences = _SENTENCES.split(_shown(text_of(value)).replace("\ufffd", ""))
    kept = [held for sentence in sentences if (held := clean(sentence)) and not _PRIVATE.search(held)]
    return cut(" ".join(_ended(sentence) for sentence in kept[:-1]) + " " + kept[-1] if kept else "", longest).strip()


def cut(text: str, longest: int) -> str:
    """Return a line that fits: whole sentences where half of it are some, else whole words and three dots."""
    if len(text) <= longest:
        return text
    held = text[: longest - 1]
    sentence = max(held.rfind(mark) for mark in (". ", "! ", "? "))
    if sentence > longest // 2:
        return held[: sentence + 1]
    return (held.rpartition(" ")[0] if " " in held[longest // 2 :] else held).rstrip(" ,;:-") + "…"


def link(value: object) -> str | None:
    """Return a web address that starts with https:// and names a host, or None."""
    text = text_of(value).strip()
    if len(text) > 500 or hidden_characters(text) or "\ufffd" in text:
        return None
    found = _HTTPS.fullmatch(text)
    return f"https://{found[1].lower()}{found[2]}" if found else None


def email(value: object) -> str | None:
    """Return an email address, or None."""
    text = text_of(value).strip().removeprefix("mailto:")
    return text if _EMAIL.fullmatch(text) else None


def domain(url: str | None) -> str:
    """Return the last two labels of the host that a link or email address names."""
    host = (url or "").rpartition("@")[2] if "@" in (url or "") else urlsplit(url or "").hostname or ""
    return ".".join(host.lower().split(".")[-2:])


def opens_a_room(url: str) -> bool:
    """Whether a link carries a passcode, so that it lets in whoever holds it."""
    parts = urlsplit(url)
    told = f"{parts.query}&{parts.fragment}".lower()
    return any(_SECRETS.search(name) or name in ("tk", "p") for name, _ in parse_qsl(told, keep_blank_values=True))


@lru_cache(maxsize=256)
def public_url(url: str) -> str:
    """Return an address without what only its holder may know: a user, a password, a key."""
    parts = urlsplit(url)
    asked = [(name, value) for name, value in parse_qsl(parts.query) if not _SECRETS.search(name)]
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, urlencode(asked), ""))


def slug(value: object) -> str:
    """Return a text as small letters and digits joined by hyphens; other scripts leave nothing."""
    words = fold(html.unescape(text_of(value))[:300])
    return "-".join(re.findall(r"[a-z0-9]+", words))


def _shown(text: str) -> str:
    """Return what a page would show of a text with markup, a line a block."""
    for _ in range(2):  # some sites escape twice
        if "&" in text:
            text = html.unescape(text)
        if "<" in text:
            text = _without_tags(text)
    return text


def _without_tags(text: str) -> str:
    kept: list[str] = []
    unseen = ""
    for at, part in enumerate(_TAG.split(text)):
        if at % 2 == 0:
            kept += [] if unseen else [part]
            continue
        name = re.sub(r"[^a-z0-9]", "", part[1:12].lower().split()[0].partition(">")[0].lstrip("/!?"))
        if unseen:
            unseen = "" if part.startswith("</") and name == unseen else unseen
        elif name in _UNSEEN and not part.startswith("</"):
            unseen = name
        elif name not in _INLINE:
            kept.append(_BREAK)
    return "".join(kept)


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?", ";", ":", ",")) else f"{sentence}."
