"""Text as people type it and as it may be shown: folding for comparison, cleaning for display. Pure."""

import re
from functools import lru_cache

# Patterns as text: re compiles and keeps each at its first use, and most look-ups need none.
_ASCII_WORDS = "".join(c.lower() if c.isalnum() else " " for c in map(chr, range(128)))
"""What becomes of each ASCII character: a small letter, a digit or a space."""
_OTHER_WORD = r"\S*[^\x00-\x7f]\S*"
_ELISION = r"'(?=(?:s|t|d|m|re|ve|ll)\b)"
_ACCENTS = r"[\u0300-\u036f]"
_NO_SPACES = r"([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])"
_HIDDEN = (
    r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f"  # C0 and C1 controls but tab and newline
    r"\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # direction, invisible
    r"\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"  # what is no character, lone surrogates, tags
)


def fold(text: str) -> str:
    """Return `text` as lower-case words with single spaces, without accents or punctuation.

    The one form in which names, phrases and queries are compared, so that "Línea de Crisis!" meets "linea de
    crisis" and "don't" meets "dont". Scripts written without spaces come out one character a word.
    """
    if not text.isascii():
        text = re.sub(_OTHER_WORD, lambda found: _fold_other(found[0]), text)
    whole = re.sub(_ELISION, "", text.lower()) if "'" in text else text
    return " ".join(whole.translate(_ASCII_WORDS).split())


@lru_cache(maxsize=4096)
def _fold_other(word: str) -> str:
    """Return a word that is not all ASCII folded; it may come out as several."""
    import unicodedata  # here, because most queries are plain letters

    folded = re.sub(_ACCENTS, "", unicodedata.normalize("NFKD", word).casefold())
    folded = re.sub(_ELISION, "", re.sub("[’ʼ]", "'", folded).replace("_", " "))
    folded = unicodedata.normalize("NFC", folded)
    for other in set(re.findall(r"[^\w ]", folded)):
        # Letters join across vowel signs that \w does not count (Devanagari, Thai): keep every mark.
        if not unicodedata.category(other).startswith("M"):
            folded = folded.replace(other, " ")
    return re.sub(_NO_SPACES, r" \1 ", folded)


def hidden_characters(text: str) -> list[str]:
    """Return the control, direction-changing and invisible characters of `text` (newline and tab are allowed)."""
    # Nothing printable is hidden; most texts are printable, and seeing that takes a tenth of the time.
    return [] if text.isprintable() else re.findall(_HIDDEN, text)


def clean(text: str) -> str:
    """Return `text` on one line, without the characters that could change how a terminal or page shows it."""
    return " ".join((text if text.isprintable() else re.sub(_HIDDEN, "", text)).split())


def counted(number: int, one: str, many: str) -> str:
    """Return a number with what it counts, in one or many: "1 listing", "1,200 listings"."""
    return f"{number:,} {one if number == 1 else many}"


def has_digit(text: str) -> bool:
    """Whether there is a decimal digit of any script in `text`."""
    return any(map(str.isdecimal, text))


def digits(text: str) -> str:
    """Return the ASCII digits of `text`."""
    return "".join(filter("0123456789".__contains__, text))
