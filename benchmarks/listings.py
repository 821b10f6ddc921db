"""Plausible listings and queries for benchmarks, as many as wanted.

    python benchmarks/listings.py [COUNT] [SEED]      # listings as YAML
    python benchmarks/listings.py --queries [COUNT] [SEED]

The fellowships and cities are real; the groups, services, addresses and numbers are made up.

A large directory of peer support is mostly local meetings, and these have much the same names everywhere. So do these:
names come from short lists by Zipf's law, cities by their people, summaries from a grammar. The same seed gives the
same listings on every machine and version of Python, and a smaller count gives the first of a larger one. Telephone
numbers are from the ranges that regulators keep for films, and addresses of the web from example.org; countries
without such a range get no numbers.
"""

import datetime as dt
import random
import re
import sys
import zlib
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import accumulate, product
from typing import Any, Generic, NamedTuple, TypeVar

from peerfind.directory.model import Contact, Listing, Place, Setting, Source
from peerfind.directory.text import fold
from peerfind.directory.writing import render_listing
from peerfind.lookup.store import DATA, load_places
from peerfind.lookup.table import SortedTable

T = TypeVar("T")
Draw = Callable[[], float]
"""Returns the next number from 0 to 1. Of random.Random, only random() is promised never to change."""

# What the listings are. A value without a source is an assumption.
MEETINGS = 0.7
"""Share of weekly meetings; assumed: one fellowship alone reports 27,677 in the US (NA, J Addict Med 2019)."""
SERVICES = 0.2
"""Share of local services: centers, warmlines of counties, programs of schools, workplaces, clinics; assumed."""
UNITED_STATES = 0.7
"""Share of listings there; assumed: most fellowships began there and meet most there."""
ENGLISH_ABROAD = 0.1
"""Share of listings in Canada, the United Kingdom, Australia, Ireland and New Zealand together; assumed."""
SPANISH_IN_US = 0.06
"""Share of US listings in Spanish; assumed: about one person in eight speaks it at home (census), fewer meet in it."""
FRENCH_IN_QUEBEC = 0.8
"""Share of listings there in French: about the share of people who speak it at home (census)."""
ONLINE, HYBRID = 0.15, 0.13
"""Shares of meetings that can be joined from home; assumed: many stayed online after 2020."""
SEVERAL_DAYS = 0.17
"""Share of meetings on several days a week; assumed."""
MONTHLY = 0.45
"""Share of chapters (grief, moods, one thing in life) that meet once or twice a month; assumed."""
FOR_SOME = 0.27
"""Share of fellowships' meetings for women, men, young people or others; assumed."""
TIMELY = 0.2
"""Share of the rest whose name tells the time of day, such as Nooners; assumed."""
ALIASED = 0.12
"""Share of listings with another name; assumed: nine in ten have one in the curated directory, meetings hardly any."""
LENGTHS = (90, 165)
"""Characters from which a summary is long enough: the middle four fifths of the curated directory's have 86 to 159."""
LONGEST = 240
"""Characters of a summary that the model takes."""
LAST_CHECK = dt.date(2026, 11, 22)
"""The newest check; fixed, so that the listings do not change with the day."""
_LAST_DAY = LAST_CHECK.toordinal()
OLDEST_CHECK = 900
"""Days before it, at most; newer checks are commoner. Assumed: some are fresh, some due, some stale."""
NEARBY = 0.06
"""Degrees that an address may lie from its city's middle: about six kilometers. Assumed."""

QUERIES = {
    "name": 0.16,
    "partial name": 0.12,
    "need": 0.22,
    "three facets": 0.12,
    "common word": 0.08,
    "misspelt": 0.12,
    "place": 0.05,
    "number": 0.05,
    "other language": 0.08,
}
"""Form -> share; assumed, since nobody keeps what people ask this program."""
TWO_SLIPS = 0.3
"""Share of misspelt queries with two slips; assumed. Damerau (1964) found one slip in four of five misspelt words."""


class Pool(Generic[T]):
    """Things to draw from, each with its weight."""

    def __init__(self, weighted: Iterable[tuple[T, float]]) -> None:
        self.pairs = [*weighted]
        self._items = [item for item, _ in self.pairs]
        self._steps = [*accumulate(weight for _, weight in self.pairs)]
        self._whole, self._last = self._steps[-1], len(self._steps) - 1

    def pick(self, draw: float) -> T:
        """Return the thing that a number from 0 to 1 falls on."""
        return self._items[bisect(self._steps, draw * self._whole, 0, self._last)]


def _even(text: str) -> Pool[str]:
    """Return a pool of the lines of a text, one as likely as another."""
    return Pool((line.strip(), 1.0) for line in text.strip().splitlines())


def _zipf(text: str) -> Pool[str]:
    """Return a pool of what stands between bars: the second is half as likely as the first, and so on."""
    parts = " ".join(text.split()).split(" | ")
    return Pool((part, 1 / rank) for rank, part in enumerate(parts, 1))


def _weighted(text: str) -> Pool[str]:
    """Return a pool of the lines of a text; each starts with its weight."""
    return Pool((line, float(weight)) for weight, line in (row.split(None, 1) for row in text.strip().splitlines()))


class Program(NamedTuple):
    """A fellowship or kind of group that holds meetings."""

    share: float
    short: str
    """What members call it; also starts the ids."""
    organization: str
    """May name the city."""
    topics: tuple[str, ...]
    names: Pool[str]
    """Patterns for names: {core}, {day}, {time}, {city} ..."""
    cores: Pool[str]
    types: Pool[str]
    about: Pool[str]
    """First sentences of summaries."""
    goes: Pool[str]
    """Second sentences: how a meeting goes."""
    audiences: tuple[str, ...] = ()
    anonymous: bool | None = None
    peer_run: bool = True
    chapters: bool = False
    """Whether it may meet monthly, and has no meetings for some people only."""
    issue: str = ""
    """What it is about, in a sentence."""


class Service(NamedTuple):
    """A kind of service with an office or a line."""

    share: float
    kind: str
    area: str
    """What it serves: region or country; local ones have an address, too."""
    names: Pool[str]
    about: Pool[str]
    topics: Pool[str]
    hours: Pool[str]
    """May be empty."""
    contacts: str
    """Types in order; the later, the less likely."""
    audiences: Pool[str] = Pool([("", 1.0)])
    setting: Setting | None = None
    peer_run: Pool[str] = Pool([("yes", 6.0), ("mixed", 2.0), ("", 2.0)])
    costs: Pool[str] = Pool([("free", 8.0), ("", 2.0)])
    local: bool = True


class Tongue(NamedTuple):
    """How listings are worded in a language."""

    code: str
    programs: Pool[Program]
    services: Pool[Service]
    others: Pool[Service]
    days: Mapping[str, tuple[str, str]]
    """Days as OpenStreetMap writes them -> as in a name, as in a sentence."""
    times: tuple[tuple[int, str, str], ...]
    """Up to which hour: in a name, and "at Noon" in a name."""
    clock: Callable[[int, int], str]
    """Writes a time."""
    some: Pool[tuple[str, str]]
    """Prefixes of names, and the audiences that they are for."""
    timely: Mapping[str, Pool[str]]
    """Names by the time of day."""
    venues: Pool[str]
    streets: Pool[str]
    address: str
    """A pattern of a house and street."""
    houses: int
    """The highest number of a house."""
    bright: Pool[str]
    """First halves of services' names."""
    gather: Pool[str]
    """Sentences on when and where a group meets."""
    there: Pool[str]
    """Sentences on a place."""
    online: Pool[str]
    """Sentences on joining from home."""


class City(NamedTuple):
    """A city with all that a listing there needs to know of it."""

    name: str
    slug: str
    code: str
    around: str
    """The name of its state, province or country."""
    lat: float
    lon: float
    zone: str
    postcodes: tuple[str, ...]
    """With # for a digit and @ for a letter to come."""


# ---------------------------------------------------------------- words: English meetings

_CORES = _zipf(
    """Serenity | New Beginnings | Keep It Simple | One Day at a Time | Living Sober | Primary Purpose | Just for Today
    | Courage to Change | Happy Joyous and Free | Back to Basics | New Hope | Easy Does It | First Things First
    | Into Action | There Is a Solution | Design for Living | How It Works | Unity | Came to Believe | Grateful
    | A New Freedom | Progress Not Perfection | Acceptance | Freedom | As Bill Sees It | Promises | Hope | Step by Step
    | Let Go and Let God | Rule 62 | The Way Out | Lifeline | Daily Reflections | Turning Point | Sober and Free
    | Stepping Stones | We Agnostics | Common Ground | Fourth Dimension | Live and Let Live | Stairway | Lost and Found
    | Second Chance | Road to Recovery | Spiritual Awakening | Trudgers | Open Door | Northside | Southside | Westside
    | Eastside | Lakeside | Hilltop | Harbor Lights | The Bridge | Phoenix | Circle of Hope | Miracles
    | Sunlight of the Spirit | Pass It On | Three Legacies | Whatever It Takes | Willing to Grow | Old Timers
    | Down to Earth | Nuts and Bolts | Foundations | Safe Harbor | Language of the Heart | The Broad Highway
    | Gift of Hope | Principles Before Personalities | Carry the Message | Sober Sisters | Fireside | Riverside
    | Valley Group | Wednesday's Children | Third Tradition | Ninth Step Promises | No Matter What | Square One
    | Doctor's Opinion | Chapter Five | A Vision for You | Any Lengths | Honest Beginnings | Out of the Woods
    | Soul Purpose | The Next Right Thing"""
)
_CLEAN_CORES = _zipf(
    """Clean and Serene | Never Alone | Just for Today | We Do Recover | New Attitudes | More Will Be Revealed
    | Miracles Happen | Living Clean | Keep Coming Back | Free at Last | How and Why | Show Me How to Live | Stay Clean
    | Spiritual Principles | Straight from the Heart | Freedom | The Journey Continues | It Works | Ties That Bind
    | Another Chance | Steps to Freedom | High on Life | The Lie Is Dead | Hope Dealers | Recovery Matters | New Life
    | Serenity Seekers | Clean Slate | Open Minds | A New Way to Live | No Excuses | Off the Hook | Who Is Driving
    | Hugs Not Drugs | Surrender to Win | The Ship of Hope | Home Again | Unity in Recovery | Solid Ground
    """
)
_FAMILY_CORES = _zipf(
    """Courage to Change | Hope for Today | One Day at a Time | Serenity | Let Go and Let God | Keep It Simple
    | Paths to Recovery | Detachment with Love | Steps and Traditions | Easy Does It | Discovering Choices
    | Just for Tonight | Living Room | First Things First | Sunday Serenity | Three Cs | Love and Acceptance
    | Opening Our Hearts | From Survival to Recovery | Parents in Hope | Lighten Up | New Horizons | Blueprint
    | Freedom to Choose | Lifeboat | Gratitude | Together We Can Make It | Stepping Forward | Open Hearts"""
)
_OTHER_CORES = _zipf(
    """Serenity | New Beginnings | Courage to Change | Inner Peace | Abundance | Journey | Healing Hearts
    | Steps to Freedom | Honest and Open | Balance | Hope and Healing | Solutions | Acceptance | Recovering Together
    | Gentle Path | Living in the Present | Progress Not Perfection | Loving Choices | Boundaries | One Bite at a Time
    | Inner Child | Reparent | Strengthening Our Recovery | Promises | Safe Space | Clarity | Enough | Wholeness
    | Coming Home | Sanity | Freedom from Fear"""
)
_DHARMA_CORES = _zipf(
    """Middle Way | Open Heart | Lotus | Beginner's Mind | Refuge | Wise Friends | Noble Truths | Metta | Still Waters
    | Compassion | Breath by Breath | Eightfold Path | Loving Kindness | Awake | Clear Mind | Deep Roots"""
)
_NAMES = _weighted(
    """26 {core}
    16 {core} Group
    9 {core} {day} {time}
    10 {day} {time} {type}
    5 {day} {time} {core}
    4 {city} Group
    5 {core} {type}
    5 {city} {day} {time}
    5 {core} {at}
    3 {core} at {hall}
    3 {street} Group
    3 {city} {type}
    2 {street} {day} {time}
    2 {day} {type}"""
)
_NAMES_FOR_SOME = _weighted(
    """6 {some} {type}
    5 {core} {some} Group
    4 {some} {day} {time}
    3 {day} {time} {some} {type}
    2 {some} {core}
    2 {city} {some} Group
    1 {some} {type} {at}"""
)
_TYPES = _zipf(
    """Step Study | Big Book Study | Discussion | Beginners | Speaker Meeting | Meditation | Twelve and Twelve
    | Literature | Newcomers | Tradition Study | Open Meeting | Eleventh Step | Grapevine | Closed Discussion"""
)
_CLEAN_TYPES = _zipf(
    """Basic Text Study | Step Working | Discussion | Newcomers | Speaker Meeting | Meditation | Topic Meeting
    | It Works How and Why | Candlelight | Question and Answer"""
)
_FAMILY_TYPES = _zipf("Step Study | Topic Meeting | Beginners | Literature | Discussion | Book Study | Parents")
_OTHER_TYPES = _zipf("Step Study | Discussion | Book Study | Newcomers | Meditation | Check-In | Topic Meeting")

