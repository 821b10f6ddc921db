"""The formats that feeds may have, the most particular first."""

from peerfind.feeds import bmlt, hsds, hsds_tabular, listings, open_helplines, tsml
from peerfind.feeds.reader import Reader

READERS: tuple[Reader, ...] = (open_helplines, hsds_tabular, bmlt, tsml, hsds, listings)
