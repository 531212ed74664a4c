"""Which letters and messages the database itself shows to whom (organisaties/rijbeveiliging.py)."""

from organisaties.rijbeveiliging import GEEN_HOUDER, HELE_HOUDER, via

_HIER = "gemeente_id = (SELECT vve_gemeente())"
# A letter of a JGZ organisation is of that organisation and the municipality; one to a provider is seen by it too.
_BRIEF = f"""{_HIER} AND CASE
    WHEN (SELECT vve_school() IS NOT NULL) THEN aan_organisatie_id = (SELECT vve_school())
    WHEN (SELECT vve_jgz() IS NOT NULL) THEN (SELECT vve_jgz()) IN (organisatie_id, aan_organisatie_id)
    ELSE {GEEN_HOUDER} OR aan_organisatie_id = (SELECT vve_houder()) AND {HELE_HOUDER}
    END"""
# For a person, whom the page knows, or for one's organisation; the municipality has none.
_BERICHT = f"""{_HIER} AND (gebruiker_id IS NOT NULL
    OR ({GEEN_HOUDER} OR organisatie_id = (SELECT vve_houder()) AND {HELE_HOUDER})
   AND ((SELECT vve_school() IS NULL) OR organisatie_id = (SELECT vve_school()))
   AND ((SELECT vve_jgz() IS NULL) OR organisatie_id = (SELECT vve_jgz())))"""

TABELLEN = {
    "brieven_brief": _BRIEF,
    "brieven_briefnummer": _HIER,
    "brieven_bericht": _BERICHT,
    "brieven_ontvangst": via("brieven_bericht", "bericht_id"),
    "brieven_herinnering": via("brieven_bericht", "bericht_id"),
}
