"""What a query in plain words asks for: codes of the vocabulary, a place, a time, what is not wanted. Pure.

Phrases are looked up longest first, as whole words, in any of the vocabulary's languages, each word as it is spelt or
as it may have been meant. This is the room for all that reads meaning out of free text; it knows the directory's words
by its arguments only.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property

from peerfind.directory.reference import Grammar
from peerfind.directory.text import fold
from peerfind.directory.vocabulary import FALLBACK_LANGUAGE
from peerfind.lookup.lexicon import HINT, Lexicon, Meaning, Token, root
from peerfind.lookup.moments import take_clock, window
from peerfind.lookup.placenames import CODE, PlaceReader, stands_after, take_distance
from peerfind.lookup.places import Gazetteer
from peerfind.lookup.query import ONE_IS_ENOUGH, Reading, Understood
from peerfind.record import Record

LONGEST_QUERY = 400
"""Characters that are read of a query; nobody types more."""
_FACETS = ("kinds", "topics", "audiences", "languages", "contacts", "settings", "costs", "dispatch")
_TIMES = ("times", "days")
_READ = (*_FACETS, *_TIMES)
_ANY_TOPIC: Meaning = ("topics", "general")
"""The topic of what is for every trouble: "mental health" asks for nothing in particular."""
_PHONE: Meaning = ("contacts", "phone")
_WRITTEN = ("sms", "chat", "whatsapp", "email")
"""The contacts that are left to somebody who does not want to speak."""
_LONGEST_NEGATION = 4
"""Words."""
_LONGEST_NAME = 6
"""Words of a listing's name that is looked for among others."""
_SURELY_A_NAME = 3
"""Words of a name that is one even where people say the same for something else: "need to talk"."""
_WORDS_THAT_TELL = 2
"""Small words of one language that tell that a query is written in it."""


class Mention(Record):
    """Words of a query that were read as something, and what that may be."""

    words: tuple[str, ...]
    meanings: tuple[Meaning, ...]
    sure: bool = True
    """False where the words only hint at it."""

    @property
    def narrower(self) -> tuple[str, ...]:
        """The words that are not part of the codes' own names."""
        named = {root(word) for _, code in self.meanings for word in fold(code).replace("_", " ").split()}
        return tuple(word for word in self.words if root(word) not in named)


class Reader(Record):
    """What reading a query takes: the phrases, the small words, the places, the spelling."""

    lexicon: Lexicon
    grammar: Grammar
    places: Gazetteer
    spellings: Callable[[str], tuple[str, ...]]
    """Returns a word if it is known, else the known words that may have been meant."""
    is_spoken: Callable[[str], bool]
    """Whether any listing has a language; the others' names are other words first, such as "island"."""
    is_name: Callable[[str], bool]
    """Whether a folded text is the whole name of something in the directory."""

    @cached_property
    def noise(self) -> frozenset[str]:
        """The words without meaning, to look up fast; so are the following."""
        return frozenset(word for words in self.grammar.noise.values() for word in words)

    @cached_property
    def telling(self) -> dict[str, str]:
        """Small word -> the one language in which it is one."""
        told: dict[str, list[str]] = {}
        for language, words in self.grammar.noise.items():
            for word in words:
                told.setdefault(word, []).append(language)
        return {word: languages[0] for word, languages in told.items() if len(languages) == 1}

    @cached_property
    def negations(self) -> frozenset[str]:
        """What stands before something that is not wanted."""
        return frozenset(self.grammar.negations)

    @cached_property
    def placing(self) -> PlaceReader:
        """What finds places in a query."""
        return PlaceReader(
            places=self.places,
            noise=self.noise,
            before=frozenset((*self.grammar.near, *self.grammar.inside)),
            words_first=frozenset(self.grammar.words_before_towns),
            means=lambda name: bool(self.lexicon.meanings(name)),
        )

    def tokens(self, text: str, spellings: Callable[[str], tuple[str, ...]] | None = None) -> list[Token]:
        """Return the words of a text, each as it may have been meant; other `spellings` than the reader's may judge."""
        words = fold(text[:LONGEST_QUERY]).split()
        return [token for word in words for token in self._meant(word, spellings or self.spellings)]

    def read(self, query: str, home: str | None, now: dt.datetime) -> Reading:
        """Return what a query asks for; of places with one name, one in the country `home` is meant."""
        return _Pass(self, query[:LONGEST_QUERY], home).reading(now)

    def literal(self, query: str) -> Reading:
        """Return the query as nothing but its words."""
        words = tuple(dict.fromkeys(fold(query[:LONGEST_QUERY]).split()))
        unread = tuple((word,) for word in words)
        return Reading(words=unread, unread=unread, understood=Understood(rest=" ".join(words)))

    def _meant(self, word: str, spellings: Callable[[str], tuple[str, ...]]) -> list[Token]:
        """Return a word as a token; two words that were written as one, as two."""
        if word in self.noise:
            return [Token(word)]
        meant = (word,) if self.places.named(word) else spellings(word)
        mended = meant != (word,)
        return [Token(part) for part in meant[0].split(" ")] if " " in meant[0] else [Token(*meant, mended=mended)]


