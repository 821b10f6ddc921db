"""Finding listings: places, opening hours, urgency, understanding a query, the index and the ranking."""