_ABOUT_AA = _even(
    """A weekly meeting of people in {city} who want to stop drinking and stay stopped.
    Men and women in {city} share how they got sober and how they stay that way.
    An open meeting for anyone in {city} who has a desire to stop drinking.
    A friendly home group in {around} where people help each other live without alcohol.
    This group has met in {city} for years and keeps chairs free for newcomers.
    Members read from the Big Book and talk about what it means in daily life.
    A small circle of sober people near {street} who meet {when}.
    A closed meeting for those who think they may have a problem with drinking.
    We come together {when} to work the Twelve Steps one at a time.
    Speakers from across {around} tell their story, and coffee follows.
    If alcohol has cost you sleep, work or people you love, pull up a chair with us.
    A quiet meeting at {venue} with ten minutes of meditation before we share."""
)
_ABOUT_NA = _even(
    """A meeting of Narcotics Anonymous in {city} for anyone who wants to stop using drugs.
    People in recovery from all kinds of drugs share experience, strength and hope.
    An open meeting in {city}: family, students and helpers may come and listen.
    We read from the Basic Text {when} and talk about staying clean just for today.
    A candlelit meeting where members speak from the heart for three minutes each.
    Newcomers to {city} and to recovery find phone numbers, rides and a welcome here.
    It does not matter what or how much you used, only what you want to do about it.
    A lively group near {street} that hands out key tags and hugs.
    A step working group: bring a pen, a notebook and an open mind."""
)
_ABOUT_FAMILY = _even(
    """For families and friends in {city} who are troubled by someone else's drinking.
    Husbands, wives, parents and grown children share how they live with a loved one's drinking.
    Learn to let go with love, whether the person you worry about is still drinking or not.
    A calm hour {when} for people whose lives changed because somebody they love drinks.
    A parents' circle in {city} with books to borrow and no advice unless you ask.
    We study one step or slogan each week and say how it helped at home."""
)
_TWELVE = _even(
    """Newcomers are welcome.
    Nobody has to speak; you can just listen.
    First names only; what you hear here stays here.
    There are no dues or fees, though a basket goes around.
    Chips are given out for every month of sobriety.
    Ask for a temporary sponsor after the closing.
    We read a page aloud and then go around the room.
    Come early for coffee and stay late to put the chairs away.
    The first meeting of the month is a speaker meeting.
    You need not believe in anything to sit with us.
    A beginners' table meets in the next room.
    Court cards are signed at the end.
    Nobody takes your name, and nobody keeps a list.
    Birthdays are celebrated on the last meeting of the month with cake.
    Literature and meeting lists lie on the table by the door.
    Dinner together afterwards is a long tradition."""
)
_ABOUT_SMART = _even(
    """A meeting based on science where people in {city} learn tools to change any addictive habit.
    Check in, pick a tool such as the cost and benefit sheet, and plan your week ahead.
    A trained volunteer leads this talk about urges, balance and what keeps you going.
    For people who drink, use or gamble and want to stop without labels or steps.
    A group of peers in {city} that works with the four points, from motivation to a fuller life."""
)
_ABOUT_DHARMA = _even(
    """A peer group in {city} that uses Buddhist practice to recover from addiction of every kind.
    We sit in silence for twenty minutes {when}, read a chapter and share.
    Meditation and honest talk for anyone in {around} who wants freedom from drink, drugs or habits.
    A sangha without leaders: members take turns to guide the sitting."""
)
_ABOUT_SECULAR = _even(
    """A sober conversation in {city} with no prayer and no steps: how was your week?
    Members build their own plan to stay free of alcohol and drugs and cheer each other on.
    A secular circle near {street} where crosstalk is welcome and lectures are not."""
)
_SECULAR = _even(
    """Come as you are; cameras, faith and labels are up to you.
    Handbooks can be borrowed from the shelf.
    There is no need to speak, and you may leave at any time.
    Family members are invited on the last week.
    Cushions and chairs are both there, and beginners get a short guide.
    The facilitator finished thirty hours of training.
    We end on time and often walk to a cafe.
    People on prescribed medication are as welcome as anyone."""
)
_ABOUT_GRIEF = _even(
    """A gentle group in {city} for adults whose partner, parent, child or friend has died.
    Neighbors who have lost someone meet {when} to talk, cry and sometimes laugh.
    Thirteen weeks of short films, a workbook and talk; you can join in any week.
    Parents, grandparents and siblings remember children of any age together.
    Widows and widowers find company over soup and learn to manage the empty evenings.
    For people bereaved by suicide, led by two others who have walked the same road.
    Holidays, birthdays and first days back at work: we help each other through them.
    A candle is lit for each name at the start of this evening in {city}.
    For anyone in {around} who is mourning, whether it was last week or years ago."""
)
_GRIEF = _even(
    """A trained volunteer who has grieved too leads the talk.
    Tissues, tea and time are provided.
    There is no right way to grieve and no date by which you must be done.
    Please call before your first visit so that someone can meet you at the door.
    Children have their own room with art and play.
    You may bring a photograph.
    A lending library stands in the hall.
    Sessions are free, and gifts go to the workbooks.
    The hospice's chaplain joins us twice a year.
    It is not counseling; it is people who understand."""
)
_ABOUT_MOODS = _even(
    """Adults in {city} who live with a mental health condition share what helps and what does not.
    A peer-led group for people with depression or bipolar disorder and those who love them.
    Two trained peers lead ninety minutes of talk about moods, sleep, work and hope.
    Drop in {when} if anxiety, low mood or racing thoughts wear you down.
    Living with bipolar in {city}: compare notes on routines, medicine and warning signs.
    Family members of adults with mental illness swap practical ideas and lean on each other.
    A place in {city} to say how you really are among people who have been there.
    For those who hear voices or see what others do not, and wish to talk about it freely.
    Anxiety and panic lose some of their grip when you say them aloud to people who nod."""
)
_MOODS = _even(
    """No diagnosis, referral or insurance is needed.
    Guidelines for respect are read at the start.
    New faces may watch first.
    Bring a friend if coming alone is hard.
    Leaders have finished the national training and live with a condition themselves.
    Young adults and elders sit in the same circle.
    Everything said is private unless someone is in danger.
    We keep a list of local doctors and rights advocates.
    A social outing follows in summer.
    Each person gets five minutes without interruption."""
)
_ABOUT_LIFE = _even(
    """People in {city} who know {issue} trade tips, worries and phone numbers.
    An evening about {issue}: a short talk first, then open sharing.
    If {issue} has taken over your days, come and sit with others who know it.
    Led by two volunteers from {city} who know {issue} themselves.
    Support, coffee and plain facts about {issue} for adults across {around}.
    Not sure where to turn with {issue}? Start here {when}.
    A safe hour near {street} to talk about {issue} with people like you."""
)
_LIFE = _even(
    """Partners and carers may come along.
    A nurse answers questions every third time.
    Call ahead if you need a ride, an interpreter or a ramp.
    Respite care can be arranged while you attend.
    The group is small, so please register by email.
    Guests speak about benefits, law and local services twice a year.
    Walks and craft mornings are announced by email.
    New members get a welcome folder and a buddy."""
)
_THERE = _even(
    """Enter {venue} from {street} and go downstairs.
    The room on the second floor of {venue} has an elevator.
    Park behind {venue}; the side door is open.
    {venue} is on the bus line and has a ramp.
    Use the back entrance of {venue} and follow the signs.
    Childcare is offered in the nursery of {venue}.
    There is no meeting on public holidays.
    The basement is cool, so bring a sweater.
    Look for the blue light over the door on {street}.
    Street parking on {street} is free after six.
    Closed in heavy snow when schools are closed.
    A wheelchair fits through the door on {street}.
    No perfume please; pets only if they are service animals."""
)
_GATHER = _even(
    """We meet at {venue}, {address}.
    Meets {when} at {venue}.
    Meets in the library of {venue}, {when}.
    Doors open half an hour early at {venue}.
    Ring the bell at {venue} if you come late.
    In summer we sit in the garden behind {venue}.
    Gather in the fellowship hall {when}.
    Come {when} to {venue}.
    {venue} hosts us {when}."""
)
_ONLINE = _even(
    """Join by video or phone {when}; the link is on our page.
    Cameras may stay off.
    The waiting room opens ten minutes early.
    Write to us for the password.
    Captions can be turned on.
    The room stays open for talk afterwards.
    Dial in by telephone if you have no computer.
    Members log in from all over {around}.
    Links are sent out by email the day before."""
)
_PREFIXES: Pool[tuple[str, str]] = Pool(
    [
        (("Women's", "women"), 38.0),
        (("Men's", "men"), 26.0),
        (("Young People's", "youth"), 12.0),
        (("LGBTQ+", "lgbtq"), 10.0),
        (("Veterans", "veterans"), 4.0),
        (("Seniors", "older-adults"), 3.0),
        (("Moms", "women parents"), 2.0),
        (("Nurses", "healthcare-workers"), 1.5),
        (("BIPOC", "black"), 1.5),
        (("Deaf", "deaf"), 1.0),
        (("First Responders", "first-responders"), 1.0),
    ]
)
_TIMELY = {
    "Early Morning": _zipf(
        """Early Risers | Attitude Adjustment | Sunrise | Eye Opener | Rise and Shine | Early Birds | Wake Up Call
        | Morning Meditation | Coffee Pot | Day Breakers | Start Your Day Sober | Dawn Patrol"""
    ),
    "Morning": _zipf("Attitude Adjustment | Coffee Pot | Midmorning | Good Morning | Second Cup | Morning Meditation"),
    "Noon": _zipf("Nooners | High Noon | Lunch Bunch | Noon Reflections | Brown Bag | Midday Break | Lunch Hour"),
    "Afternoon": _zipf("Siesta | Four O'Clock | Matinee | Tea Time | Sunday Afternoon"),
    "Evening": _zipf("Happy Hour | After Work | Rush Hour | Five Thirty | Sundowners | Sunset"),
    "Night": _zipf("Candlelight | Night Owls | Evening Serenity | End of the Day | Lamplighters | Starlight"),
    "Late Night": _zipf("Night Owls | Midnight Special | Last Call | Nightcap | Owls"),
}

_HALLS = _zipf(
    """First Presbyterian | St. Luke's | Trinity Lutheran | the Alano Club | First United Methodist | St. Paul's
    | Grace Episcopal | Good Shepherd | St. John's | the Library | First Baptist | Unity | the Community Center
    | Holy Cross | St. Mark's | the Senior Center | Christ Church | Our Savior's | the VFW Hall | Faith Community
    | St. Andrew's | the Y | Zion | Bethany | St. Mary's | Calvary | the Serenity Club | St. James"""
)
_DENOMINATIONS = _zipf(
    "United Methodist | Lutheran | Presbyterian | Baptist | Episcopal | Congregational | Catholic | Covenant"
)
_SAINTS = _zipf("Luke | Paul | John | Mark | Andrew | Peter | Matthew | Thomas | Stephen | David | Michael | Francis")
_NUMBERS = _zipf("25 | 102 | 214 | 1 | 56 | 88 | 310 | 477 | 1105 | 2280 | 3767 | 7589")


def _inserted(pool: Pool[str], **words: Pool[str]) -> Pool[str]:
    """Return a pool with each pattern spread over the words for a slot, so that these need no draw of their own."""
    pairs = pool.pairs
    for slot, choices in words.items():
        mark = f"{{{slot}}}"
        whole = sum(weight for _, weight in choices.pairs)
        pairs = [
            (text.replace(mark, word), weight * part / whole)
            for text, weight in pairs
            for word, part in (choices.pairs if mark in text else [("", whole)])
        ]
    return Pool(pairs)


_US_VENUES = _inserted(
    _weighted(
        """18 First {denomination} Church
    14 St. {saint}'s {denomination} Church
    10 Trinity {denomination} Church
    8 Grace {denomination} Church
    5 Good Shepherd {denomination} Church
    4 Our Savior's Lutheran Church
    4 Holy Cross Church
    6 the Alano Club of {city}
    4 the {city} Serenity Club
    5 {city} Public Library
    5 {city} Community Center
    3 {city} Senior Center
    2 VFW Post {number}
    2 American Legion Post {number}
    2 the Unity Center
    2 {city} YMCA
    2 {saint} Street Clubhouse
    2 {city} General Hospital
    2 Mercy Medical Center
    1 the old firehouse on {street}
    1 {city} Grange Hall
    2 {city} Recovery Center
    1 {city} Vet Center
    1 {city} Community College"""
    ),
    saint=_SAINTS,
    denomination=_DENOMINATIONS,
    number=_NUMBERS,
)
_GB_VENUES = _inserted(
    _weighted(
        """10 St {saint}'s Church Hall
    8 {city} Methodist Church
    6 the Friends' Meeting House
    6 {city} Community Centre
    5 {city} Library
    4 the Quaker Meeting House
    4 {city} Baptist Church
    3 the Salvation Army, {street}
    3 {city} Health Centre
    2 {city} Town Hall
    2 the Memorial Hall
    2 {city} Cricket Club
    2 the Scout Hall on {street}
    2 {city} Uniting Church
    2 {city} Neighbourhood House"""
    ),
    saint=_SAINTS,
)
_US_STREETS = _zipf(
    """Main Street | Church Street | Oak Street | Maple Avenue | Park Avenue | Second Street | Washington Street
    | Elm Street | Third Avenue | Pine Street | Walnut Street | Center Street | Lake Road | Cedar Avenue | Broadway
    | Fifth Street | Jefferson Avenue | Highland Avenue | River Road | Chestnut Street | Lincoln Way | Mill Road
    | Franklin Street | Hillcrest Drive | Market Street | Spruce Street | Union Street | Jackson Boulevard
    | Sunset Boulevard | Prospect Street | College Avenue | Railroad Avenue | Magnolia Drive | Sycamore Lane
    | Meadow Lane | Dogwood Drive | Orchard Street | Veterans Parkway | Cherry Street | Old Post Road"""
)
_GB_STREETS = _zipf(
    """High Street | Station Road | Church Road | Park Road | Victoria Road | London Road | Queen Street | Mill Lane
    | King Street | New Street | Grange Road | Albert Street | The Green | York Road | Bridge Street | Manor Road
    | Castle Street | Springfield Road | George Street | North Terrace | Beach Road | Wellington Street"""
)

_CHAPTER_LIFE = _weighted(
    """4 {city} {core} Support Group
    3 {core} Circle of {city}
    2 {core} Peer Group, {city}
    2 {core} Support at {hall}
    1 {around} {core} Network: {city}
    1 {core} Coffee Morning {city}"""
)


def _life(share: float, core: str, issue: str, topics: str, audiences: str = "") -> Program:
    """Return a kind of self-help group about one thing in life."""
    return Program(
        share,
        "",
        "{city} Peer Support Network",
        tuple(topics.split()),
        _CHAPTER_LIFE,
        _zipf(core),
        _OTHER_TYPES,
        _ABOUT_LIFE,
        _LIFE,
        audiences=tuple(audiences.split()),
        chapters=True,
        issue=issue,
    )


def _steps(share: float, names: str, topics: str, about: str, cores: Pool[str] = _OTHER_CORES) -> Program:
    """Return one of the smaller fellowships with twelve steps, from its short and full name."""
    short, name = names.split(", ")
    sentences = _even(about)
    return Program(
        share, short, name, tuple(topics.split()), _NAMES, cores, _OTHER_TYPES, sentences, _TWELVE, anonymous=True
    )


