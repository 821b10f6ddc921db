"""The directory for a completion: an index that was built before, or none. Nothing is built, told or waited for."""

from peerfind.catalogue import Catalogue, load_catalogue
from peerfind.commands.everywhere import surroundings
from peerfind.commands.session import folder_of
from peerfind.lookup.finder import Finder
from peerfind.lookup.snapshots import current_snapshots
from peerfind.lookup.store import open_ready
from peerfind.record import Record
from peerfind.settings import load_settings


class Ready(Record):
    """An open directory, and the language in which it is told."""

    finder: Finder
    catalogue: Catalogue

    def label(self, table: str, code: str) -> str:
        """Return what a code is called."""
        return self.finder.vocabulary.label(table, code, self.catalogue.language)


def ready() -> Ready | None:
    """Return the directory, where its index is there."""
    settings = load_settings(surroundings())
    feeds = current_snapshots(settings.data)
    opened = open_ready(folder_of(settings), settings.cache, feeds)
    return Ready(finder=opened.finder, catalogue=load_catalogue(settings.ui_language.value)) if opened else None
