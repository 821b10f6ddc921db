"""The rules of `peerfind check`, one family a file. The first digit of a code tells the family; codes are for ever."""

from peerfind.curation.findings import Rule
from peerfind.curation.rules import addresses, changes, form, hours, numbers, pairs, shape, sources, whole, words

FAMILIES: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    ("PF1: shape", shape.RULES),
    ("PF2: numbers", numbers.RULES),
    ("PF3: hours", hours.RULES),
    ("PF4: web addresses", addresses.RULES),
    ("PF5: sources", sources.RULES),
    ("PF6: words", words.RULES),
    ("PF7: the listing as a whole", whole.RULES),
    ("PF8: listings beside one another", pairs.RULES),
    ("PF9: form and changes", (*form.RULES, *changes.RULES)),
)
RULES: dict[str, Rule] = {rule.code: rule for _, rules in FAMILIES for rule in rules}
