"""Find peer support and crisis help from a terminal."""

__version__ = "0.1.0"
SCHEMA_VERSION = 1
"""Version of the JSON that scripts rely on; raised only when a field changes its meaning or goes away."""
