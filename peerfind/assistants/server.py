"""The MCP server: three tools and the listings as resources, over standard input and output.

Only `peerfind mcp` imports this, because the protocol's library is an extra and takes a second to load.
"""

import inspect
import os
import sys
from typing import Annotated, Any

from mcp.server.fastmcp import FastMCP
from mcp.types import CallToolResult, TextContent, ToolAnnotations
from pydantic import Field

from peerfind import __version__
from peerfind.api import FACETS, Directory, Wanted
from peerfind.assistants import telling
from peerfind.errors import PeerfindError
from peerfind.formats import records
from peerfind.formats.words import Speaker

_INSTRUCTIONS = (
    "Finds peer support and crisis help in a directory whose every listing says when and how it was checked. "
    "Call crisis first when somebody may be in danger. " + telling.HOW_TO_QUOTE
)
_READS = ToolAnnotations(readOnlyHint=True, destructiveHint=False, idempotentHint=True, openWorldHint=False)
_MOST = 20
Where = Annotated[str | None, Field(description="Country, state, province, city or US ZIP code, such as Ohio or KE.")]


def make_server(directory: Directory) -> FastMCP:
    """Return the server of a directory."""
    finder = directory.finder
    tools = _Tools(directory, Speaker(vocabulary=finder.vocabulary, places=finder.places))
    # Quiet, because what somebody asks must stand in no log.
    server = FastMCP("peerfind", instructions=_INSTRUCTIONS, log_level="CRITICAL")
    server._mcp_server.version = __version__  # noqa: SLF001  # the only way to say so; else it is that of the library
    for tool in (tools.search, tools.show, tools.crisis):
        server.tool(description=inspect.getdoc(tool), annotations=_READS)(tool)
    server.resource(
        "peerfind://directory",
        name="directory",
        description="What the directory holds: how many listings of each kind, topic, audience, language and place.",
        mime_type="application/json",
    )(tools.directory)
    server.resource(
        "peerfind://listing/{id}",
        name="listing",
        description="The record of one listing, by its id, with its sources.",
        mime_type="application/json",
    )(tools.listing)
    return server


def serve(server: FastMCP) -> None:
    """Answer on standard input and output until the client closes them."""
    kept = sys.stdin, sys.stdout
    # Copies, because the library closes what it is given, and the program still has to end in good order.
    sys.stdin, sys.stdout = os.fdopen(os.dup(0), encoding="utf-8"), os.fdopen(os.dup(1), "w", encoding="utf-8")
    try:
        server.run("stdio")
    finally:
        sys.stdin, sys.stdout = kept


class _Tools:
    """The tools and resources; what each says of itself is its description in the protocol."""

    def __init__(self, directory: Directory, speaker: Speaker) -> None:
        self._directory, self._speaker = directory, speaker

    def search(  # noqa: PLR0913
        self,
        query: Annotated[str, Field(description="What somebody looks for, in their own words.", max_length=1000)],
        *,
        place: Where = None,
        kinds: Annotated[list[str], Field(description="Only these, such as warmline or support_group.")] = [],  # noqa: B006
        languages: Annotated[list[str], Field(description="Only help in these, such as es.")] = [],  # noqa: B006
        contacts: Annotated[list[str], Field(description="Only what has one of these: phone, sms, chat ...")] = [],  # noqa: B006
        open_now: Annotated[bool, Field(description="Only what is known to be open now.")] = False,
        no_dispatch: Annotated[bool, Field(description="Only what never sends police without consent.")] = False,
        limit: Annotated[int, Field(ge=1, le=_MOST)] = 5,
    ) -> CallToolResult:
        """Find crisis lines, warmlines, peer groups and other help by need, name or number.

        When the words tell of danger to life the emergency number and crisis lines come first: pass them on first.
        """
        wanted: Wanted = {"kinds": kinds, "languages": languages, "contacts": contacts}
        wanted |= {"open_now": open_now, "no_dispatch": no_dispatch}
        if place:
            wanted["place"] = place
        try:
            answer = self._directory.search(query, limit=limit, **wanted)
        except PeerfindError as error:
            return _refusal(error)
        return _result(telling.answer_text(answer, self._speaker), telling.answer_data(answer))

    def show(
        self,
        id: Annotated[str, Field(description="A listing's id or whole name.", max_length=300)],  # noqa: A002
    ) -> CallToolResult:
        """Return the whole record of one listing, with its sources and the dates of its checks."""
        try:
            result = self._directory.show(id)
        except PeerfindError as error:
            return _refusal(error)
        return _result(telling.result_text(result, self._speaker), records.record(result))

    def crisis(self, place: Where = None) -> CallToolResult:
        """Return the emergency number and the crisis lines of a place, those open now first."""
        try:
            turn = self._directory.crisis(place)
        except PeerfindError as error:
            return _refusal(error)
        return _result(telling.turn_text(turn, self._speaker), records.turn(turn))

    def directory(self) -> str:
        """Return what there is, counted."""
        held = {"listings": len(self._directory)} | {name: self._directory.facets(name) for name in FACETS}
        return records.to_json(held)

    def listing(self, id: str) -> str:  # noqa: A002  # as the address has it
        """Return one record."""
        return records.to_json(records.record(self._directory.show(id)))


def _result(text: str, data: dict[str, Any]) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=text)], structuredContent=data)


def _refusal(error: PeerfindError) -> CallToolResult:
    told = " ".join(filter(None, [str(error), error.hint]))
    return CallToolResult(content=[TextContent(type="text", text=told)], isError=True)
