"""Find peer support and crisis help: a terminal program, and `Directory` for other Python programs."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from peerfind.api import Directory

__all__ = ["SCHEMA_VERSION", "Directory", "__version__"]
__version__ = "0.1.0"
SCHEMA_VERSION = 1
"""Version of the JSON that scripts rely on; raised only when a field changes its meaning or goes away."""


def __getattr__(name: str) -> Any:
    """Import the Python interface when somebody asks for it; the program itself starts faster without."""
    if name != "Directory":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return importlib.import_module("peerfind.api").Directory
