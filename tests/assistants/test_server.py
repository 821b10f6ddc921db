"""The server, asked by the protocol's own client."""

import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.shared.exceptions import McpError
from mcp.shared.memory import create_connected_server_and_client_session
from mcp.types import CallToolResult, TextContent, TextResourceContents
from pydantic import AnyUrl

from peerfind import Directory, __version__
from peerfind.assistants.server import make_server
from tests.conftest import SMALL


@asynccontextmanager
async def client() -> AsyncIterator[ClientSession]:
    """Connect to a server of the small directory in this process."""
    async with create_connected_server_and_client_session(make_server(Directory.open(SMALL))) as session:
        yield session


async def call(tool: str, **arguments: object) -> CallToolResult:
    async with client() as session:
        return await session.call_tool(tool, arguments)


def text_of(result: CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


async def read(address: str) -> object:
    async with client() as session:
        (content,) = (await session.read_resource(AnyUrl(address))).contents
    assert isinstance(content, TextResourceContents)
    return json.loads(content.text)


async def test_a_client_starts_it_and_asks_over_standard_input_and_output() -> None:
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "peerfind", "mcp", "--in", "Kenya"], env={**os.environ}
    )
    async with stdio_client(command) as streams, ClientSession(*streams) as session:
        started = await session.initialize()
        crisis = await session.call_tool("crisis", {})
        shown = await session.call_tool("show", {"id": "aunty-line"})
    assert (started.serverInfo.name, started.serverInfo.version) == ("peerfind", __version__)
    assert "Emergency (Kenya): 999" in text_of(crisis)
    assert shown.structuredContent
    assert shown.structuredContent["contacts"][0] == {"type": "phone", "value": "+18005550100"}


async def test_the_tools_say_what_they_do_and_that_they_only_read() -> None:
    async with client() as session:
        tools = (await session.list_tools()).tools
    assert [tool.name for tool in tools] == ["search", "show", "crisis"]
    assert [tool.inputSchema.get("required", []) for tool in tools] == [["query"], ["id"], []]
    for tool in tools:
        assert tool.description
        assert "\n    " not in tool.description
        assert tool.annotations
        assert tool.annotations.readOnlyHint


async def test_a_search_returns_records_as_they_are() -> None:
    found = await call("search", query="harbour", limit=1)
    assert found.structuredContent
    assert found.structuredContent["results"][0]["sources"][0]["checked"] == "2026-11-22"
    assert "Call 988 (then press 2; Spanish)" in text_of(found)
    assert "Checked: from a copy" in text_of(found)


async def test_filters_apply() -> None:
    found = await call("search", query="", kinds=["warmline"], place="Ohio", contacts=["sms"], languages=["en"])
    assert found.structuredContent
    assert [held["id"] for held in found.structuredContent["results"]] == ["aunty-line"]
    closed = await call("search", query="", kinds=["warmline"], open_now=True, no_dispatch=True)
    assert closed.structuredContent
    assert [held["id"] for held in closed.structuredContent["results"]] == ["aunty-line"]


async def test_danger_brings_the_emergency_number_first() -> None:
    found = await call("search", query="i want to kill myself", place="Kenya")
    assert found.structuredContent
    assert [*found.structuredContent][1:5] == ["urgent", "place", "emergency", "crisis_lines"]
    assert text_of(found).index("Emergency (Kenya): 999") < text_of(found).index("listings, the best first")


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("search", {"query": "x", "kinds": ["zzz"]}, "kinds 'zzz' is not known"),
        ("search", {"query": "x", "limit": 1000}, "less than or equal to 20"),
        ("show", {"id": "harbor-lifelne"}, "Did you mean harbour-lifeline?"),
        ("crisis", {"place": "zz"}, "place: no place 'zz' is known"),
    ],
)
async def test_misuse_is_told(tool: str, arguments: dict[str, object], told: str) -> None:
    refused = await call(tool, **arguments)
    assert refused.isError
    assert told in text_of(refused)


async def test_the_resources_are_listed() -> None:
    async with client() as session:
        resources = (await session.list_resources()).resources
        templates = (await session.list_resource_templates()).resourceTemplates
    assert [str(resource.uri) for resource in resources] == ["peerfind://directory"]
    assert [template.uriTemplate for template in templates] == ["peerfind://listing/{id}"]


async def test_a_resource_tells_what_there_is() -> None:
    held = await read("peerfind://directory")
    assert isinstance(held, dict)
    assert (held["listings"], held["kinds"]["warmline"], held["places"]["KE"]) == (8, 2, 1)


async def test_a_listing_is_a_resource() -> None:
    held = await read("peerfind://listing/ke-simu")
    assert isinstance(held, dict)
    assert (held["id"], held["contacts"]) == ("ke-simu", [{"type": "phone", "value": "1190"}])


async def test_an_unknown_listing_is_an_error() -> None:
    async with client() as session:
        with pytest.raises(McpError, match="No listing is called 'none'"):
            await session.read_resource(AnyUrl("peerfind://listing/none"))
