"""PF1: what the reader finds while it types the text of a listing by the model."""

from peerfind.curation.findings import Rule

RULES = (
    Rule(
        code="PF101",
        name="not-yaml",
        severity="error",
        sort="yaml",
        what="The entry is not YAML that a listing can be read from: a tab, an open quote, a colon in a text "
        "without quotes, a field that stands twice, an anchor or a tag. The other listings of the file are "
        "still read.",
        bad="name: Harbour: the line\n",
        good='name: "Harbour: the line"\n',
    ),
    Rule(
        code="PF102",
        name="not-utf-8",
        severity="error",
        sort="encoding",
        what="The file holds bytes that are not UTF-8, or a character that was lost when it was saved. Save it "
        "as UTF-8 and type the character again.",
        bad="name: Tel\ufffdfono\n",
        good="name: Teléfono\n",
    ),
    Rule(
        code="PF103",
        name="unknown-field",
        severity="error",
        sort="field",
        what="There is no such field: a name misspelt, or at the wrong depth.",
        bad="phone_hours: all day\n",
        good='hours: "24/7"\n',
    ),
    Rule(
        code="PF104",
        name="missing-field",
        severity="error",
        sort="missing",
        what="A field that every listing, contact or source needs is missing.",
        bad='contacts:\n  - {value: "988"}\n',
        good='contacts:\n  - {type: phone, value: "988"}\n',
    ),
    Rule(
        code="PF105",
        name="wrong-value",
        severity="error",
        sort="value",
        what="The value is not of the kind that belongs there: a date, a list, one of a few words, a web address.",
        bad="cost: gratis\n",
        good="cost: free\n",
    ),
    Rule(
        code="PF106",
        name="unknown-code",
        severity="error",
        sort="code",
        what='The kind, topic, audience, language, place or time zone is not known. "peerfind facets topics" '
        "lists what there is.",
        bad="topics: [greif]\n",
        good="topics: [grief]\n",
    ),
    Rule(
        code="PF107",
        name="taken-id",
        severity="error",
        sort="taken",
        what="Another listing has this id. Ids are stable for ever, so the newer listing needs another.",
        bad="- id: harbour-line\n- id: harbour-line\n",
        good="- id: harbour-line\n- {id: inland-line, name: Mountain Rescue Friends}\n",
    ),
    Rule(
        code="PF108",
        name="hidden-characters",
        severity="error",
        sort="hidden",
        mends="value",
        what="The text holds control, invisible or direction-changing characters, which can make a number look "
        "like another.",
        bad='name: "Harbour\\u202e Line"\n',
        good="name: Harbour Line\n",
    ),
    Rule(
        code="PF109",
        name="too-long",
        severity="error",
        sort="length",
        what="The text is longer than cards and printed lists have room for; a summary has at most 240 characters.",
        bad=f"summary: {'We listen to you. ' * 14}\n",
        good="summary: We listen to you.\n",
    ),
)