# The weights are guesses in the right order: AA lists more than twice the US meetings of NA (recovery.org), which has
# some tens of thousands; Al-Anon follows, then fellowships with thousands of groups, then those with hundreds.
ENGLISH_PROGRAMS: Pool[Program] = Pool(
    (program, program.share)
    for program in (
        Program(
            44,
            "AA",
            "Alcoholics Anonymous",
            ("substance-use",),
            _NAMES,
            _CORES,
            _TYPES,
            _ABOUT_AA,
            _TWELVE,
            anonymous=True,
        ),
        Program(
            15,
            "NA",
            "Narcotics Anonymous",
            ("substance-use",),
            _NAMES,
            _CLEAN_CORES,
            _CLEAN_TYPES,
            _ABOUT_NA,
            _TWELVE,
            anonymous=True,
        ),
        Program(
            8,
            "Al-Anon",
            "Al-Anon Family Groups",
            ("family", "substance-use"),
            _NAMES,
            _FAMILY_CORES,
            _FAMILY_TYPES,
            _ABOUT_FAMILY,
            _TWELVE,
            audiences=("family",),
            anonymous=True,
        ),
        Program(
            3,
            "SMART",
            "SMART Recovery",
            ("substance-use", "gambling"),
            _weighted(
                """5 SMART Recovery {city}
                4 SMART Recovery {city} {day}
                2 SMART Recovery {day} {time}
                1 SMART Recovery Family and Friends {city}
                1 SMART Recovery at {hall}"""
            ),
            _CORES,
            _OTHER_TYPES,
            _ABOUT_SMART,
            _SECULAR,
            chapters=False,
        ),
        Program(
            2,
            "Dharma",
            "Recovery Dharma",
            ("substance-use", "spirituality"),
            _weighted(
                """5 Recovery Dharma {city}
                4 {core} Sangha
                3 Recovery Dharma: {core}
                2 {core} Recovery Dharma {day}
                1 Recovery Dharma {day} {time}"""
            ),
            _DHARMA_CORES,
            _OTHER_TYPES,
            _ABOUT_DHARMA,
            _SECULAR,
        ),
        Program(
            1.2,
            "LifeRing",
            "LifeRing Secular Recovery",
            ("substance-use",),
            _weighted("4 LifeRing {city}\n3 LifeRing {day} {time}\n2 LifeRing {city} {day}\n1 LifeRing {street}"),
            _CORES,
            _OTHER_TYPES,
            _ABOUT_SECULAR,
            _SECULAR,
        ),
        Program(
            2.2,
            "Celebrate",
            "Celebrate Recovery",
            ("substance-use", "spirituality", "relationships"),
            _weighted("4 Celebrate Recovery at {hall}\n3 Celebrate Recovery {city}\n2 Celebrate Recovery {day} {time}"),
            _CORES,
            _OTHER_TYPES,
            _even(
                """A Christian recovery evening in {city}: supper, music, a lesson and small groups.
                Hurts, habits and hang-ups of every kind are welcome at this church group {when}."""
            ),
            _TWELVE,
            audiences=("christian",),
        ),
        Program(
            6,
            "Grief",
            "{city} Hospice and Palliative Care",
            ("grief",),
            _weighted(
                """5 GriefShare at {hall}
                4 {city} Grief Support Group
                4 {core}
                3 The Compassionate Friends of {city}
                2 {core} {city}
                2 Survivors of Suicide Loss {city}
                2 Widowed Friends of {city}
                1 {day} {time} Grief Group
                1 {city} Bereaved Parents"""
            ),
            _zipf(
                """Healing Hearts | Journey Through Grief | Loss of a Spouse | Living with Loss | Healing After Loss
                | Walking Together | Good Grief | Tapestry | Hope and Healing | Empty Arms | Footprints | New Day"""
            ),
            _OTHER_TYPES,
            _ABOUT_GRIEF,
            _GRIEF,
            audiences=("bereaved",),
            chapters=True,
        ),
        Program(
            4,
            "NAMI",
            "NAMI {city}",
            ("general", "depression", "bipolar"),
            _weighted(
                """6 NAMI Connection {city}
                4 NAMI Family Support Group {city}
                2 NAMI Connection {day} {time}
                1 NAMI Connection {city} {day}
                1 NAMI Young Adults {city}"""
            ),
            _CORES,
            _OTHER_TYPES,
            _ABOUT_MOODS,
            _MOODS,
            chapters=True,
        ),
        Program(
            2.5,
            "DBSA",
            "Depression and Bipolar Support Alliance",
            ("depression", "bipolar"),
            _weighted("6 DBSA {city}\n3 DBSA {city} {day}\n2 DBSA {around}: {city}\n1 DBSA {city} Young Adults"),
            _CORES,
            _OTHER_TYPES,
            _ABOUT_MOODS,
            _MOODS,
            chapters=True,
        ),
        _steps(
            2,
            "OA, Overeaters Anonymous",
            "eating-disorders",
            """People in {city} who eat too much, too little or in secret recover together.
            No scales, no diets: members talk about food, feelings and a day at a time.""",
        ),
        _steps(
            1.5,
            "CoDA, Co-Dependents Anonymous",
            "relationships",
            """Learn to build healthy, loving relationships with others and with yourself.
            For adults in {city} who lose themselves in caring for everyone else.""",
        ),
        _steps(
            1.5,
            "ACA, Adult Children of Alcoholics",
            "family trauma",
            """For adults in {city} who grew up with drinking, anger or silence at home.
            We read the red book {when} and share about growing up in a troubled home.""",
        ),
        _steps(
            1.2,
            "CA, Cocaine Anonymous",
            "substance-use",
            """Fellow travelers in {city} who found a way to stop cocaine and all other drugs.
            Hope, faith and courage: a solution-based meeting for any mind-altering drug.""",
            _CLEAN_CORES,
        ),
        _steps(
            1,
            "GA, Gamblers Anonymous",
            "gambling",
            """A room in {city} for those who cannot stop betting on games, slots or stocks.
            Members help each other stop gambling and sort out debts, one bill at a time.""",
        ),
        _steps(
            1,
            "Nar-Anon, Nar-Anon Family Groups",
            "family substance-use",
            """For parents, partners and friends in {city} of someone who uses drugs.
            When a child or spouse uses, you need people too: we meet {when}.""",
            _FAMILY_CORES,
        ),
        _steps(
            0.7,
            "EA, Emotions Anonymous",
            "depression anxiety",
            """People with all sorts of feelings work toward calmer days in this {city} circle.
            Fear, anger, sadness: bring whatever weighs on you to a table of equals.""",
        ),
        _steps(
            0.5,
            "DRA, Dual Recovery Anonymous",
            "substance-use general",
            """For people who live with both a mental health condition and drugs or alcohol.
            Two recoveries, one room: medicine, moods and sobriety belong together in {city}.""",
        ),
        _life(
            0.9,
            "Alzheimer's Caregivers | Memory Loss Caregivers | Dementia Carers",
            "care for someone with memory loss",
            "dementia stress",
            "caregivers",
        ),
        _life(0.8, "Parents | Kinship Parents | Single Parents | Dads", "raising children", "family stress", "parents"),
        _life(
            0.7, "Veterans | Veterans and Spouses | Women Veterans", "life after service", "trauma stress", "veterans"
        ),
        _life(
            0.6, "New Mothers | Postpartum", "the hard months after a birth", "perinatal depression", "parents women"
        ),
        _life(0.6, "Anxiety | Panic and Anxiety | Social Anxiety", "anxiety", "anxiety"),
        _life(0.5, "Hearing Voices | Unusual Experiences", "voices and visions", "hearing-voices psychosis"),
        _life(
            0.5, "LGBTQ+ | Trans and Nonbinary", "coming out and living openly", "gender-identity sexuality", "lgbtq"
        ),
        _life(0.5, "Chronic Pain | Fibromyalgia | Brain Injury | Stroke", "long illness", "chronic-illness"),
        _life(0.4, "Adult ADHD | ADHD Parents", "a busy and scattered mind", "adhd", "neurodivergent"),
        _life(0.3, "Autistic Adults | Autism Parents", "life on the spectrum", "autism", "neurodivergent"),
        _life(0.3, "OCD | Hoarding", "obsessions and compulsions", "ocd anxiety"),
        _life(0.3, "Eating Disorder Recovery | Body Image", "food and body image", "eating-disorders"),
        _life(0.4, "Divorce Recovery | Starting Over | Separation", "divorce", "relationships loneliness"),
        _life(
            0.4,
            "Women Survivors | Survivors of Abuse | Healing from Violence",
            "violence at home",
            "domestic-violence trauma",
            "survivors",
        ),
        _life(0.3, "Reentry | Coming Home", "the return from prison", "housing substance-use", "incarcerated"),
        _life(0.2, "Farm Families | Farm Stress", "debts, weather and work on the farm", "stress", "farmers rural"),
    )
)

# ---------------------------------------------------------------- words: English services

_OFFICE = _weighted(
    """5 Mo-Fr 09:00-17:00
    2 Mo-Fr 10:00-16:00
    2 Mo-Fr 08:30-16:30; PH off
    1 Mo-Th 09:00-18:00; Fr 09:00-13:00
    1 Mo-Sa 10:00-18:00"""
)
_LINE = _weighted(
    "3 24/7\n3 Mo-Su 16:00-22:00\n2 Mo-Fr 17:00-21:00; Sa,Su 12:00-20:00\n2 Mo-Su 09:00-21:00\n1 Mo-Su 18:00-02:00"
)
_ALWAYS = _weighted("1 24/7")
_LINE_THEN = _weighted("6 24/7\n2 Mo-Su 08:00-23:00\n1 Mo-Fr 09:00-21:00; Sa 10:00-18:00")
_NEVER: Pool[str] = Pool([("", 1.0)])
_COUNTIES = """Washington | Jefferson | Franklin | Jackson | Lincoln | Madison | Montgomery | Clay | Union | Marion
    | Monroe | Wayne | Grant | Greene | Warren | Carroll | Adams | Douglas | Clark | Lake | Polk | Lee | Orange
    | Johnson | Morgan | Cumberland | Hamilton | Mercer | Fairfield | Logan | Putnam | Summit | Chester"""
_COUNTY = _zipf(_COUNTIES)
_BRIGHT = _zipf(
    """Hope | New Day | Harbor | Bridges | Horizon | Open Arms | Stepping Stone | Sunrise | Common Ground | Lighthouse
    | Next Step | Rise | Compass | Cornerstone | Turning Point | Phoenix | Willow | Anchor | Pathways | Oasis | Beacon
    | Journey | Unity | Rainbow | Renew | Wellspring | Fountain | Friendship | Our Place | On Our Own"""
)


def _service(  # noqa: PLR0913, PLR0917  # a row of a table
    share: float,
    kind: str,
    area: str,
    names: str,
    about: str,
    topics: str,
    hours: Pool[str],
    contacts: str = "phone email web",
    **more: Any,
) -> Service:
    """Return a kind of service from texts with one pattern a line."""
    return Service(share, kind, area, _zipf(names), _even(about), _zipf(topics), hours, contacts, **more)


ENGLISH_SERVICES: Pool[Service] = Pool(
    (service, service.share)
    for service in (
        _service(
            26,
            "peer_center",
            "region",
            """{bright} Peer Center | {city} Peer Support Center | {bright} Wellness and Recovery Center
            | {county} Drop-In Center | {bright} House Clubhouse | {bright} Drop-In | The {bright} Place of {city}
            | Recovery Cafe {city} | {city} Living Room""",
            """A drop-in center in {city} run by people who have been through hard times themselves.
            Meals, groups, a computer room and company for adults with mental health needs in {county}.
            Members of this clubhouse cook, answer the phone and find jobs side by side with staff.
            Walk in without an appointment; a peer will show you around and pour you a coffee.
            Art, music, laundry and one-to-one talks under one roof near {street}.
            A warm, quiet place to spend the day instead of the emergency room.""",
            "general loneliness | general | general depression | general substance-use | loneliness housing",
            _OFFICE,
        ),
        _service(
            22,
            "peer_center",
            "region",
            """Recovery Community of {city} | {bright} Recovery Community Organization | {city} Recovery Alliance
            | {county} Recovery Coalition | {bright} Recovery Center | {city} Recovery Community Center
            | Faces of Recovery {around}""",
            """A recovery community organization in {city}: coaches, meetings of every path, and sober fun.
            Recovery coaches help people in {county} find treatment, housing and work.
            All paths to recovery are welcome here, from the Twelve Steps to medication.
            People in recovery offer rides, coaching and a place to be on the hard days.
            The center hosts thirty meetings a week, yoga, bowling nights and a yearly walk.""",
            "substance-use | substance-use housing | substance-use family",
            _OFFICE,
        ),
        _service(
            14,
            "warmline",
            "region",
            """{county} Warmline | {city} Warmline | {bright} Warm Line | {around} Peer Warmline: {county}
            | {bright} Peer Line""",
            """Call and talk with a trained peer when you feel low, worried or alone in {county}.
            A listening line for {city} and the towns around it, for any worry that is not an emergency.
            Peers answer in the evening, when offices are closed and nights are long.
            Someone who has lived with a mental health condition picks up and listens, as often as you like.""",
            "loneliness anxiety | general | depression loneliness | stress anxiety",
            _LINE,
            "phone sms",
            local=False,
        ),
        _service(
            10,
            "school_program",
            "region",
            """Active Minds at {city} State | {city} High School Peer Helpers | {city} University Peer Listeners
            | {county} College Collegiate Recovery | {city} Students for Recovery | Sources of Strength, {city} Schools
            | {bright} Campus Peers""",
            """Students in {city} who are trained to listen to other students about stress, grades and friends.
            A campus club that makes it normal to talk about mental health, with stands, walks and movie nights.
            Sober housing, study tables and a lounge for students in recovery.
            Peer helpers in grades nine to twelve welcome new pupils and notice who eats alone.""",
            "stress anxiety | general | substance-use | loneliness bullying",
            _NEVER,
            "email web",
            audiences=_zipf("students youth | students"),
        ),
        _service(
            7,
            "workplace_program",
            "region",
            """{city} Firefighters Peer Support Team | {county} Sheriff Peer Support | {city} Police Peer Team
            | {city} General Hospital Care for Caregivers | {around} Lawyers Helping Lawyers: {city}
            | Teamsters Local {number} Member Assistance | {city} Schools Staff Peer Support""",
            """Trained coworkers talk in private with colleagues after hard calls, shifts or losses.
            A peer team for staff in {city}: reach a colleague who has been there, day or night.
            Retired and active members help each other with stress, drinking and sleep; nothing goes on file.""",
            "stress trauma | trauma stress grief | substance-use stress",
            _NEVER,
            audiences=_zipf("first-responders | workers | healthcare-workers"),
        ),
        _service(
            11,
            "care_program",
            "region",
            """OnTrack {city} | {bright} Early Psychosis Program | {city} Behavioral Health Peer Services
            | {county} Mental Health Clinic | NAVIGATE {city} | {city} Community Clinic Peer Team
            | {bright} Assertive Community Treatment""",
            """A care team in {city} for people aged 15 to 30 after a first episode of psychosis, with a peer on it.
            Peer specialists work beside nurses and doctors and help you speak up for what you want.
            Help with school, work, family and medicine at a pace that you choose.
            The county's clinic pairs new patients with someone who has recovered.""",
            "psychosis | general | psychosis family | substance-use medication",
            _OFFICE,
            peer_run=Pool([("no", 5.0), ("mixed", 4.0)]),
            costs=Pool([("sliding", 5.0), ("varies", 3.0), ("", 1.0)]),
        ),
        _service(
            6,
            "mentorship",
            "region",
            """{city} Recovery Coaches | {bright} Peer Mentors | Friends for {city} | {county} Compeer
            | {bright} Bridger Program""",
            """A volunteer friend meets you once a week in {city} for a walk, a film or a coffee.
            Coaches with lived experience visit you at home, in hospital or in jail.
            Get matched with a mentor who shares your story and your hometown.""",
            "loneliness | substance-use | general loneliness",
            _OFFICE,
        ),
        _service(
            4,
            "peer_respite",
            "region",
            "{bright} Peer Respite | {bright} House | {county} Respite",
            """A homelike house near {city} where you can stay up to seven nights when life becomes too much.
            Six bedrooms, a garden and peers on hand at all hours; guests come and go freely.""",
            "crisis | crisis general",
            _ALWAYS,
            "phone",
        ),
    )
)

