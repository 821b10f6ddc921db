"""The text by which somebody who found a wrong number tells those who can mend it. Pure; nothing is sent."""

from urllib.parse import quote, urlencode

from peerfind.curation.queue import what_to_do
from peerfind.directory.freshness import Freshness
from peerfind.directory.model import Listing
from peerfind.directory.numbers import is_number
from peerfind.directory.text import clean
from peerfind.record import Record

_LONGEST_LINK = 2_000
"""Characters; programs for mail cut longer ones."""
_TO_FILL_IN = "(what happened when you called or wrote; please do not write about yourself or anybody you help)"


class Report(Record):
    """A mail or issue, ready to send."""

    subject: str
    body: str

    @property
    def text(self) -> str:
        """Return it as it is pasted."""
        return f"Subject: {self.subject}\n\n{self.body}"

    def link(self, to: str) -> str:
        """Return the address that opens it filled in: of a mail, or of a new issue of a repository."""
        if "@" in to and not to.startswith("http"):
            mail = urlencode({"subject": self.subject, "body": self.body}, quote_via=quote)
            return f"mailto:{quote(to, safe='@')}?{mail}"
        where = to.rstrip("/").removesuffix("/issues").removesuffix(".git")
        whole = f"{where}/issues/new?{urlencode({'title': self.subject, 'body': self.body, 'labels': 'wrong-number'})}"
        if len(whole) <= _LONGEST_LINK:
            return whole
        return f"{where}/issues/new?{urlencode({'title': self.subject, 'labels': 'wrong-number'})}"


def report(listing: Listing, fresh: Freshness, version: str, what: str = "") -> Report:
    """Return the report that a listing's facts are wrong: what the directory says, and what somebody found."""
    ways = [
        f"- {what_to_do(contact)}" if is_number(contact.value) else f"- {contact.type}: {contact.value}"
        for contact in listing.contacts
    ]
    body = [
        f"Listing: {listing.id} ({listing.name})",
        "",
        "The directory says:",
        *(ways or [f"- web: {listing.url}"]),
        *([f"- hours: {listing.hours}"] if listing.hours else []),
        f"- checked: {fresh.source.how} {fresh.source.checked}, {fresh.source.url}",
        "",
        "What is wrong:",
        clean(what) or _TO_FILL_IN,
        "",
        "Where the right facts stand, if you know (a page's address):",
        "",
        f"peerfind {version}",
        "",
    ]
    return Report(subject=f"Wrong: {listing.name} ({listing.id})", body="\n".join(body))
