"""Meetings of peer-run groups to listings, whatever format they came in.

Only what is for everybody is taken: venue, schedule, the group's page and its way in. No person's name, number or
address, no login, no payment handle, no passcode.
"""

from collections.abc import Callable, Iterable, Iterator

from peerfind.directory.model import Contact, Listing, Setting, Source, Status
from peerfind.directory.text import digits
from peerfind.feeds.areas import Address, place_of
from peerfind.feeds.cleaning import LINE, SUMMARY, cut, link, opens_a_room
from peerfind.feeds.documents import Row
from peerfind.feeds.doubts import Doubts, UnusableError
from peerfind.feeds.numbers import numbers_of
from peerfind.feeds.programs import OPEN, Program
from peerfind.feeds.weekly import LONGEST, SHORTEST, hours_of, not_weekly
from peerfind.record import Record

_HOSTS = (
    "zoom.us", "zoomgov.com", "meet.google.com", "teams.microsoft.com", "teams.live.com", "gotomeet.me",
    "gotomeeting.com", "webex.com", "meet.jit.si", "bluejeans.com", "freeconferencecall.com", "freeconference.com",
    "skype.com", "discord.com", "discord.gg", "whereby.com", "dialpad.com", "uberconference.com",
)  # fmt: skip
_LONG_ENOUGH = 10
"""Characters of a dial-in number."""
UNKNOWN = Program(organization="")


class Meeting(Record):
    """What a row tells, cleaned."""

    id: str
    name: str
    program: Program = UNKNOWN
    entity: str = ""
    """The office or service body that lists it."""
    days: tuple[str, ...] = ()
    start: int | None = None
    """Minutes from the start of the day."""
    lasts: int | None = None
    """Minutes."""
    assumed: bool = False
    """Whether the row leaves the length open."""
    address: Address
    venue: str = ""
    point: tuple[float, float] | None = None
    contacts: tuple[Contact, ...] = ()
    setting: Setting
    status: Status = "active"
    alert: str | None = None
    closed: bool | None = None
    """Whether it is for members only; None where the row does not say."""
    closed_by_default: bool = False
    says: tuple[str, ...] = ()
    notes: str = ""
    audiences: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    zone: str | None = None
    serves: tuple[str, ...]
    url: str | None = None
    source: Source


def listings_of(rows: Iterable[Row], read_row: Callable[[Row], Meeting], doubts: Doubts) -> Iterator[Listing]:
    """Yield the listings of rows; what can't be used or stands twice is passed over and told of at the end."""
    seen: set[str] = set()
    for row in rows:
        try:
            meeting = read_row(row)
        except UnusableError as error:
            doubts.pass_over(error)
            continue
        if meeting.id in seen:
            doubts.note("a meeting stands twice, the same in name, day and time: the first is taken", meeting.name)
            continue
        seen.add(meeting.id)
        yield listing_of(meeting)
    doubts.tell()


def listing_of(meeting: Meeting) -> Listing:
    """Return a meeting as a listing."""
    program = meeting.program
    hours, note = _hours(meeting)
    entity = meeting.entity if meeting.entity != program.organization else ""
    eligibility = {True: program.closed_to, False: OPEN, None: None}[meeting.closed]
    if eligibility and meeting.closed_by_default:
        eligibility = f"{eligibility} (The list's default; this group does not say.)"
    return Listing(
        id=meeting.id,
        name=meeting.name,
        kind="support_group",
        organization=", ".join(filter(None, [program.organization, entity]))[:LINE] or None,
        summary=_summary(meeting),
        alert=meeting.alert,
        status=meeting.status,
        url=meeting.url,
        contacts=meeting.contacts,
        serves=meeting.serves,
        place=place_of(meeting.address, meeting.venue, meeting.point) if meeting.setting != "online" else None,
        setting=meeting.setting,
        hours=hours,
        hours_note=note,
        timezone=meeting.zone,
        languages=meeting.languages,
        audiences=_unique([*program.audiences, *meeting.audiences]),
        topics=_unique([*program.topics, *meeting.topics]),
        peer_run=True,
        anonymous=True,
        eligibility=eligibility,
        sources=(meeting.source,),
    )


def ways_in(link_: object, number: object, page: str | None, country: str | None) -> tuple[Contact, ...]:
    """Return the ways into an online meeting: its room, by a link or the page that tells it, and its number."""
    return tuple(way for way in (room(link_, page), dial_in(number, country)) if way)


def room(value: object, page: str | None) -> Contact | None:
    """Return the way into an online meeting by a link of a known conference host; of one with a passcode, its page."""
    url = link(value)
    host = url.removeprefix("https://").partition("/")[0].partition("?")[0] if url else ""
    if not url or not any(host == known or host.endswith(f".{known}") for known in _HOSTS):
        return None
    if not opens_a_room(url):
        return Contact(type="web", value=url, note="online meeting")
    if page:
        return Contact(type="web", value=page, note="online meeting; the way in stands on this page")
    return Contact(type="web", value=f"https://{host}/", note="online meeting; ask the group for the way in")


def dial_in(value: object, country: str | None) -> Contact | None:
    """Return the number of an online meeting, without the codes that stand behind it."""
    text = str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
    number = text.partition(",")[0].partition(";")[0].partition("#")[0]
    if len(text.strip()) < _LONG_ENOUGH or len(digits(number)) < _LONG_ENOUGH - 3:
        return None
    found = numbers_of(number, country)
    return Contact(type="phone", value=found[0].value, note="dial-in to the meeting") if found else None


def setting_of(*, online: bool, in_person: bool) -> Setting | None:
    """Return where a meeting is held, or None for one that is held nowhere."""
    if online and in_person:
        return "hybrid"
    return "online" if online else "in_person" if in_person else None


def closed_for_now(*, online: bool) -> str:
    """Return what must be known of a group whose usual place is closed."""
    return "The usual place is closed for now" + ("; the group meets online." if online else ".")


def _summary(meeting: Meeting) -> str:
    kind = {"in_person": "meeting", "online": "online meeting", "hybrid": "meeting in person and online"}[
        meeting.setting
    ]
    named = f"{meeting.program.organization or meeting.entity} {kind}".strip()
    said = ", ".join(dict.fromkeys(meeting.says))
    first = f"{named[:1].upper()}{named[1:]}" + (f": {said}." if said else ".")
    return cut(" ".join(filter(None, [first, meeting.notes])), SUMMARY)


def _hours(meeting: Meeting) -> tuple[str | None, str]:
    """Return when a meeting is held, and what else there is to know of that."""
    check = "Check before going."
    if not meeting.days or meeting.start is None:
        return None, cut(" ".join(filter(None, ["No regular time: by appointment.", meeting.notes, check])), LINE)
    hours = hours_of(meeting.days, meeting.start, meeting.lasts)
    words = f"{meeting.name}. {meeting.notes}"
    if not_weekly(words):
        told = f"Listed as {hours}, but not held every week: {meeting.notes or meeting.name}"
        return None, cut(f"{told} {check}", LINE)
    notes = []
    if meeting.assumed and hours[-1] != "+":
        notes.append("No end is listed; one hour is assumed.")
    if meeting.start == 0 and meeting.lasts is not None and SHORTEST <= meeting.lasts <= LONGEST:
        notes.append("Listed at 00:00, when that day begins; the group may mean the night after.")
    return hours, " ".join([*notes, check])


def _unique(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
