"""`peerfind feed init`, `publish`, `sign` and `rotate`: making and maintaining a signed feed."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peerfind.clock import read_clock
from peerfind.commands.session import write
from peerfind.directory.text import counted
from peerfind.errors import DataError
from peerfind.feeds.adding import grouped, joined

if TYPE_CHECKING:
    from peerfind.feeds.publishing import Publisher

app = typer.Typer(rich_markup_mode=None, add_completion=False)
_Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder that a web host serves.")]
_Keys = Annotated[Path | None, typer.Option(help="The folder of the private keys; else DIR-keys beside it.")]


def complete_keys(incomplete: str) -> list[str]:
    """Return the keys of a feed that start so."""
    return [key for key in ("root-1", "root-2", "root-3", "targets", "online") if key.startswith(incomplete)]


@app.command()
def init(folder: _Folder, keys: _Keys = None) -> None:
    """Make a signed feed with its keys: three for the root, one for listings, one for a scheduled job.

    peerfind feed init public/feed
    """
    publisher = _publisher(folder, keys)
    made = publisher.init()
    write(f"Made {folder}; the private keys are in {publisher.keys}: never publish them.\n")
    write(f"Fingerprint: {grouped(joined(made))}\n")


@app.command()
def publish(
    folder: _Folder,
    directory: Annotated[Path | None, typer.Option(help="The folder of resources.yaml; else the bundled one.")] = None,
    keys: _Keys = None,
) -> None:
    """Put the listings of YAML files into the feed and sign it; with faults in a file, nothing is published.

    peerfind feed publish public/feed --directory listings
    """
    from peerfind.commands.feeding import read_whole_directory  # here, because signing needs no listings

    publisher = _publisher(folder, keys)
    listings = read_whole_directory(directory)
    changed = publisher.publish(listings)
    published = counted(len(listings), "listing", "listings")
    write(f"{folder}: {published} published{'' if changed else ', the same as before'}.\n")


@app.command()
def sign(folder: _Folder, keys: _Keys = None) -> None:
    """Say anew that the feed is the newest; for a scheduled job, which has the online key alone.

    peerfind feed sign public/feed --keys online-key
    """
    _publisher(folder, keys).sign()
    write(f"{folder}: signed.\n")


@app.command()
def rotate(
    folder: _Folder,
    key: Annotated[
        str, typer.Argument(help="root-1, root-2, root-3, targets or online.", autocompletion=complete_keys)
    ],
    keys: _Keys = None,
) -> None:
    """Replace a key by a new one, signed for by two root keys.

    peerfind feed rotate public/feed online
    """
    publisher = _publisher(folder, keys)
    publisher.rotate(key)
    write(f"{folder}: {key} is a new key, kept in {publisher.keys}.\n")


def _publisher(folder: Path, keys: Path | None) -> "Publisher":
    from peerfind.feeds.publishing import Publisher, default_keys  # here, because it loads The Update Framework

    if folder.exists() and not folder.is_dir():
        raise DataError(f"{folder} is not a folder")
    return Publisher(folder, keys or default_keys(folder), read_clock(os.environ))
