"""The text of a source that nobody found: how it is known, and how it reads beside its mark."""

import re


def is_aanname(bron: str) -> bool:
    return bron.lower().startswith("aanname") or "gereconstrueerd" in bron.lower()


def without_merk(bron: str) -> str:
    """The text of an assumption, for where the mark itself already stands beside it."""
    return re.sub(r"(?i)^aanname:\s*", "", bron)