ENGLISH_OTHERS: Pool[Service] = Pool(
    (service, service.share)
    for service in (
        _service(
            14,
            "crisis_line",
            "region",
            """{county} Crisis Line | {around} Crisis Line: {city} | {city} Distress Centre
            | {bright} Crisis Services | {city} Mobile Crisis Team""",
            """Free help by phone, day and night, for anyone in {county} who is in distress.
            Trained counselors listen, help you stay safe and can send a team to your home.
            If you think about ending your life, or worry about someone who does, call at any hour.""",
            "suicide crisis | crisis",
            _ALWAYS,
            "phone sms chat",
            peer_run=Pool([("no", 1.0)]),
            local=False,
        ),
        _service(
            16,
            "helpline",
            "region",
            """{around} Helpline: {county} | {bright} Helpline | {city} Addiction Helpline
            | {around} Gambling Helpline | {bright} Parents Helpline""",
            """Call for names of services in {around}, from beds tonight to lawyers and food.
            Staff and volunteers answer questions on treatment, rights and benefits.
            Parents of children with troubles of any kind find a calm voice and clear next steps.""",
            "general | substance-use | gambling | family | housing",
            _LINE_THEN,
            "phone sms chat",
            peer_run=Pool([("no", 2.0), ("", 1.0)]),
            local=False,
        ),
        _service(
            18,
            "online_community",
            "country",
            """{bright} Forum | {bright} Online Community | r/{bright} | {bright} Discord | {bright} Together
            | {bright} Message Board""",
            """A moderated forum where thousands of members post day and night about what they live with.
            Chat rooms, journals and weekly video calls for people who prefer to type.
            Ask anything under a made-up name; volunteers remove what could do harm.""",
            "depression anxiety | general | bipolar | eating-disorders | autism | chronic-illness | grief",
            _NEVER,
            "web app email",
            setting="online",
            local=False,
        ),
        _service(
            10,
            "app",
            "country",
            "{bright} App | Sober {bright} | {bright} Circles | Quit with {bright} | {bright} Check-In",
            """An app that counts sober days and connects you with people on the same day as you.
            Track your mood, set a safety plan and message a trained peer.
            Small circles of eight people who check in with each other each evening.""",
            "substance-use | depression anxiety | stress loneliness",
            _NEVER,
            "app web",
            setting="online",
            costs=Pool([("free", 4.0), ("varies", 3.0), ("paid", 2.0)]),
            peer_run=Pool([("", 3.0), ("no", 1.0)]),
            local=False,
        ),
        _service(
            14,
            "training",
            "region",
            """{bright} Peer Support Training | {around} Recovery Coach Academy | Mental Health First Aid {city}
            | {city} WRAP Facilitator Course | Intentional Peer Support {around}""",
            """A five-day course in {city} for people who want to use their own story to support others.
            Learn to listen, share and set limits; forty hours, half of them online.
            Volunteers learn to notice distress and to stay with somebody until help comes.""",
            "general | substance-use | suicide crisis",
            _NEVER,
            "email web",
            costs=Pool([("paid", 4.0), ("free", 3.0), ("sliding", 2.0)]),
        ),
        _service(
            6,
            "certification",
            "region",
            "{around} Certified Peer Specialist | {around} Recovery Coach Credential | {around} Family Peers",
            """The state's certificate for people who work as peers: training, an exam and hours under supervision.
            How to apply, renew and transfer the credential in {around}, with a list of approved courses.""",
            "general | substance-use | family",
            _NEVER,
            "email web",
            costs=Pool([("paid", 4.0), ("varies", 3.0)]),
            peer_run=Pool([("no", 2.0), ("", 1.0)]),
            local=False,
        ),
        _service(
            12,
            "advocacy",
            "region",
            """{around} Peer Network | {around} Mental Health Consumers' Association | NAMI {county}
            | {bright} Rights Center | {city} Family Council""",
            """People with lived experience in {around} speak up for rights, choice and better care.
            An advocate helps you with complaints, records and hearings, and never acts without your word.
            Members visit lawmakers each spring and tell them what works.""",
            "general | general housing | medication general",
            _OFFICE,
        ),
        _service(
            8,
            "directory",
            "region",
            "{around} Recovery Resource Guide | Find Help {city} | {county} Service Locator | {bright} Finder",
            """A searchable guide to groups, beds and clinics in {around}, checked twice a year.
            Type your ZIP code and see which groups, beds and clinics have room for you this week.""",
            "general | substance-use | housing",
            _NEVER,
            "web",
            setting="online",
            peer_run=Pool([("no", 1.0), ("", 1.0)]),
            local=False,
        ),
        _service(
            8,
            "mentorship",
            "country",
            "{bright} Phone Buddies | {bright} Pen Friends | {bright} Sponsors Online | {bright} Family Mentors",
            """Get a call each week from a volunteer who has been where you are, wherever you live.
            Write letters or emails with a trained pen friend who has time for you all year round.""",
            "loneliness | family | substance-use | chronic-illness",
            _NEVER,
            "email web phone",
            setting="online",
            audiences=_zipf("older-adults | parents | caregivers | incarcerated | veterans"),
            local=False,
        ),
    )
)

# ---------------------------------------------------------------- words: other languages


def _abroad(  # noqa: PLR0913, PLR0917  # a row of a table
    share: float, short: str, organization: str, topics: str, names: Pool[str], cores: str, about: str, goes: Pool[str]
) -> Program:
    """Return a program of another language; its names need no types."""
    steps = short not in ("", "SHG")
    return Program(
        share,
        short,
        organization,
        tuple(topics.split()),
        names,
        _zipf(cores),
        _NEVER,
        _even(about),
        goes,
        audiences=("bereaved",) if topics == "grief" else (),
        anonymous=True if steps else None,
        chapters=not steps,
    )


def _line_and_center(names: tuple[str, str, str], about: tuple[str, str, str]) -> Pool[Service]:
    """Return the services of another language: a center, a listening line, a helpline."""
    rows = zip(("peer_center", "warmline", "helpline"), names, about, (_OFFICE, _LINE, _LINE_THEN), strict=True)
    return Pool(
        (_service(1, kind, "region", name, text, "general | depression loneliness | substance-use", hours), 1.0)
        for kind, name, text, hours in rows
    )


def _crisis_and_course(names: tuple[str, str, str], about: tuple[str, str, str]) -> Pool[Service]:
    """Return the other listings of another language: a crisis line, a forum, a course."""
    rows = zip(("crisis_line", "online_community", "training"), names, about, (_ALWAYS, _NEVER, _NEVER), strict=True)
    return Pool(
        (
            _service(
                1,
                kind,
                "country" if kind == "online_community" else "region",
                name,
                text,
                "suicide crisis" if kind == "crisis_line" else "general | depression anxiety | substance-use",
                hours,
                "phone chat" if kind == "crisis_line" else "web email",
                local=False,
            ),
            1.0,
        )
        for kind, name, text, hours in rows
    )


