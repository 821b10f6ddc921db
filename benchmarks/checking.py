"""Measure `peerfind check` and `fmt` on many listings: the curated directory, and copies with other names and numbers.

    python benchmarks/checking.py [COPIES]

Ten copies hold 10,000 listings. Names, numbers and addresses of the copies are made up; nobody should dial them.
"""

import datetime as dt
import random
import resource
import string
import sys
import time

from peerfind.curation.background import load_given
from peerfind.curation.checking import check_files
from peerfind.curation.layout import file_key, format_text
from peerfind.directory.loading import read_directory
from peerfind.directory.model import Contact, Listing
from peerfind.directory.writing import render_file
from peerfind.lookup.store import directory_folder, read_files

HEAD = "# yaml-language-server: $schema=peerfind/data/listing.schema.json\n"
AREAS = (201, 202, 205, 212, 213, 216, 303, 305, 312, 404, 412, 415, 503, 512, 602, 612, 617, 702, 713, 808)


def copies(count: int) -> list[tuple[str, bytes]]:
    """Return the files of the directory with so many copies of its listings."""
    chance = random.Random(7)
    given = load_given(dt.date(2026, 11, 23))
    directory = read_directory(read_files(directory_folder()), given.codes)
    files: dict[str, list[Listing]] = {}
    for listing, (name, _) in zip(directory.listings, directory.places, strict=True):
        made = [listing, *(other(listing, n, chance) for n in range(1, count))]
        files.setdefault(name, []).extend(made)
    for held in files.values():
        held.sort(key=lambda listing: file_key(listing.serves[0], listing.id))
    return [(name, render_file(held, head=HEAD).encode()) for name, held in files.items()]


def other(listing: Listing, copy: int, chance: random.Random) -> Listing:
    """Return a listing of the same shape with another name, number and address."""

    def word() -> str:
        return "".join(chance.choices(string.ascii_lowercase, k=12))

    def contact(old: Contact) -> Contact:
        if old.value.startswith("https://"):
            return old.replace(value=f"https://{word()}.example/")
        number = f"+1{chance.choice(AREAS)}{chance.randrange(2_000_000, 9_999_999)}"
        return old.replace(value=number, say=None, keyword=None) if old.value[0] in "+0123456789" else old

    return listing.replace(
        id=f"{listing.id}-{copy}",
        name=f"{word()} {word()}".title(),
        aliases=tuple(word() for _ in listing.aliases),
        url=f"https://{word()}.example/" if listing.url else None,
        contacts=tuple(contact(old) for old in listing.contacts),
        replaced_by=None,
    )


def main(count: int) -> None:
    """Print the figures."""
    files = copies(count)
    lines = sum(data.count(b"\n") for _, data in files)
    started, worked = time.perf_counter(), time.process_time()
    checked = check_files(files, load_given(dt.date(2026, 11, 23)))
    took, cpu = time.perf_counter() - started, time.process_time() - worked
    print(f"{len(checked.listings):,} listings, {lines:,} lines: {len(checked.findings):,} findings")
    print(f"check: {took:.1f} s ({cpu:.1f} s of the processor)")
    worked = time.process_time()
    changed = sum(format_text(data.decode()).encode() != data for _, data in files)
    print(f"fmt: {time.process_time() - worked:.1f} s of the processor, {changed} files would change")
    print(f"memory at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
