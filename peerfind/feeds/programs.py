"""Whose meetings a feed holds: what the fellowships call themselves, whom they are for, what their type codes mean.

A Meeting Guide feed does not name its program, and the programs use the same letters for different things: S is Spanish
for most and Speaker for ACA. So a code that collides anywhere is read only where the feed's configuration names the
program; the rest is read for all. Pure.
"""

from peerfind.record import Record


class Program(Record):
    """A fellowship."""

    organization: str
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    closed_to: str = "Closed meeting: for its members, and for people who think that they may belong."


class Meaning(Record):
    """What a type code says of a meeting."""

    audiences: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    says: str = ""
    """What people should know, in a few words."""


_FAMILY = "Closed meeting: only for families and friends."
PROGRAMS: dict[str, Program] = {
    "aa": Program(organization="Alcoholics Anonymous", topics=("substance-use",)),
    "na": Program(organization="Narcotics Anonymous", topics=("substance-use",)),
    "ca": Program(organization="Cocaine Anonymous", topics=("substance-use",)),
    "cma": Program(organization="Crystal Meth Anonymous", topics=("substance-use",)),
    "ma": Program(organization="Marijuana Anonymous", topics=("substance-use",)),
    "ha": Program(organization="Heroin Anonymous", topics=("substance-use",)),
    "recovery-dharma": Program(organization="Recovery Dharma", topics=("substance-use",)),
    "refuge-recovery": Program(organization="Refuge Recovery", topics=("substance-use",)),
    "lifering": Program(organization="LifeRing Secular Recovery", topics=("substance-use",)),
    "al-anon": Program(
        organization="Al-Anon Family Groups",
        topics=("family", "substance-use"),
        audiences=("family",),
        closed_to=_FAMILY,
    ),
    "nar-anon": Program(
        organization="Nar-Anon Family Groups",
        topics=("family", "substance-use"),
        audiences=("family",),
        closed_to=_FAMILY,
    ),
    "aca": Program(organization="Adult Children of Alcoholics", topics=("family", "trauma")),
    "coda": Program(organization="Co-Dependents Anonymous", topics=("relationships",)),
    "ga": Program(organization="Gamblers Anonymous", topics=("gambling",)),
    "gam-anon": Program(
        organization="Gam-Anon", topics=("gambling", "family"), audiences=("family",), closed_to=_FAMILY
    ),
    "oa": Program(organization="Overeaters Anonymous", topics=("eating-disorders",)),
    "fa": Program(organization="Food Addicts in Recovery Anonymous", topics=("eating-disorders",)),
    "aba": Program(organization="Anorexics and Bulimics Anonymous", topics=("eating-disorders",)),
    "eda": Program(organization="Eating Disorders Anonymous", topics=("eating-disorders",)),
    "da": Program(organization="Debtors Anonymous"),
    "ua": Program(organization="Underearners Anonymous"),
    "ea": Program(organization="Emotions Anonymous", topics=("general",)),
    "slaa": Program(organization="Sex and Love Addicts Anonymous", topics=("sexuality", "relationships")),
    "sa": Program(organization="Sexaholics Anonymous", topics=("sexuality",)),
    "siaa": Program(organization="Survivors of Incest Anonymous", topics=("sexual-assault",), audiences=("survivors",)),
    "draa": Program(organization="Dual Recovery Anonymous", topics=("substance-use",)),
}
OPEN = "Open: anyone may come."


def _for(*codes: str, says: str = "") -> Meaning:
    return Meaning(audiences=codes, says=says)


def _in(code: str) -> Meaning:
    return Meaning(languages=(code,))


def _says(words: str) -> Meaning:
    return Meaning(says=words)


_EVERYWHERE: dict[str, Meaning] = {
    "W": _for("women"), "M": _for("men"), "LGBTQ": _for("lgbtq"), "BI": _for("lgbtq"), "NB": _for("lgbtq", "trans"),
    "SEN": _for("older-adults"), "NDG": _for("indigenous"), "X": _says("wheelchair access"),
    "XB": _says("wheelchair-accessible bathroom"), "WA": _says("wheelchair access"), "BE": _says("newcomers welcome"),
    "MED": _says("meditation"), "ST": _says("step study"), "SP": _says("speaker"), "D": _says("discussion"),
    "BA": _says("babysitting available"), "CF": _says("children welcome"), "OUT": _says("outdoors"),
    "FF": _says("fragrance free"), "CAN": _says("candlelight"), "DD": _says("dual diagnosis"),
    "ASL": _in("ase"), "EN": _in("en"), "ITA": _in("it"), "KOR": _in("ko"), "POL": _in("pl"), "POR": _in("pt"),
    "PUN": _in("pa"), "RUS": _in("ru"), "TUR": _in("tr"), "UK": _in("uk"), "AF": _in("af"), "AM": _in("am"),
    "BG": _in("bg"), "DE": _in("de"), "EL": _in("el"), "FI": _in("fi"), "FR": _in("fr"), "HE": _in("he"),
    "HI": _in("hi"), "HR": _in("hr"), "HU": _in("hu"), "IS": _in("is"), "JA": _in("ja"), "KA": _in("ka"),
    "LT": _in("lt"), "ML": _in("ml"), "MT": _in("mt"), "NE": _in("ne"), "NL": _in("nl"), "NO": _in("no"),
    "SK": _in("sk"), "SL": _in("sl"), "SV": _in("sv"), "TH": _in("th"),
}  # fmt: skip
_USUAL: dict[str, Meaning] = {
    "S": _in("es"), "T": _for("lgbtq", "trans"), "Y": _for("youth"), "A": _says("secular"), "B": _says("Big Book"),
    "AR": _in("ar"), "FA": _in("fa"), "DA": _in("da"), "L": _for("lgbtq", "women"), "G": _for("lgbtq", "men"),
    "N": _for("indigenous"), "POA": _says("proof of attendance"), "P": _says("professionals"),
    "TL": _in("tl"), "POC": _says("people of color"), "TR": _says("tradition study"), "LIT": _says("literature"),
    "GR": _says("Grapevine"), "11": _says("11th step meditation"), "12x12": _says("12 steps and 12 traditions"),
}  # fmt: skip
_ONLY: dict[str, dict[str, Meaning]] = {
    "aca": {
        "S": _says("speaker"),
        "T": _says("Fellowship Text"),
        "Y": _says("Yellow Workbook"),
        "A": _says("adults only"),
    },
    "al-anon": {
        "Y": _for("youth", says="Alateen"),
        "POA": _for("parents", says="parents of alcoholics"),
        "S": _in("es"),
    },
    "ua": {"T": _says("tools")},
    "da": {"AR": _says("artists"), "S": _in("es")},
}
"""Codes that mean something else to a program than to AA; what is not named here is not read for it."""
STATES = frozenset({"O", "C", "TC", "ONL", "HY"})
"""Codes that tell who may come and where, not what the meeting is like."""


def meaning_of(code: str, program: str | None) -> Meaning | None:
    """Return what a type code of a Meeting Guide feed means in a program, or None where that is not certain."""
    own = _USUAL if program == "aa" else _ONLY.get(program or "", {})
    return own.get(code) or _EVERYWHERE.get(code)