_ES_NAMES = _weighted(
    "20 Grupo {core}\n8 {core}\n3 Grupo {core} {city}\n3 Grupo {city}\n2 {core} {day} {time}\n2 Grupo {core} {at}"
)
_ES_GOES = _even(
    """Los recién llegados son bienvenidos.
    No se paga nada ni se piden datos.
    La sala abre media hora antes.
    Puede venir solo a escuchar.
    Lo que se dice en la sala se queda en la sala.
    Después hay café y pan.
    El primer sábado del mes hay junta abierta para familiares."""
)
SPANISH_PROGRAMS: Pool[Program] = Pool(
    (program, program.share)
    for program in (
        _abroad(
            60,
            "AA",
            "Alcohólicos Anónimos",
            "substance-use",
            _ES_NAMES,
            """Nueva Vida | Serenidad | 24 Horas | Libertad | Buena Voluntad | Un Nuevo Amanecer | Unidad
            | Sólo por Hoy | Fe y Esperanza | Bill W. | Doctor Bob | Volver a Vivir | 12 de Diciembre | La Esperanza
            | Despertar Espiritual | Aceptación | Primero de Mayo | Reflexión | Los Ángeles | San Judas | Renacer""",
            """Un grupo de {city} para quien quiere dejar de beber y vivir sobrio.
            Hombres y mujeres de {city} comparten cómo dejaron el alcohol, un día a la vez.
            Si la bebida le causa problemas, venga: aquí nadie juzga a nadie.
            Juntas {when} en {venue} para toda persona con deseo de dejar de beber.""",
            _ES_GOES,
        ),
        _abroad(
            18,
            "NA",
            "Narcóticos Anónimos",
            "substance-use",
            _ES_NAMES,
            "Sólo por Hoy | Vida Limpia | Nunca Solos | Libres | Renacer | Un Día a la Vez | Milagros | Nuevo Camino",
            """Reunión de {city} para quien quiere dejar las drogas, sean cuales sean.
            Compartimos experiencia, fortaleza y esperanza {when} en {city}.""",
            _ES_GOES,
        ),
        _abroad(
            9,
            "Al-Anon",
            "Grupos de Familia Al-Anon",
            "family substance-use",
            _ES_NAMES,
            "Esperanza | Serenidad | Valor para Cambiar | Amor | Nueva Luz | Paz y Armonía | Vive y Deja Vivir",
            """Para familiares y amigos de personas que beben demasiado en {city}.
            Esposas, madres e hijos aprenden a vivir mejor, beba o no el ser querido.""",
            _ES_GOES,
        ),
        _abroad(
            7,
            "Neuróticos",
            "Neuróticos Anónimos",
            "anxiety depression",
            _ES_NAMES,
            "Paz Interior | Serenidad | Renacer | Amor Propio | Equilibrio | Nuevo Amanecer",
            """Para personas de {city} con miedo, enojo o tristeza que desean sentirse mejor.
            Terapia de grupo entre iguales para las emociones de cada día en {city}.""",
            _ES_GOES,
        ),
        _abroad(
            6,
            "",
            "Asociación de Apoyo Mutuo de {city}",
            "grief",
            _weighted("3 Grupo de Duelo {core}\n2 Grupo de Duelo de {city}\n1 Renacer {city}"),
            "Caminar Juntos | Esperanza | Luz en el Camino | Volver a Empezar",
            """Acompañamiento para quien ha perdido a un hijo, a su pareja o a un amigo.
            Madres y padres en duelo de {city} se reúnen {when} y se escuchan.""",
            _ES_GOES,
        ),
        _abroad(
            5,
            "",
            "Asociación de Apoyo Mutuo de {city}",
            "depression anxiety",
            _weighted("3 Grupo de Apoyo {core}\n2 Ayuda Mutua {city}\n1 Depresión y Ansiedad {city}"),
            "Ánimo | Horizonte | Puentes | La Ventana | Compartir",
            """Grupo de ayuda mutua de {city} para personas que viven con depresión o ansiedad.
            Un lugar seguro para hablar de lo que duele con gente que lo ha vivido.""",
            _ES_GOES,
        ),
    )
)
_FR_NAMES = _weighted("14 Groupe {core}\n8 {core}\n4 Groupe de {city}\n3 {core} {day} {time}\n2 {core} {at}")
_FR_GOES = _even(
    """Les nouveaux sont les bienvenus.
    La réunion est ouverte à tous le premier {oneday} du mois.
    On peut venir simplement pour écouter.
    Aucune inscription et rien à payer.
    Ce qui se dit ici reste ici.
    Un café suit la réunion.
    L'accueil commence un quart d'heure avant."""
)
FRENCH_PROGRAMS: Pool[Program] = Pool(
    (program, program.share)
    for program in (
        _abroad(
            55,
            "AA",
            "Alcooliques Anonymes",
            "substance-use",
            _FR_NAMES,
            """Sérénité | Liberté | Renaissance | L'Espoir | Vingt-quatre Heures | Le Phare | Un Jour à la fois
            | Nouveau Départ | La Clé | L'Amitié | Bonne Volonté | Source de Vie | Le Bon Accueil | Courage""",
            """Une réunion à {city} pour toute personne qui désire arrêter de boire.
            Des hommes et des femmes de {city} partagent leur chemin vers une vie sans alcool.
            Si l'alcool vous pose un problème, venez nous écouter {when}.""",
            _FR_GOES,
        ),
        _abroad(
            15,
            "NA",
            "Narcotiques Anonymes",
            "substance-use",
            _FR_NAMES,
            "Juste pour aujourd'hui | Liberté | Vivre clean | Jamais seul | Le Déclic | Nouvelle Vie",
            """Un groupe de {city} pour celles et ceux qui veulent arrêter les drogues.
            Nous partageons notre rétablissement {when}, quel que soit le produit.""",
            _FR_GOES,
        ),
        _abroad(
            12,
            "Al-Anon",
            "Groupes familiaux Al-Anon",
            "family substance-use",
            _FR_NAMES,
            "Espérance | Lâcher Prise | Sérénité | Confiance | L'Éveil | Harmonie",
            """Pour les proches de personnes qui boivent trop, à {city} et autour.
            Conjoints, parents et enfants adultes apprennent à vivre avec l'alcool d'un autre.""",
            _FR_GOES,
        ),
        _abroad(
            10,
            "",
            "Association d'entraide de {city}",
            "grief",
            _weighted("3 Groupe de deuil de {city}\n2 {core}\n1 Parents endeuillés de {city}"),
            "Vivre son deuil | Après toi | Le Passage | Les Étoiles",
            """Groupe de parole pour les personnes en deuil d'un proche, à {city}.
            Des parents qui ont perdu un enfant se retrouvent {when} et s'épaulent.""",
            _FR_GOES,
        ),
        _abroad(
            10,
            "",
            "Association d'entraide de {city}",
            "depression bipolar anxiety",
            _weighted("3 Groupe d'entraide {city}\n2 {core} {city}\n1 Café {core} de {city}"),
            "Revivre | Bipolaires ensemble | Phobie sociale | L'Éclaircie | Équilibre",
            """Entraide entre personnes qui vivent avec une dépression ou un trouble bipolaire à {city}.
            Un lieu pour parler sans peur du jugement avec d'autres qui connaissent l'angoisse.""",
            _FR_GOES,
        ),
    )
)
_DE_NAMES = _weighted("10 Gruppe {core}\n8 {core}\n6 Gruppe {city}\n4 {day}sgruppe {city}\n2 {core} {at}")
_DE_GOES = _even(
    """Neue sind immer willkommen.
    Eine Anmeldung ist nicht nötig.
    Die Teilnahme kostet nichts.
    Was hier gesagt wird, bleibt hier.
    Jeder erste Abend im Monat ist offen für Angehörige.
    Wer mag, hört nur zu.
    Vor dem ersten Besuch hilft ein kurzer Anruf."""
)
GERMAN_PROGRAMS: Pool[Program] = Pool(
    (program, program.share)
    for program in (
        _abroad(
            36,
            "AA",
            "Anonyme Alkoholiker",
            "substance-use",
            _DE_NAMES,
            """Zuversicht | Neubeginn | Nüchtern leben | Heute | Hoffnung | Brücke | Gelassenheit | Lichtblick | Ausweg
            | Erster Schritt | Freiheit | Der Anker""",
            """Ein Treffen in {city} für alle, die mit dem Trinken aufhören wollen.
            Frauen und Männer aus {city} erzählen, wie sie ohne Alkohol leben.
            Wir treffen uns {when} und bleiben heute nüchtern.""",
            _DE_GOES,
        ),
        _abroad(
            14,
            "NA",
            "Narcotics Anonymous",
            "substance-use",
            _DE_NAMES,
            "Nur für heute | Clean leben | Nie allein | Neues Leben | Freiheit | Aufbruch",
            """Für Menschen aus {city}, die keine Drogen mehr nehmen möchten.
            Gemeinsam clean bleiben: Wir teilen {when} Erfahrung, Kraft und Hoffnung.""",
            _DE_GOES,
        ),
        _abroad(
            14,
            "Al-Anon",
            "Al-Anon Familiengruppen",
            "family substance-use",
            _DE_NAMES,
            "Hoffnung für heute | Loslassen | Mut | Vertrauen | Leben und leben lassen",
            """Für Angehörige und Freunde von Menschen, die zu viel trinken.
            Partner, Eltern und Kinder aus {city} finden hier Menschen in gleicher Lage.""",
            _DE_GOES,
        ),
        _abroad(
            22,
            "SHG",
            "Selbsthilfe-Kontaktstelle {city}",
            "depression anxiety",
            _weighted("3 Selbsthilfegruppe {core} {city}\n2 {core} {city}\n1 {core}: Gesprächskreis"),
            "Depression | Angst und Panik | Bipolar | Burnout | Soziale Phobie | Lichtblick",
            """Gesprächskreis für Menschen aus {city}, die mit Depression oder Angst leben.
            Betroffene treffen sich {when} ohne Fachleute und machen einander Mut.""",
            _DE_GOES,
        ),
        _abroad(
            14,
            "",
            "Hospizverein {city}",
            "grief",
            _weighted("3 Trauercafé {city}\n2 Trauergruppe {core}\n2 Verwaiste Eltern {city}\n1 Trauertreff {city}"),
            "Lichtblick | Regenbogen | Weiterleben | Sternenkinder",
            """Offener Treff für Trauernde in {city} bei Kaffee und Kuchen.
            Eltern, die ein Kind verloren haben, finden hier Verständnis und Zeit.""",
            _DE_GOES,
        ),
    )
)
_PT_NAMES = _weighted("16 Grupo {core}\n6 {core}\n4 Grupo {core} de {city}\n2 Grupo {city}\n2 {core} {at}")
_PT_GOES = _even(
    """Quem chega pela primeira vez é bem-vindo.
    Não há taxas nem lista de presença.
    Pode vir apenas para ouvir.
    No intervalo há café.
    O que se ouve aqui fica aqui."""
)
PORTUGUESE_PROGRAMS: Pool[Program] = Pool(
    (program, program.share)
    for program in (
        _abroad(
            60,
            "AA",
            "Alcoólicos Anônimos",
            "substance-use",
            _PT_NAMES,
            """Nova Vida | Serenidade | Esperança | Só por Hoje | Liberdade | Renascer | Vida Nova | Boa Vontade | Luz
            | Unidade | Caminho da Paz | Sobriedade | Reviver""",
            """Homens e mulheres de {city} que querem parar de beber se ajudam, um dia de cada vez.
            Reunião em {city} para quem tem problemas com a bebida.""",
            _PT_GOES,
        ),
        _abroad(
            22,
            "NA",
            "Narcóticos Anônimos",
            "substance-use",
            _PT_NAMES,
            "Só por Hoje | Vida Limpa | Nunca Só | Liberdade | Milagre | Novo Rumo",
            """Para quem deseja parar de usar drogas em {city}, não importa qual nem quanto.
            Partilhamos experiência, força e esperança {when} em {city}.""",
            _PT_GOES,
        ),
        _abroad(
            10,
            "",
            "Associação de Apoio de {city}",
            "grief",
            _weighted("2 Grupo de Apoio ao Luto {city}\n1 {core} {city}"),
            "Amigos Solidários | Recomeço | Vida que Segue",
            """Acolhimento em {city} para quem perdeu alguém e quer falar sobre isso.
            Mães, pais e viúvos se encontram {when} para lembrar e seguir adiante.""",
            _PT_GOES,
        ),
    )
)

# ---------------------------------------------------------------- days, times and venues by language

_WEEK = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_ONE_DAY = Pool(zip(_WEEK, (13.0, 15.0, 14.0, 15.0, 12.0, 15.0, 13.0), strict=True))
_MANY_DAYS = Pool(
    [("Mo-Fr", 5.0), ("Mo,We,Fr", 4.0), ("Tu,Th", 4.0), ("Mo-Su", 3.0), ("Sa,Su", 2.0), ("Mo,Th", 2.0), ("Mo-Sa", 1.0)]
)
_IN_MONTH = Pool([("[1]", 4.0), ("[2]", 4.0), ("[3]", 4.0), ("[4]", 2.0), ("[1,3]", 2.0), ("[2,4]", 2.0)])
_STARTS = _weighted(
    """12 19:00
    9 19:30
    9 18:00
    7 18:30
    7 20:00
    6 12:00
    5 10:00
    4 17:30
    3 09:00
    3 07:00
    2 06:30
    2 08:00
    2 11:00
    2 12:15
    2 17:00
    2 20:30
    1 05:30
    1 14:00
    1 15:30
    1 16:00
    1 21:00
    1 22:00"""
)
_LASTS = Pool([(60, 8.0), (90, 3.0), (75, 1.0), (120, 0.5)])


def _days(  # noqa: PLR0913, PLR0917  # what a language needs
    names: str, nths: str, one: str, month: str, joint: str, many: Mapping[str, tuple[str, str]]
) -> Mapping[str, tuple[str, str]]:
    """Return days as in a name and as in a sentence, from the words of a language.

    `one` and `month` are patterns for "on Mondays" and "on the first Monday of the month"; `joint` is the word "and".
    """
    first = dict(zip(_WEEK, names.split(), strict=True))
    held = {code: (day, one.format(day=day)) for code, day in first.items()}
    ordinals = dict(zip(("[1]", "[2]", "[3]", "[4]"), nths.split(), strict=True))
    ordinals["[1,3]"] = f"{ordinals['[1]']} {joint} {ordinals['[3]']}"
    ordinals["[2,4]"] = f"{ordinals['[2]']} {joint} {ordinals['[4]']}"
    for (code, day), (nth, word) in product(first.items(), ordinals.items()):
        held[code + nth] = (day, month.format(nth=word, day=day))
    for code, days in {"Mo,We,Fr": ("Mo", "We", "Fr"), "Tu,Th": ("Tu", "Th"), "Mo,Th": ("Mo", "Th")}.items():
        *former, last = (first[day] for day in days)
        phrase = f"{', '.join(one.format(day=day) for day in former)} {joint} {one.format(day=last)}"
        held[code] = (f"{former[0]} {last}" if len(days) == 2 else former[0], phrase)
    return held | dict(many)


def _in_english(hour: int, minute: int) -> str:
    if (hour, minute) == (12, 0):
        return "at noon"
    return f"at {(hour - 1) % 12 + 1}:{minute:02} {'am' if hour < 12 else 'pm'}"


