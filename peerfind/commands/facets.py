"""`peerfind facets`."""

from enum import StrEnum
from typing import Annotated

import typer

from peerfind.api import FACETS
from peerfind.commands.options import Asked, with_asked
from peerfind.commands.session import Session, write
from peerfind.formats import records

app = typer.Typer(rich_markup_mode=None, add_completion=False)


class Facet(StrEnum):
    """What listings can be counted by."""

    kinds = "kinds"
    topics = "topics"
    audiences = "audiences"
    languages = "languages"
    contacts = "contacts"
    settings = "settings"
    places = "places"


@app.command()
@with_asked
def facets(
    facet: Annotated[Facet, typer.Argument(help="What to count by.")],
    json: Annotated[bool, typer.Option("--json", help="A list of objects, for scripts.")] = False,
    *,
    asked: Asked,
) -> None:
    """List codes with their labels and how many listings have them.

    peerfind facets topics

    peerfind facets kinds --in Ohio
    """
    session = asked.session()
    counts = session.finder.counts(FACETS[facet.value], asked.filters(session), session.now)
    known = session.finder.vocabulary.labels.get(facet.value, {})
    every = counts if facet in (Facet.languages, Facet.places) else {code: counts.get(code, 0) for code in known}
    rows = [
        {"code": code, "label": _label(session, facet, code), "count": count}
        for code, count in sorted(every.items(), key=lambda item: (-item[1], item[0]))
    ]
    if json:
        write(records.to_json(rows, indent=session.on_terminal) + "\n")
    elif session.on_terminal:
        width = max((len(str(row["code"])) for row in rows), default=0)
        write("".join(f"{row['count']:>6}  {row['code']:<{width}}  {row['label']}\n" for row in rows))
    else:
        write("".join(f"{row['code']}\t{row['count']}\t{row['label']}\n" for row in rows))


def _label(session: Session, facet: Facet, code: str) -> str:
    if facet is Facet.places:
        return session.speaker.place(code)
    return session.speaker.label(facet.value, code)
