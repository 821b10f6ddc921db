"""Time zones of rows that name none, or name one the way people speak. Pure.

A place tells its zone only where all of it keeps one; the tables hold such places of the tz database (zone.tab) and
leave out those of which any part keeps, or is known to live by, another clock.
"""

import zoneinfo

_WHOLE = {
    "America/New_York": "US-CT US-DC US-DE US-GA US-MA US-MD US-ME US-NC US-NH US-NJ US-NY US-OH US-PA US-RI US-SC "
    "US-VA US-VT US-WV",
    "America/Chicago": "US-AR US-IA US-IL US-LA US-MN US-MO US-MS US-WI",
    "America/Denver": "US-CO US-MT US-NM US-UT US-WY",
    "America/Los_Angeles": "US-CA US-WA",
    "Pacific/Honolulu": "US-HI",
    "America/Puerto_Rico": "PR US-PR",
    "America/Halifax": "CA-NS CA-PE",
    "America/Moncton": "CA-NB",
    "America/Winnipeg": "CA-MB",
    "America/Edmonton": "CA-AB",
    "Australia/Melbourne": "AU-VIC",
    "Australia/Hobart": "AU-TAS",
    "Australia/Darwin": "AU-NT",
    "Australia/Sydney": "AU-ACT",
    "Europe/London": "GB GB-ENG GB-NIR GB-SCT GB-WLS",
    "Europe/Dublin": "IE", "Europe/Paris": "FR", "Europe/Brussels": "BE", "Europe/Amsterdam": "NL",
    "Europe/Luxembourg": "LU", "Europe/Zurich": "CH", "Europe/Vienna": "AT", "Europe/Rome": "IT",
    "Europe/Malta": "MT", "Europe/Copenhagen": "DK", "Europe/Oslo": "NO", "Europe/Stockholm": "SE",
    "Europe/Helsinki": "FI", "Atlantic/Reykjavik": "IS", "Europe/Tallinn": "EE", "Europe/Riga": "LV",
    "Europe/Vilnius": "LT", "Europe/Warsaw": "PL", "Europe/Prague": "CZ", "Europe/Bratislava": "SK",
    "Europe/Budapest": "HU", "Europe/Bucharest": "RO", "Europe/Sofia": "BG", "Europe/Athens": "GR",
    "Europe/Ljubljana": "SI", "Europe/Zagreb": "HR", "Asia/Jerusalem": "IL", "Africa/Johannesburg": "ZA",
    "Africa/Nairobi": "KE", "Africa/Lagos": "NG", "Africa/Cairo": "EG", "Asia/Kolkata": "IN", "Asia/Tokyo": "JP",
    "Asia/Seoul": "KR", "Asia/Singapore": "SG", "Asia/Hong_Kong": "HK", "Asia/Manila": "PH", "Asia/Bangkok": "TH",
    "America/Costa_Rica": "CR", "America/Bogota": "CO", "America/Lima": "PE", "America/Montevideo": "UY",
    "America/Jamaica": "JM",
}  # fmt: skip
_ZONES = {code: zone for zone, codes in _WHOLE.items() for code in codes.split()}
_SPOKEN = {
    "America/New_York": "eastern et est edt us/eastern",
    "America/Chicago": "central ct cst cdt us/central",
    "America/Denver": "mountain mt mst mdt us/mountain",
    "America/Los_Angeles": "pacific pt pst pdt us/pacific",
    "America/Anchorage": "alaska akst akdt us/alaska",
    "Pacific/Honolulu": "hawaii hst us/hawaii",
    "Europe/London": "gmt/bst bst uk",
}
_MEANT = {word: zone for zone, words in _SPOKEN.items() for word in words.split()}


def zone_of(code: str | None) -> str | None:
    """Return the zone of a country or region (ISO 3166) that keeps one, or None."""
    return _ZONES.get(code or "")


def zone_named(text: str) -> str | None:
    """Return the IANA name that a text is, or means where people say "Eastern" or "EST"; never a fixed offset."""
    spoken = text.strip().lower().removesuffix(" time").removesuffix(" standard").removesuffix(" daylight")
    if spoken in _MEANT:
        return _MEANT[spoken]
    known = "/" in text and not text.startswith("Etc/") and text.strip() in zoneinfo.available_timezones()
    return text.strip() if known else None