_TIMES_EN = (
    (9, "Early Morning", "at Sunrise"),
    (12, "Morning", "in the Morning"),
    (13, "Noon", "at Noon"),
    (17, "Afternoon", "in the Afternoon"),
    (18, "Evening", "After Work"),
    (21, "Night", "at Night"),
    (24, "Late Night", "after Dark"),
)
_DAYS_EN = _days(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "first second third fourth",
    "on {day}s",
    "on the {nth} {day} of the month",
    "and",
    {
        "Mo-Fr": ("Weekday", "on weekdays"),
        "Mo-Sa": ("Daily", "daily except Sundays"),
        "Mo-Su": ("Daily", "every day"),
        "Sa,Su": ("Weekend", "on Saturdays and Sundays"),
    },
)
_AMERICAN = Tongue(
    "en",
    ENGLISH_PROGRAMS,
    ENGLISH_SERVICES,
    ENGLISH_OTHERS,
    _DAYS_EN,
    _TIMES_EN,
    _in_english,
    _PREFIXES,
    _TIMELY,
    _US_VENUES,
    _US_STREETS,
    "{house} {street}",
    4000,
    _BRIGHT,
    _GATHER,
    _THERE,
    _ONLINE,
)
_BRITISH = _AMERICAN._replace(venues=_GB_VENUES, streets=_GB_STREETS, houses=180)
_SPANISH = Tongue(
    "es",
    SPANISH_PROGRAMS,
    _line_and_center(
        (
            "Centro Comunitario {bright} | Casa Abierta {city} | Centro de Apoyo entre Pares {city}",
            "Línea de Escucha {city} | Línea {bright}",
            "Línea de Ayuda {around} | Teléfono Amigo de {city} | Orientación en Adicciones {city}",
        ),
        (
            """Un centro de {city} que llevan personas con experiencia propia: grupos, talleres y compañía.
            Venga a tomar un café y conozca a gente que ha pasado por lo mismo.""",
            """Personas que han vivido momentos difíciles escuchan por teléfono, sin juzgar.
            Llame cuando se sienta solo o preocupado; responde alguien de {city}.""",
            """Información sobre servicios, grupos y derechos en {around}, por teléfono y gratis.
            Orientan a familias de {city} sobre alcohol, drogas y salud mental.""",
        ),
    ),
    _crisis_and_course(
        ("Línea de Crisis {around} | Línea de la Vida {city}", "Foro {bright} | Comunidad {bright}", "Curso {bright}"),
        (
            """Ayuda gratuita por teléfono, a cualquier hora, para quien está en crisis en {around}.
            Si piensa en el suicidio o le preocupa alguien, llame: responden día y noche.""",
            "Un foro moderado para hablar con otras personas de ánimo, ansiedad y familia, a cualquier hora del día.",
            "Formación de cuarenta horas en {city} para acompañar a otras personas desde la propia experiencia.",
        ),
    ),
    _days(
        "lunes martes miércoles jueves viernes sábado domingo",
        "primer segundo tercer cuarto",
        "cada {day}",
        "el {nth} {day} del mes",
        "y",
        {
            "Mo-Fr": ("Diario", "de lunes a viernes"),
            "Mo-Sa": ("Diario", "de lunes a sábado"),
            "Mo-Su": ("Diario", "todos los días"),
            "Sa,Su": ("Fin de Semana", "los fines de semana"),
        },
    ),
    (
        (12, "Mañana", "por la Mañana"),
        (14, "Mediodía", "al Mediodía"),
        (20, "Tarde", "por la Tarde"),
        (24, "Noche", "de Noche"),
    ),
    lambda hour, minute: f"a las {hour}:{minute:02}",
    Pool([(("de Mujeres", "women"), 3.0), (("de Jóvenes", "youth"), 2.0)]),
    {},
    _weighted(
        """2 la parroquia San José
        2 la parroquia de Guadalupe
        1 la parroquia San Juan Bautista
        3 el centro comunitario
        2 la casa de la cultura de {city}
        2 el centro de salud
        1 la biblioteca de {city}"""
    ),
    _zipf(
        """Calle Hidalgo | Avenida Juárez | Calle Mayor | Calle Morelos | Avenida Independencia | Calle San Martín
        | Avenida Libertad | Calle Bolívar | Calle Real | Paseo de la Reforma | Calle del Carmen"""
    ),
    "{street} {house}",
    900,
    _zipf("Esperanza | Nueva Luz | Puentes | Horizonte | Camino | Amanecer | Encuentro | Puerta Abierta | Raíces"),
    _even("Nos reunimos {when} en {venue}.\nLas juntas son {when}.\nVenga {when}, {address}."),
    _even(
        """Entrada por {street}, segundo piso.
        El salón está detrás de {venue}.
        Hay rampa y estacionamiento."""
    ),
    _even("Por video o teléfono {when}.\nPida el enlace por correo.\nNo hace falta encender la cámara."),
)
_SPANISH_IN_US = _SPANISH._replace(streets=_US_STREETS, address="{house} {street}", houses=4000)
_FRENCH = Tongue(
    "fr",
    FRENCH_PROGRAMS,
    _line_and_center(
        (
            "Groupe d'entraide mutuelle {bright} | GEM de {city} | Maison des Pairs de {city}",
            "Ligne d'écoute {city} | Écoute {bright}",
            "Info Dépendances {around} | Allô Entraide {city}",
        ),
        (
            """Un lieu d'accueil à {city}, animé par ses membres: sorties, ateliers et repas.
            Poussez la porte: un café vous attend, et personne ne demande de diagnostic.""",
            """Des pairs formés écoutent le soir les personnes seules ou inquiètes de {around}.
            Parler à quelqu'un qui est passé par là, aussi souvent que besoin.""",
            """Renseignements sur les groupes, les soins et les droits à {city} et autour.
            Une équipe oriente les familles vers l'aide la plus proche.""",
        ),
    ),
    _crisis_and_course(
        ("Ligne de crise {around} | SOS Détresse {city}", "Forum {bright} | Communauté {bright}", "Formation {bright}"),
        (
            """Une aide gratuite à toute heure pour les personnes en détresse à {city}.
            Vous pensez au suicide ou vous craignez pour un proche: appelez, jour et nuit.""",
            "Un forum modéré pour échanger sur l'humeur, l'angoisse et la vie de famille, jour et nuit.",
            "Cinq jours à {city} pour apprendre à soutenir d'autres personnes grâce à son vécu.",
        ),
    ),
    _days(
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "premier deuxième troisième quatrième",
        "le {day}",
        "le {nth} {day} du mois",
        "et",
        {
            "Mo-Fr": ("Quotidien", "du lundi au vendredi"),
            "Mo-Sa": ("Quotidien", "du lundi au samedi"),
            "Mo-Su": ("Quotidien", "tous les jours"),
            "Sa,Su": ("Week-end", "le week-end"),
        },
    ),
    (
        (12, "matin", "du Matin"),
        (14, "midi", "de Midi"),
        (18, "après-midi", "de l'Après-midi"),
        (24, "soir", "du Soir"),
    ),
    lambda hour, minute: f"à {hour} h {minute:02}" if minute else f"à {hour} h",
    Pool([(("Femmes", "women"), 3.0), (("Jeunes", "youth"), 2.0)]),
    {},
    _weighted(
        """4 la Maison des associations
        2 la paroisse Saint-Pierre
        1 la paroisse Sainte-Anne
        1 le presbytère Saint-Martin
        2 la salle municipale de {city}
        2 l'hôpital de {city}
        1 le centre social"""
    ),
    _zipf(
        """rue de la République | rue Victor-Hugo | place de l'Église | rue Jean-Jaurès | avenue de la Gare
        | rue Saint-Denis | boulevard Voltaire | rue du Moulin | chemin des Écoles | rue Notre-Dame"""
    ),
    "{house} {street}",
    120,
    _zipf("L'Espoir | Le Phare | L'Horizon | La Passerelle | Le Relais | L'Escale | La Boussole | Le Trait d'union"),
    _even("Nous nous retrouvons {when}: {venue}.\nRéunion {when}.\nRendez-vous {when}, {address}."),
    _even(
        """Entrée par la cour, {street}.
        La salle est au premier étage, sans ascenseur.
        Accès facile en bus; parking gratuit."""
    ),
    _even("En visioconférence {when}.\nLe lien est envoyé par courriel.\nLa caméra peut rester éteinte."),
)
_GERMAN = Tongue(
    "de",
    GERMAN_PROGRAMS,
    _line_and_center(
        (
            "Kontaktstelle {city} | Begegnungsstätte {bright} | Treffpunkt {city} | Peer-Zentrum {city}",
            "Zuhörtelefon {city} | Telefon {bright}",
            "Suchtberatung {city} | Infotelefon {around} | Elterntelefon {city}",
        ),
        (
            """Ein offener Treff in {city}, den Menschen mit eigener Erfahrung leiten.
            Mittagstisch, Werkstatt und Gespräche; wer kommt, gehört dazu.""",
            """Menschen, die selbst Krisen kennen, hören am Abend zu, so oft es nötig ist.
            Wer allein ist oder sich sorgt, erreicht hier jemanden aus {around}.""",
            """Auskunft über Gruppen, Beratung und Hilfen in {city} und Umgebung.
            Fachleute beraten Familien am Telefon kostenlos zu Alkohol, Drogen und Glücksspiel.""",
        ),
    ),
    _crisis_and_course(
        ("Krisendienst {around} | Krisentelefon {city}", "Forum {bright} | Gemeinschaft {bright}", "Kurs {bright}"),
        (
            """Hilfe am Telefon zu jeder Stunde für Menschen in seelischer Not in {around}.
            Bei Gedanken an Suizid oder Sorge um andere: Hier hört Tag und Nacht jemand zu.""",
            "Ein moderiertes Forum für den Austausch über Stimmung, Angst und Familie, rund um die Uhr.",
            "Ein Kurs in {city} für alle, die andere mit der eigenen Erfahrung begleiten wollen.",
        ),
    ),
    _days(
        "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
        "ersten zweiten dritten vierten",
        "jeden {day}",
        "am {nth} {day} im Monat",
        "und",
        {
            "Mo-Fr": ("Werktag", "von Montag bis Freitag"),
            "Mo-Sa": ("Tag", "von Montag bis Samstag"),
            "Mo-Su": ("Tag", "jeden Tag"),
            "Sa,Su": ("Wochenend", "am Wochenende"),
        },
    ),
    (
        (12, "Morgen", "am Morgen"),
        (14, "Mittag", "am Mittag"),
        (18, "Nachmittag", "am Nachmittag"),
        (24, "Abend", "am Abend"),
    ),
    lambda hour, minute: f"um {hour}:{minute:02} Uhr" if minute else f"um {hour} Uhr",
    Pool([(("Frauen", "women"), 3.0), (("Junge", "youth"), 2.0)]),
    {},
    _weighted(
        """2 Gemeindehaus St. Johannes
        2 Pfarrheim St. Marien
        1 Gemeindehaus der Lutherkirche
        3 Bürgerhaus {city}
        2 Haus der Diakonie
        2 Klinikum {city}
        1 Stadtteilzentrum"""
    ),
    _zipf(
        """Hauptstraße | Bahnhofstraße | Kirchstraße | Schulstraße | Gartenstraße | Lindenallee | Bergstraße
        | Am Markt | Friedrichstraße | Mühlenweg | Schillerstraße"""
    ),
    "{street} {house}",
    120,
    _zipf("Lichtblick | Brücke | Horizont | Oase | Anker | Die Brücke | Kompass | Lotse | Der Weg | Neuland"),
    _even("Treffen {when}: {venue}.\nDie Gruppe trifft sich {when}.\nOrt: {venue}, {address}."),
    _even(
        """Der Eingang liegt im Hof, {street}.
        Der Raum ist ohne Stufen erreichbar.
        Bus und Bahn halten in der Nähe."""
    ),
    _even("Per Video {when}.\nDen Zugang gibt es per E-Mail.\nDie Kamera darf aus bleiben."),
)
_PORTUGUESE = Tongue(
    "pt",
    PORTUGUESE_PROGRAMS,
    _line_and_center(
        ("Casa {bright} | Centro de Convivência de {city}", "Linha de Escuta {city}", "Linha de Ajuda {around}"),
        (
            "Um espaço em {city} mantido por pessoas que já passaram por sofrimento psíquico: oficinas e conversa.",
            "Voluntários escutam à noite quem se sente só, sem pressa e sem julgar.",
            "Informações sobre grupos, clínicas e direitos em {around}, por telefone e de graça.",
        ),
    ),
    _crisis_and_course(
        ("Linha de Crise {around}", "Fórum {bright}", "Curso {bright}"),
        (
            "Ajuda gratuita por telefone, a qualquer hora, para quem está em crise em {city} e região.",
            "Um fórum moderado para falar com outras pessoas sobre ânimo, ansiedade e família, a qualquer hora.",
            "Formação em {city} para quem quer apoiar outras pessoas com a própria experiência.",
        ),
    ),
    _days(
        "segunda terça quarta quinta sexta sábado domingo",
        "primeira segunda terceira quarta",
        "às {day}s",
        "na {nth} {day} do mês",
        "e",
        {
            "Mo-Fr": ("Diário", "de segunda a sexta"),
            "Mo-Sa": ("Diário", "de segunda a sábado"),
            "Mo-Su": ("Diário", "todos os dias"),
            "Sa,Su": ("Fim de Semana", "nos fins de semana"),
        },
    ),
    ((12, "Manhã", "da Manhã"), (14, "Meio-dia", "do Meio-dia"), (18, "Tarde", "da Tarde"), (24, "Noite", "da Noite")),
    lambda hour, minute: f"às {hour}h{minute:02}" if minute else f"às {hour}h",
    Pool([(("de Mulheres", "women"), 3.0), (("de Jovens", "youth"), 2.0)]),
    {},
    _weighted(
        """2 Paróquia São José
        2 Paróquia São Francisco
        1 Paróquia Nossa Senhora Aparecida
        3 Centro Comunitário
        2 Igreja Batista de {city}
        1 Posto de Saúde"""
    ),
    _zipf("Rua XV de Novembro | Rua São João | Avenida Brasil | Rua das Flores | Rua Sete de Setembro | Praça da Sé"),
    "{street}, {house}",
    900,
    _zipf("Esperança | Nova Luz | Caminho | Ponte | Horizonte | Amanhecer | Raízes | Porta Aberta"),
    _even("Encontros {when}: {venue}.\nA reunião acontece {when}.\nVenha {when}, {address}."),
    _even("Entrada pela {street}.\nHá rampa na lateral."),
    _even("Por vídeo {when}.\nPeça o link por e-mail.\nA câmera pode ficar desligada."),
)

# ---------------------------------------------------------------- countries: languages, zones, numbers


class Country(NamedTuple):
    """What listings of a country need."""

    share: float
    """Weight among its like; guessed, larger where fellowships are known to be large."""
    tongue: Tongue
    zone: str
    languages: tuple[str, ...]
    postcode: str
    """# for a digit, @ for a letter."""


ENGLISH_SPEAKING = {
    "CA": Country(40, _BRITISH, "America/Toronto", ("en",), "@#@ #@#"),
    "GB": Country(30, _BRITISH, "Europe/London", ("en",), "@@# #@@"),
    "AU": Country(18, _BRITISH, "Australia/Sydney", ("en",), "####"),
    "IE": Country(7, _BRITISH, "Europe/Dublin", ("en",), "@## @#@#"),
    "NZ": Country(5, _BRITISH, "Pacific/Auckland", ("en",), "####"),
}
WORLD = {
    "MX": Country(20, _SPANISH, "America/Mexico_City", ("es",), "#####"),
    "BR": Country(11, _PORTUGUESE, "America/Sao_Paulo", ("pt",), "#####-###"),
    "DE": Country(10, _GERMAN, "Europe/Berlin", ("de",), "#####"),
    "FR": Country(6, _FRENCH, "Europe/Paris", ("fr",), "#####"),
    "ES": Country(6, _SPANISH, "Europe/Madrid", ("es",), "#####"),
    "AR": Country(5, _SPANISH, "America/Argentina/Buenos_Aires", ("es",), "####"),
    "CO": Country(4, _SPANISH, "America/Bogota", ("es",), "######"),
    "IN": Country(4, _BRITISH, "Asia/Kolkata", ("en", "hi"), "######"),
    "ZA": Country(3, _BRITISH, "Africa/Johannesburg", ("en",), "####"),
    "PE": Country(2, _SPANISH, "America/Lima", ("es",), "#####"),
    "CL": Country(2, _SPANISH, "America/Santiago", ("es",), "#######"),
    "EC": Country(2, _SPANISH, "America/Guayaquil", ("es",), "######"),
    "GT": Country(2, _SPANISH, "America/Guatemala", ("es",), "#####"),
    "SV": Country(2, _SPANISH, "America/El_Salvador", ("es",), "####"),
    "VE": Country(1, _SPANISH, "America/Caracas", ("es",), "####"),
    "AT": Country(2, _GERMAN, "Europe/Vienna", ("de",), "####"),
    "CH": Country(1, _GERMAN, "Europe/Zurich", ("de",), "####"),
    "BE": Country(2, _FRENCH, "Europe/Brussels", ("fr",), "####"),
    "PT": Country(1, _PORTUGUESE, "Europe/Lisbon", ("pt",), "####-###"),
    "NL": Country(2, _BRITISH, "Europe/Amsterdam", ("nl", "en"), "#### @@"),
    "SE": Country(2, _BRITISH, "Europe/Stockholm", ("sv", "en"), "### ##"),
    "NO": Country(1, _BRITISH, "Europe/Oslo", ("no", "en"), "####"),
    "DK": Country(1, _BRITISH, "Europe/Copenhagen", ("da", "en"), "####"),
    "FI": Country(1, _BRITISH, "Europe/Helsinki", ("fi", "en"), "#####"),
    "PL": Country(3, _BRITISH, "Europe/Warsaw", ("pl", "en"), "##-###"),
    "IT": Country(2, _BRITISH, "Europe/Rome", ("it", "en"), "#####"),
    "JP": Country(2, _BRITISH, "Asia/Tokyo", ("ja", "en"), "###-####"),
    "PH": Country(2, _BRITISH, "Asia/Manila", ("en", "fil"), "####"),
    "KE": Country(1, _BRITISH, "Africa/Nairobi", ("en", "sw"), "#####"),
    "NG": Country(1, _BRITISH, "Africa/Lagos", ("en",), "######"),
    "SG": Country(0.5, _BRITISH, "Asia/Singapore", ("en",), "######"),
    "HK": Country(0.5, _BRITISH, "Asia/Hong_Kong", ("en",), ""),
}
COUNTRIES = {"US": Country(1, _AMERICAN, "America/New_York", ("en",), "#####"), **ENGLISH_SPEAKING, **WORLD}

