"""The nearest letters that an encoding has, where it lacks some: a number never waits behind one. Pure."""

import unicodedata

_NEAREST = {
    "·": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "…": "...",
    "•": "*", "×": "x", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
    "đ": "d", "ı": "i", "¿": "", "¡": "", "ñ": "ni", "Ñ": "Ni",
}  # fmt: skip


def nearest_letters(error: UnicodeError) -> tuple[str, int]:
    """Handle letters that an encoding lacks, as codecs.register_error wants: accents go, what is left is a "?"."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_plain, error.object[error.start : error.end])), error.end


def _plain(letter: str) -> str:
    if letter in _NEAREST:
        return _NEAREST[letter]
    simple = "".join(part for part in unicodedata.normalize("NFKD", letter) if part.isascii())
    return simple or ("" if unicodedata.category(letter) in ("Mn", "Cf") else "?")
