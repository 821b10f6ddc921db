"""What `peerfind --version` tells: the program's version, and which edition of the directory it looks things up in."""

from peerfind import __version__
from peerfind.commands.everywhere import catalogue_in, surroundings
from peerfind.commands.session import folder_of
from peerfind.directory.edition import edition_of
from peerfind.errors import PeerfindError
from peerfind.lookup.store import read_files
from peerfind.settings import load_settings


def version_line() -> str:
    """Return one line; a directory that can't be read does not keep the program from telling its own version."""
    environ = surroundings()
    told = f"peerfind {__version__}"
    try:
        edition = edition_of(read_files(folder_of(load_settings(environ))))
    except PeerfindError as error:
        return f"{told} ({error})\n"
    message = "{program}, directory of {day} ({number} listings, edition {digest})"
    number = f"{edition.listings:,}"
    return (
        catalogue_in(environ).say(message, program=told, day=edition.newest, number=number, digest=edition.digest)
        + "\n"
    )