_EAST, _MIDDLE, _MOUNTAIN, _WEST = "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"
_ZONES = {
    **dict.fromkeys(
        ("AL", "AR", "IA", "IL", "LA", "MN", "MO", "MS", "OK", "WI", "ND", "SD", "NE", "KS", "TX", "TN"), _MIDDLE
    ),
    **dict.fromkeys(("CO", "MT", "NM", "UT", "WY"), _MOUNTAIN),
    **dict.fromkeys(("CA", "NV", "OR", "WA"), _WEST),
    "AZ": "America/Phoenix",
    "AK": "America/Anchorage",
    "HI": "Pacific/Honolulu",
    "ID": "America/Boise",
    "IN": "America/Indiana/Indianapolis",
    "MI": "America/Detroit",
    "PR": "America/Puerto_Rico",
    "VI": "America/Puerto_Rico",
    "GU": "Pacific/Guam",
    "MP": "Pacific/Guam",
    "AS": "Pacific/Pago_Pago",
}
"""Of US states that lie west of Eastern time."""
_FURTHER_WEST = {
    "US-FL": (-85.0, _MIDDLE),
    "US-IN": (-86.9, _MIDDLE),
    "US-KY": (-86.0, _MIDDLE),
    "US-ND": (-102.0, _MOUNTAIN),
    "US-SD": (-100.7, _MOUNTAIN),
    "US-NE": (-101.3, _MOUNTAIN),
    "US-TX": (-105.0, _MOUNTAIN),
    "BR": (-55.0, "America/Manaus"),
    "MX": (-109.0, "America/Tijuana"),
}
"""Where a state or country has two zones: the longitude west of which the other begins, about."""
_FURTHER_EAST = {"US-TN": (-85.5, _EAST)}
_PARTS = {
    "CA-BC": "America/Vancouver",
    "CA-YT": "America/Whitehorse",
    "CA-AB": "America/Edmonton",
    "CA-NT": "America/Edmonton",
    "CA-SK": "America/Regina",
    "CA-MB": "America/Winnipeg",
    "CA-NS": "America/Halifax",
    "CA-NB": "America/Moncton",
    "CA-PE": "America/Halifax",
    "CA-NL": "America/St_Johns",
    "AU-VIC": "Australia/Melbourne",
    "AU-QLD": "Australia/Brisbane",
    "AU-SA": "Australia/Adelaide",
    "AU-NT": "Australia/Darwin",
    "AU-WA": "Australia/Perth",
    "AU-TAS": "Australia/Hobart",
}

_AREA_CODES = {
    "AL": "205 251 256 334", "AK": "907", "AZ": "480 520 602 623 928", "AR": "479 501 870",
    "CA": "209 213 310 323 408 415 510 530 559 619 626 650 661 707 714 805 818 831 858 909 916 925 949",
    "CO": "303 719 720 970", "CT": "203 860", "DE": "302", "DC": "202",
    "FL": "239 305 321 352 386 407 561 727 772 813 850 863 904 941 954", "GA": "229 404 478 706 770 912",
    "GU": "671", "HI": "808", "ID": "208", "IL": "217 309 312 618 630 708 773 815 847",
    "IN": "219 260 317 574 765 812", "IA": "319 515 563 641 712", "KS": "316 620 785 913", "KY": "270 502 606 859",
    "LA": "225 318 337 504 985", "ME": "207", "MD": "301 410 443", "MA": "413 508 617 781 978",
    "MI": "231 248 269 313 517 586 616 734 810 906 989", "MN": "218 320 507 612 651 763 952", "MS": "228 601 662",
    "MO": "314 417 573 636 660 816", "MT": "406", "NE": "308 402", "NV": "702 775", "NH": "603",
    "NJ": "201 609 732 856 908 973", "NM": "505 575", "NY": "212 315 516 518 585 607 631 716 718 845 914",
    "NC": "252 336 704 828 910 919", "ND": "701", "OH": "216 330 419 440 513 614 740 937", "OK": "405 580 918",
    "OR": "503 541", "PA": "215 412 570 610 717 724 814", "PR": "787", "RI": "401", "SC": "803 843 864", "SD": "605",
    "TN": "423 615 731 865 901 931", "TX": "210 214 254 281 325 361 409 512 713 806 817 830 903 915 936 940 956 972",
    "UT": "435 801", "AS": "684", "MP": "670", "VI": "340",
    "VT": "802", "VA": "276 434 540 703 757 804", "WA": "206 253 360 425 509", "WV": "304",
    "WI": "262 414 608 715 920", "WY": "307",
    "AB": "403 780", "BC": "250 604", "MB": "204", "NB": "506", "NL": "709", "NS": "902", "NT": "867", "NU": "867",
    "ON": "416 519 613 705 807 905", "PE": "902", "QC": "418 450 514 819", "SK": "306", "YT": "867",
}  # fmt: skip
"""Of US states and Canadian provinces. In each, 555-0100 to 555-0199 are kept for films."""
_AREAS = {part: codes.split() for part, codes in _AREA_CODES.items()}
_FILM_NUMBERS = {
    "GB-ENG": "020 7946 0###|0113 496 0###|0114 496 0###|0117 496 0###|0121 496 0###|0151 496 0###|0161 496 0###",
    "GB-SCT": "0131 496 0###|0141 496 0###",
    "GB-WLS": "029 2018 0###",
    "GB-NIR": "028 9649 6###",
    "AU-NSW": "02 5550 ####|02 7010 ####",
    "AU-ACT": "02 5550 ####",
    "AU-VIC": "03 5550 ####|03 7010 ####",
    "AU-TAS": "03 7010 ####",
    "AU-QLD": "07 5550 ####|07 7010 ####",
    "AU-SA": "08 5550 ####",
    "AU-WA": "08 5550 ####|08 7010 ####",
    "AU-NT": "08 7010 ####",
    "IE": "020 91# ####",
    "DE": "030 23125 ###|069 90009 ###|040 66969 ###|0221 4710 ###|089 99998 ###",
    "FR": "01 99 00 ## ##|02 61 91 ## ##|03 53 01 ## ##|04 65 71 ## ##|05 36 49 ## ##",
    "SE": "031-390 06 ##|040-628 04 ##|08-465 004 ##",
}
"""What the regulators of other countries keep so (Ofcom, ACMA, ComReg, Bundesnetzagentur, Arcep, PTS), as written."""
_DIALLING = {"GB": "+44", "AU": "+61", "IE": "+353", "DE": "+49", "FR": "+33", "SE": "+46"}


@cache
def _cities() -> Mapping[str, Pool[City]]:
    """Return the cities of each country, weighted by their people."""
    around = cache(load_places().name_of)
    zips: dict[tuple[int, int], list[str]] = {}
    prefixes: dict[str, list[str]] = {}
    found: dict[str, dict[tuple[str, ...], float]] = {country: {} for country in COUNTRIES}
    for _, kind, code, name, population, lat, lon in SortedTable((DATA / "places.tsv").read_bytes()):
        if kind == "city" and code[:2] in found:
            found[code[:2]][code, name, lat, lon] = float(population)
        elif kind == "zip" and lat:
            zips.setdefault(_cell(float(lat), float(lon)), []).append(name)
        elif kind == "zip":
            prefixes.setdefault(code, []).append(f"{name}##")

    def city(key: tuple[str, ...]) -> City:
        code, name, lat, lon = key
        held = _city(name, code, float(lat), float(lon), around(code))
        return held._replace(postcodes=_zips_near(held, zips, prefixes)) if code.startswith("US") else held

    # Sorted, because other names of a city, which come and go, decide where the table has it.
    return {country: Pool((city(key), held[key]) for key in sorted(held)) for country, held in found.items()}


def _cell(lat: float, lon: float) -> tuple[int, int]:
    """Return the cell that a point lies in: five kilometers from north to south."""
    return round(lat * 20), round(lon * 20)


def _zips_near(
    city: City, zips: Mapping[tuple[int, int], list[str]], prefixes: Mapping[str, list[str]]
) -> tuple[str, ...]:
    """Return the ZIP codes around a city, or the beginnings of its state's."""
    row, column = _cell(city.lat, city.lon)
    steps = (0, -1, 1)
    near = [code for down, right in product(steps, steps) for code in zips.get((row + down, column + right), ())]
    return (*near,) or (*prefixes.get(city.code, city.postcodes),)


def _city(name: str, code: str, lat: float, lon: float, around: str) -> City:
    country = COUNTRIES[code[:2]]
    slug = _slug(name) or "city"
    start = f"{code[-2:] if '-' in code else name[:2]}{zlib.crc32(slug.encode())}"
    postcodes = (_started(country.postcode, start),)
    return City(name, slug, code, around, lat, lon, _zone(code, lon), postcodes)


def _started(pattern: str, start: str) -> str:
    """Return a pattern of postcodes with its first half filled, so that a city's postcodes are alike."""
    letters = iter(re.sub("[^A-Z]", "", _slug(start).upper()) + "XYZ")
    figures = (figure for figure in start if figure.isdigit())
    half = len(pattern) // 2
    fill = {"#": figures, "@": letters}
    return "".join(next(fill[c]) if c in fill else c for c in pattern[:half]) + pattern[half:]


def _zone(code: str, lon: float) -> str:
    for part in (code, code[:2]):
        if part in _FURTHER_WEST and lon < _FURTHER_WEST[part][0]:
            return _FURTHER_WEST[part][1]
        if part in _FURTHER_EAST and lon > _FURTHER_EAST[part][0]:
            return _FURTHER_EAST[part][1]
    usual = _ZONES.get(code[3:]) if code[:2] == "US" else _PARTS.get(code)
    return usual or COUNTRIES[code[:2]].zone


@lru_cache(maxsize=8192)
def _slug(text: str) -> str:
    return "-".join(re.findall("[a-z0-9]+", fold(text)))


# ---------------------------------------------------------------- listings


def generate(count: int, seed: int = 1) -> Iterator[Listing]:
    """Yield listings; those of a smaller count are the first of a larger one."""
    writer = _Writer(random.Random(seed).random)
    return (writer.listing(number) for number in range(1, count + 1))


