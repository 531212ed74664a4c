"""Leaving with everything of one municipality, and arriving with it in an empty installation (docs/adr/0053)."""

from privacy.uitgang.inlezen import import_gemeente
from privacy.uitgang.schrijven import export_gemeente

__all__ = ["export_gemeente", "import_gemeente"]
