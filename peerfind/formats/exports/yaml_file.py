"""Listings as the directory's own files hold them: YAML in the canonical form."""

from peerfind.directory.text import counted
from peerfind.directory.writing import render_file
from peerfind.formats.exports.contents import Export


def render(export: Export) -> str:
    """Return a file of listings that this program, and `peerfind check`, read again."""
    listings = counted(len(export.results), "listing", "listings")
    head = f"# {listings} of a peerfind directory, written {export.moment:%Y-%m-%d}.\n"
    return render_file([result.listing for result in export.results], head=head)