class _Writer:
    """Writes listings from one sequence of draws."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.cities = _cities()
        self.at_home = Pool((code, country.share) for code, country in ENGLISH_SPEAKING.items())
        self.abroad = Pool((code, country.share) for code, country in WORLD.items())

    def listing(self, number: int) -> Listing:
        city, tongue, languages = self.where()
        share = self.draw()
        if share < MEETINGS:
            return self.meeting(number, city, tongue, languages)
        services = tongue.services if share < MEETINGS + SERVICES else tongue.others
        return self.service(number, city, tongue, languages, services.pick(self.draw()))

    def where(self) -> tuple[City, Tongue, tuple[str, ...]]:
        """Return a city and the language of a listing there."""
        draw, share = self.draw, self.draw()
        if share < UNITED_STATES:
            code = "US"
        elif share < UNITED_STATES + ENGLISH_ABROAD:
            code = self.at_home.pick(draw())
        else:
            code = self.abroad.pick(draw())
        city, country = self.cities[code].pick(draw()), COUNTRIES[code]
        if code == "US" and draw() < SPANISH_IN_US:
            return city, _SPANISH_IN_US, ("es",)
        if city.code == "CA-QC" and draw() < FRENCH_IN_QUEBEC:
            return city, _FRENCH, ("fr",)
        # Lists in English mostly leave out what goes without saying.
        said = country.languages != ("en",) or draw() < 0.2
        return city, country.tongue, country.languages if said else ()

    def meeting(self, number: int, city: City, tongue: Tongue, languages: tuple[str, ...]) -> Listing:
        """Return a meeting that comes round by the week or month."""
        draw = self.draw
        program = tongue.programs.pick(draw())
        share = draw()
        setting: Setting = "online" if share < ONLINE else "hybrid" if share < ONLINE + HYBRID else "in_person"
        days, start, lasts = self.schedule(program)
        words = self.words(city, tongue)
        words["when"] = f"{tongue.days[days][1]} {tongue.clock(start // 60, start % 60)}"
        words["issue"] = program.issue
        words["hall"] = _HALLS.pick(draw())
        name, group, audiences = self.name(program, tongue, days, start // 60, words)
        joining = (tongue.online, tongue.online) if setting == "online" else (tongue.gather, tongue.there)
        end = start + lasts
        return Listing(
            id=_identity(program.short or "group", group, city, number),
            name=name,
            aliases=self.aliases(group, program.short, city),
            kind="support_group",
            organization=program.organization.format_map(words),
            summary=self.summary(program.about, [program.goes, *joining, program.goes], words),
            url=(url := f"https://{_slug(program.short) or 'groups'}-{city.slug}.example.org/meetings/{number}"),
            contacts=self.contacts("web email phone" if setting == "online" else "phone email web", city, url),
            serves=(city.code,) if setting != "online" or draw() < 0.7 else (city.code[:2],),
            place=None if setting == "online" else self.place(city, words["address"]),
            setting=setting,
            hours=f"{days} {start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}",
            timezone=city.zone,
            languages=languages,
            audiences=audiences,
            topics=program.topics,
            cost="free" if draw() < 0.9 else None,
            peer_run=program.peer_run,
            anonymous=program.anonymous,
            sources=(self.source(url),),
        )

    def service(self, number: int, city: City, tongue: Tongue, languages: tuple[str, ...], service: Service) -> Listing:
        """Return a service with an office or a line."""
        draw = self.draw
        words = self.words(city, tongue)
        words["bright"] = tongue.bright.pick(draw())
        words["number"] = _NUMBERS.pick(draw())
        words["county"] = f"{_COUNTY.pick(draw())} County" if tongue is _AMERICAN else f"{city.name} District"
        name = service.names.pick(draw()).format_map(words)
        hours = service.hours.pick(draw())
        peer_run = service.peer_run.pick(draw())
        slug = _slug(name)
        url = f"https://{slug[:50].rstrip('-')}.example.org/{city.slug}"
        costs: Any = service.costs.pick(draw())
        run: Any = {"yes": True, "no": False, "mixed": "mixed"}.get(peer_run)
        there = [tongue.there] if service.local else []
        return Listing(
            id=_identity("", name, city, number),
            name=name,
            aliases=self.aliases(name, "", city),
            kind=service.kind,
            organization=self.owner(name, words),
            summary=self.summary(service.about, [service.about, *there, service.about, service.about], words),
            url=url,
            contacts=self.contacts(service.contacts, city, url),
            serves=(city.code,) if service.area == "region" else (city.code[:2],),
            place=self.place(city, words["address"]) if service.local else None,
            setting=service.setting or ("in_person" if service.local and draw() < 0.7 else None),
            hours=hours or None,
            timezone=city.zone if hours else None,
            languages=languages,
            audiences=tuple(service.audiences.pick(draw()).split()),
            topics=tuple(service.topics.pick(draw()).split()),
            cost=costs or None,
            peer_run=run,
            sources=(self.source(url),) if draw() < 0.8 else (self.source(url), self.source(url + "/about")),
        )

    def schedule(self, program: Program) -> tuple[str, int, int]:
        """Return days as OpenStreetMap writes them, the minute of the day, and how many minutes it lasts."""
        draw = self.draw
        if program.chapters and draw() < MONTHLY:
            days = _ONE_DAY.pick(draw()) + _IN_MONTH.pick(draw())
        elif not program.chapters and draw() < SEVERAL_DAYS:
            days = _MANY_DAYS.pick(draw())
        else:
            days = _ONE_DAY.pick(draw())
        hour, minute = _STARTS.pick(draw()).split(":")
        # Groups that are no fellowship do not meet at dawn or late at night.
        start = int(hour) * 60 + int(minute)
        if program.chapters and not 9 <= int(hour) < 20:
            start = 18 * 60 + 30
        return days, start, _LASTS.pick(draw())

    def words(self, city: City, tongue: Tongue) -> dict[str, str]:
        """Return what the patterns of names and summaries may name."""
        draw = self.draw
        street = tongue.streets.pick(draw())
        house = int(1 + draw() * draw() * tongue.houses)
        words = {
            "city": city.name,
            "around": city.around,
            "street": street,
            "address": tongue.address.format(street=street, house=house),
        }
        words["venue"] = tongue.venues.pick(draw()).format_map(words)
        return words

    def name(
        self, program: Program, tongue: Tongue, days: str, hour: int, words: dict[str, str]
    ) -> tuple[str, str, tuple[str, ...]]:
        """Return a meeting's name, the same without its fellowship, and who it is for."""
        draw = self.draw
        time, at = next((time, at) for until, time, at in tongue.times if hour < until)
        core = program.cores.pick(draw())
        words |= {"core": core, "day": tongue.days[days][0], "oneday": tongue.days[days[:2]][0], "time": time, "at": at}
        audiences = program.audiences
        pattern = program.names.pick(draw())
        if program.names is _NAMES:
            words["type"] = program.types.pick(draw())
            if draw() < FOR_SOME:
                words["some"], codes = tongue.some.pick(draw())
                audiences = tuple(dict.fromkeys((*audiences, *codes.split())))
                pattern = _NAMES_FOR_SOME.pick(draw())
            elif draw() < TIMELY:
                core = words["core"] = tongue.timely[time].pick(draw())
                pattern = "{core}" if draw() < 0.6 else "{core} Group" if draw() < 0.6 else "{core} {type}"
        group = pattern.format_map(words)
        share = draw()
        if not program.anonymous or share < 0.5:
            return group, group, audiences
        tagged = f"{group} ({program.short})" if share < 0.8 else f"{program.short}: {group}"
        return tagged if share < 0.93 else f"{program.organization}: {group}", group, audiences

    def aliases(self, name: str, short: str, city: City) -> tuple[str, ...]:
        """Return another name for a few: with the city or the fellowship, or initials."""
        if self.draw() >= ALIASED:
            return ()
        if city.name not in name:
            return (f"{name} {city.name}",)
        initials = "".join(word[0] for word in name.split() if word[0].isupper())
        return (f"{short} {name}",) if short and short not in name else (initials,) if len(initials) > 2 else ()

    def summary(self, about: Pool[str], more: Iterable[Pool[str]], words: Mapping[str, str]) -> str:
        """Return sentences until they are long enough."""
        draw = self.draw
        least, most = LENGTHS
        wanted = least + (most - least) * (draw() + draw()) / 2
        text = about.pick(draw()).format_map(words)
        text = text[0].upper() + text[1:]
        for pool in more:
            if len(text) >= wanted:
                break
            added = pool.pick(draw()).format_map(words)
            if len(text) + len(added) < LONGEST and added not in text:
                text += f" {added[0].upper()}{added[1:]}"
        return text

    def owner(self, name: str, words: Mapping[str, str]) -> str | None:
        """Return an organization: the service itself, a larger one, or none."""
        share = self.draw()
        if share < 0.45:
            return name
        if share < 0.75:
            return f"{words['county']} Behavioral Health" if share < 0.6 else f"{words['bright']} Services, Inc."
        return None

    def contacts(self, types: str, city: City, url: str) -> tuple[Contact, ...]:
        """Return the ways to reach somebody, the first of them mostly, the later ones less."""
        draw = self.draw
        host = url.split("/")[2]
        held = []
        for rank, kind in enumerate(types.split()):
            if draw() >= 0.75 / (rank + 1) + 0.1:
                continue
            if kind in ("phone", "sms"):
                if number := self.number(city):
                    value, say = number
                    held.append(Contact(type="phone" if kind == "phone" else "sms", value=value, say=say))
            elif kind == "email":
                held.append(Contact(type="email", value=f"info@{host}"))
            elif kind == "chat":
                held.append(Contact(type="chat", value=f"https://{host}/chat"))
            else:
                held.append(Contact(type="app" if kind == "app" else "web", value=url))
        return tuple(held)

    def number(self, city: City) -> tuple[str, str] | None:
        """Return a number for films as dialled and as written, where the country has such."""
        draw = self.draw
        country = city.code[:2]
        if country in ("US", "CA"):
            areas = _AREAS[city.code[3:]]
            area, last = areas[int(draw() * len(areas))], f"55501{int(draw() * 100):02}"
            return f"+1{area}{last}", f"{area}-{last[:3]}-{last[3:]}"
        if not (patterns := _FILM_NUMBERS.get(city.code)):
            return None
        choices = patterns.split("|")
        say = self.filled(choices[int(draw() * len(choices))])
        return _DIALLING[country] + re.sub("[ -]", "", say)[1:], say

    def place(self, city: City, address: str) -> Place:
        """Return an address in the city."""
        draw = self.draw
        return Place(
            address=address,
            city=city.name,
            region=city.code,
            postcode=self.filled(city.postcodes[int(draw() * len(city.postcodes))]) or None,
            lat=round(city.lat + (draw() - 0.5) * 2 * NEARBY, 4),
            lon=round(city.lon + (draw() - 0.5) * 2 * NEARBY, 4),
        )

    def filled(self, pattern: str) -> str:
        """Return a pattern with a digit for each # and a letter for each @."""
        if "#" not in pattern and "@" not in pattern:
            return pattern
        draw = self.draw
        return "".join(
            str(int(draw() * 10)) if c == "#" else "ABDEFGHJLNPRSTUWXYZ"[int(draw() * 19)] if c == "@" else c
            for c in pattern
        )

    def source(self, url: str) -> Source:
        """Return where and when it was read: lists of meetings are mostly copied."""
        draw = self.draw
        ago = int(draw() * draw() * OLDEST_CHECK)
        checked = dt.date.fromordinal(_LAST_DAY - ago)
        share = draw()
        if share < 0.35:
            return Source(url=url, checked=checked, how="page")
        if share < 0.4:
            return Source(url=url, checked=checked, how="reply" if share < 0.38 else "call")
        page_date = dt.date.fromordinal(_LAST_DAY - ago - ago // 2).isoformat()
        return Source(url=url, checked=checked, how="copy" if share < 0.8 else "list", page_date=page_date)


def _identity(first: str, name: str, city: City, number: int) -> str:
    """Return an id; its last part alone makes it unlike all others."""
    slug = _slug(name)
    before = "" if slug.startswith(_slug(first)) else f"{_slug(first)}-"
    after = "" if city.slug in slug else f"-{city.slug}"
    return f"{before}{slug}{after}"[:68].rstrip("-") + f"-{number}"


# ---------------------------------------------------------------- queries

_COMMON = _zipf(
    """meeting | group | support | recovery | peer | help | aa | women | open | community | new | serenity | center
    | grief | family | talk | online | free | health | hope"""
)
_NEED_WORDS: Mapping[str, Pool[str]] = {
    "topic": _zipf(
        """grief | anxiety | depression | alcohol | addiction | bipolar | loneliness | panic attacks | ptsd | gambling
        | eating disorder | suicide loss | hearing voices | divorce | adhd | dementia | postpartum depression | ocd
        | chronic pain | domestic violence"""
    ),
    "group": _zipf(
        """support group | meeting | group | peer support | aa meeting | na meeting | warmline | smart recovery
        | al-anon | drop in center | recovery coach | helpline | online group | nami connection | grief group"""
    ),
    "who": _zipf(
        """women | veterans | teens | men | parents | students | lgbtq | seniors | caregivers | nurses | widows
        | young adults | first responders | deaf people | families"""
    ),
    "day": _zipf("tuesday | monday | wednesday | thursday | saturday | sunday | friday | tonight | weekend | tomorrow"),
    "time": _zipf("evening | morning | noon | night | afternoon | early | late | after work"),
    "how": _zipf("online | by text | by phone | in person | by chat | free | on zoom"),
}
_NEEDS = _even(
    """{topic} {group}
    {topic} {group} near {city}
    {group} {city}
    {group} near {city} {day} {time}
    {group} in {city} {day}
    {topic} support {how}
    {group} for {who}
    {topic} help for {who}
    someone to talk to about {topic}
    {day} {time} {group} {city}
    i need help with {topic}
    my son has {topic} and i need a {group}
    {how} {group} for {topic}
    where can i find a {group} in {city}
    {topic} {city}
    {who} {group} {city}
    talk to someone at {time}"""
)
_THREE = _even(
    """{how} {topic} {group} for {who} in {city}
    {topic} {group} for {who} near {city} {day} {time}
    {who} {topic} {group} {how} {day} {time}
    {group} for {who} in {city} {how}
    {topic} {group} {city} {day} {how}
    {day} {time} {group} for {who} {city}"""
)
_ABROAD: Pool[tuple[Pool[str], tuple[str, ...]]] = Pool(
    [
        (
            (
                _even(
                    """alguien con quien hablar en {city}
                    grupo de apoyo para el duelo en {city}
                    alcohólicos anónimos {city}
                    reunión de narcóticos anónimos hoy
                    ayuda para la ansiedad en español
                    línea de crisis gratis de noche
                    grupo para familiares de alcohólicos
                    depresión jóvenes en línea
                    me siento solo
                    centro de apoyo entre pares cerca de {city}"""
                ),
                ("US", "MX", "ES"),
            ),
            5.0,
        ),
        (
            (
                _even(
                    """groupe de parole deuil {city}
                    alcooliques anonymes {city} mardi soir
                    quelqu'un à qui parler la nuit
                    aide pour l'anxiété en ligne
                    ligne d'écoute gratuite
                    entraide dépression jeunes {city}
                    parents endeuillés {city}"""
                ),
                ("FR", "BE"),
            ),
            3.0,
        ),
        (
            (
                _even(
                    """selbsthilfegruppe depression {city}
                    anonyme alkoholiker {city} dienstag
                    jemand zum reden am abend
                    trauergruppe in {city}
                    angehörige von alkoholikern
                    hilfe bei angst online kostenlos
                    krisentelefon nachts"""
                ),
                ("DE", "AT"),
            ),
            2.0,
        ),
    ]
)
"""Queries of other languages, and the countries whose cities they name."""


def queries(count: int, seed: int = 1) -> Iterator[str]:
    """Yield what people might ask a directory that holds at least `count` listings of the same seed."""
    return (text for _, text in labelled_queries(count, seed))


def labelled_queries(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Yield queries with their forms, the keys of QUERIES. Names and numbers are those of the first listings."""
    draw = random.Random(seed + 1_000_003).random
    forms = Pool(QUERIES.items())
    cities = _cities()
    for listing in generate(count, seed):
        form = forms.pick(draw())
        yield form, _query(form, listing, cities, draw)


def _query(form: str, listing: Listing, cities: Mapping[str, Pool[City]], draw: Draw) -> str:
    """Return a query of one form."""
    if form == "name":
        return listing.name
    if form == "partial name":
        return _part(listing.name, draw)
    if form == "number":
        return _typed_number(listing, draw)
    if form == "common word":
        return _COMMON.pick(draw())
    if form == "other language":
        texts, countries = _ABROAD.pick(draw())
        city = cities[countries[int(draw() * len(countries))]].pick(draw())
        return texts.pick(draw()).format(city=city.name.lower())
    city = cities["US" if draw() < UNITED_STATES else "GB"].pick(draw())
    if form == "place":
        return city.name if draw() < 0.7 else f"{city.name}, {city.around}"
    pattern = (_THREE if form == "three facets" else _NEEDS).pick(draw())
    need = pattern.format(city=city.name.lower(), **{slot: pool.pick(draw()) for slot, pool in _NEED_WORDS.items()})
    if form != "misspelt":
        return need
    return _misspelt(listing.name if draw() < 0.5 else need, 2 if draw() < TWO_SLIPS else 1, draw)


def _part(name: str, draw: Draw) -> str:
    """Return two words of a name, or all but the end of its last word."""
    words = re.findall(r"[^\s():]+", name)
    if len(words) > 2 and draw() < 0.6:
        start = int(draw() * (len(words) - 1))
        return " ".join(words[start : start + 2]).lower()
    text = " ".join(words)
    return text[: max(3, len(text) - 1 - int(draw() * 4))].lower()


def _typed_number(listing: Listing, draw: Draw) -> str:
    """Return a number of the listing in one of the ways that people type them, or one that everybody knows."""
    said = next((contact.say for contact in listing.contacts if contact.say), None)
    if said is None:
        return "988" if draw() < 0.5 else "116 123"
    spacing = draw()
    if spacing < 0.4:
        return said
    return said.replace("-", " ") if spacing < 0.6 else re.sub(r"\D", "", said)[-7 if spacing > 0.9 else 0 :]


def _misspelt(text: str, slips: int, draw: Draw) -> str:
    """Return a text with slips of the finger in its longer words: a letter lost, doubled, swapped or wrong."""
    words = text.lower().split()
    for _ in range(slips):
        long = [at for at, word in enumerate(words) if len(word) > 3] or [*range(len(words))]
        at = long[int(draw() * len(long))]
        words[at] = _slipped(words[at], draw)
    return " ".join(words)


def _slipped(word: str, draw: Draw) -> str:
    at = int(draw() * (len(word) - 1)) + 1 if len(word) > 1 else 0
    slip = draw()
    if slip < 0.3:
        return word[:at] + word[at + 1 :] or word
    if slip < 0.5:
        return word[:at] + word[at : at + 1] + word[at:]
    if slip < 0.75:
        return word[: at - 1] + word[at : at + 1] + word[at - 1 : at] + word[at + 1 :]
    return word[:at] + "etaoinsrhl"[int(draw() * 10)] + word[at + 1 :]


def main(arguments: list[str]) -> None:
    """Print listings as YAML, or queries one a line."""
    asked = "--queries" in arguments
    numbers = [int(text) for text in arguments if text != "--queries"]
    count, seed = [*numbers, *(50, 1)[len(numbers) :]]
    lines = queries(count, seed) if asked else (render_listing(listing) for listing in generate(count, seed))
    for line in lines:
        print(line)


if __name__ == "__main__":
    main(sys.argv[1:])
