"""All that is kept about one child, for a request of access (inzageverzoek, art. 15 AVG): as data and as a document."""

from privacy.inzage.feiten import FEITEN
from privacy.inzage.lezen import read_dossier
from privacy.inzage.tabellen import TABELLEN
from privacy.inzage.weggelaten import WEGGELATEN

__all__ = ["FEITEN", "TABELLEN", "WEGGELATEN", "read_dossier"]