class _Pass:
    """One reading of one query, from its first word to its last."""

    def __init__(self, reader: Reader, query: str, home: str | None) -> None:
        self._reader, self._home = reader, home
        self._mentions: list[Mention] = []
        self._unwanted: list[Mention] = []
        self._unread: list[Token] = []
        coded = re.search(CODE, query) if "-" in query else None
        self._place = reader.places.resolve(coded[0], home) if coded else None
        text = query.replace(coded[0], " ") if coded and self._place else query
        text, self._within = take_distance(text.lower())
        text, self._clock = take_clock(text)
        self._tokens = reader.tokens(text)
        self._words = [token.word for token in self._tokens]
        at = 0
        while at < len(self._tokens):
            at += self._step(at)

    def reading(self, now: dt.datetime) -> Reading:
        """Return all that was found."""
        codes = self._codes()
        when = window(codes["times"], codes["days"], self._clock, now)
        near = self._place if self._place and self._place.lat is not None else None
        unwanted = {word for mention in self._unwanted for word in mention.words}
        words = [t.spellings for t in self._tokens if t.word not in self._reader.noise and t.word not in unwanted]
        narrower = {word for mention in self._mentions if mention.sure for word in mention.narrower}
        related = {word: tuple(self._reader.lexicon.related(word)) for word, *_ in words}
        hinted = [mention.meanings for mention in self._mentions if not mention.sure]
        return Reading(
            words=tuple(dict.fromkeys(words or [token.spellings for token in self._tokens])),
            unread=tuple(dict.fromkeys(token.spellings for token in self._unread)),
            narrower=tuple(spellings for spellings in words if spellings[0] in narrower),
            related={word: others for word, others in related.items() if others},
            asked=tuple(_asked(self._mentions, codes)),
            hinted=tuple(dict.fromkeys(hinted)),
            names=tuple(self._names()),
            unwanted=tuple((mention.words, mention.meanings) for mention in self._unwanted),
            place=self._place,
            near=near,
            within_km=self._within,
            window=when,
            understood=Understood(
                place=(self._place.code,) if self._place else (),
                contact=codes["contacts"],
                **{table: codes[table] for table in _FACETS if table != "contacts"},
                open_at=when.text() if when else None,
                near=near.name if near else None,
                within_km=self._within,
                unwanted=tuple(" ".join(mention.words) for mention in self._unwanted),
                rest=" ".join(dict.fromkeys(token.word for token in self._unread)),
            ),
        )

    def _codes(self) -> dict[str, tuple[str, ...]]:
        """Return the codes that were surely meant, by table."""
        sure = [meaning for mention in self._mentions if mention.sure for meaning in mention.meanings]
        codes = {
            table: tuple(dict.fromkeys(code for held, code in sure if held == table and (table, code) != _ANY_TOPIC))
            for table in (*_FACETS, *_TIMES)
        }
        codes["languages"] = codes["languages"] or self._written_in()
        if not codes["contacts"] and any(_PHONE in mention.meanings for mention in self._unwanted):
            codes["contacts"] = _WRITTEN
        return codes

    def _written_in(self) -> tuple[str, ...]:
        """Return the language that a query is written in, unless that is English."""
        telling = self._reader.telling
        told = Counter(telling[word] for word in self._words if word in telling)
        language, words = next(iter(told.most_common(1)), (FALLBACK_LANGUAGE, 0))
        return (language,) if language != FALLBACK_LANGUAGE and words >= _WORDS_THAT_TELL else ()

    def _names(self) -> Iterator[tuple[str, float]]:
        """Yield the whole names that stand among the words, each with the share of what was said that it takes."""
        reader, words = self._reader, self._words
        meant = max(1, sum(word not in reader.noise for word in words))
        for at in range(len(words)):
            for end in range(min(len(words), at + _LONGEST_NAME), at, -1):
                name = " ".join(words[at:end])
                ordinary = name in reader.noise or (end - at < _SURELY_A_NAME and reader.placing.means(name))
                if end - at < len(words) and reader.is_name(name) and not ordinary:
                    yield name, sum(word not in reader.noise for word in words[at:end]) / meant

    def _step(self, at: int) -> int:
        """Read what starts at a word and return over how many words it goes."""
        mention = self._mention(at)
        if not self._place:
            placing = self._reader.placing
            place, spanned = placing.at(self._words, at, self._home, after_others=bool(self._mentions))
            length = len(mention.words) if mention and mention.sure else 0
            if place and (spanned > length or (spanned == length and stands_after(self._words, at, placing.before))):
                self._place = place
                return spanned
        if mention and mention.sure:
            self._mentions.append(mention)
            return len(mention.words)
        if skipped := self._negation(at):
            return skipped
        if mention:
            self._mentions.append(mention)
            return len(mention.words)
        if self._tokens[at].word not in self._reader.noise:
            self._unread.append(self._tokens[at])
        return 1

    def _mention(self, at: int, noise: Collection[str] | None = None) -> Mention | None:
        """Return the longest phrase that starts at a word; a sure one before a hint of the same length.

        "may", "is" and "my" are words before they are codes: one word of `noise` means nothing by itself.
        """
        noise = self._reader.noise if noise is None else noise
        tokens, best = self._tokens, (0, False)
        found: dict[Meaning, None] = {}
        words: tuple[str, ...] = ()
        for phrase, table, code in self._reader.lexicon.starting(tokens, at):
            rank = (len(phrase), not table.startswith(HINT))
            if table.removeprefix(HINT) not in _READ or rank < best or len(phrase) > len(tokens) - at:
                continue
            if not all(word in tokens[at + n].roots for n, word in enumerate(phrase)):
                continue
            if len(phrase) == 1 and (tokens[at].word in noise or (table == "languages" and phrase[0] == code)):
                continue
            if table == "languages" and not self._reader.is_spoken(code):
                continue
            if rank > best:
                best, found = rank, {}
                words = tuple(self._words[at : at + len(phrase)])
            found[table.removeprefix(HINT), code] = None
        return Mention(words=words, meanings=tuple(found), sure=best[1]) if found else None

    def _negation(self, at: int) -> int:
        """Read "not AA" or "without god": what follows a word such as not, where it is known or a name."""
        words = self._words[at : at + _LONGEST_NEGATION]
        lengths = range(len(words), 0, -1)
        length = next((n for n in lengths if " ".join(words[:n]) in self._reader.negations), 0)
        if not length:
            return 0
        start = at + length
        while start < len(self._tokens) and self._words[start] in self._reader.grammar.articles:
            start += 1
        if start >= len(self._tokens):
            return 0
        mention = self._mention(start, noise=())
        named = Mention(words=(self._words[start],), meanings=())
        if self._reader.is_name(self._words[start]) and (mention is None or len(mention.words) == 1):
            mention = named  # "not AA" is not "nothing about drinking"
        if mention and not mention.sure:
            mention = named if " ".join(words[:length]) in self._reader.grammar.without else None
        if mention is None:
            return 0
        self._unwanted.append(mention)
        return start + len(mention.words) - at


def _asked(mentions: Sequence[Mention], codes: Mapping[str, tuple[str, ...]]) -> list[tuple[Meaning, ...]]:
    """Return what a listing should have: of each group, one.

    An "aa meeting" is a group and about drinking; a "medical student" is a student or works in health care.
    """
    groups: dict[tuple[Meaning, ...], None] = {}
    for mention in mentions:
        for table in _FACETS if mention.sure else ():
            meant = tuple((table, code) for held, code in mention.meanings if held == table and code in codes[table])
            if meant and table not in ONE_IS_ENOUGH:
                groups[meant] = None
    if len(several := [group for group in groups if group[0][0] == "audiences"]) > 1 and codes["topics"]:
        # The topic is what somebody needs; whoever says more of themselves needs it no less.
        groups = {group: None for group in groups if group not in several}
        groups[tuple(dict.fromkeys(meaning for group in several for meaning in group))] = None
    together = (tuple((table, code) for code in codes[table]) for table in _FACETS if table in ONE_IS_ENOUGH)
    return [*groups, *filter(None, together)]
