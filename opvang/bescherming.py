"""Which placements and declarations the database itself shows to whom (organisaties/rijbeveiliging.py)."""

from indicaties.bescherming import BIJ_KIND, VAN_KIND
from organisaties.rijbeveiliging import (
    GEEN_HOUDER,
    HELE_HOUDER,
    VAN_GEMEENTE,
    VAN_HOUDER,
    VAN_SCHOOL,
    via,
)

# The first two are asked for by the room of the children.
RIJFUNCTIES = {
    "vve_geplaatst_bij_houder": """
        SELECT p.kind_id FROM opvang_plaatsing p JOIN organisaties_locatie l ON l.id = p.locatie_id
         WHERE l.houder_id = vve_houder()""",
    # Who works at a location gives the children a place that were referred to it, or to no location in particular.
    "vve_kinderen_van_locatie": """
        SELECT kind_id FROM opvang_plaatsing WHERE locatie_id = vve_locatie()
        UNION
        SELECT kind_id FROM indicaties_toeleiding
         WHERE houder_id = vve_houder() AND (locatie_id IS NULL OR locatie_id = vve_locatie())
           AND status IN ('verwezen', 'aangenomen', 'wachtlijst')""",
    "vve_plaatsingen_van_locatie": "SELECT id FROM opvang_plaatsing WHERE locatie_id = vve_locatie()",
    "vve_declaraties_van_locatie": """
        SELECT declaratie_id FROM opvang_declaratieregel
         WHERE plaatsing_id IN (SELECT vve_plaatsingen_van_locatie())""",
}

_LOCATIE_VAN_HOUDER = (
    "locatie_id IN (SELECT id FROM organisaties_locatie WHERE houder_id = (SELECT vve_houder()))"
)
_EIGEN_LOCATIE = f"""{GEEN_HOUDER} OR CASE
    WHEN {HELE_HOUDER} THEN {_LOCATIE_VAN_HOUDER}
    ELSE locatie_id = (SELECT vve_locatie())
    END"""
_EIGEN_GROEP = f"groep_id IN (SELECT id FROM opvang_groep WHERE {_EIGEN_LOCATIE})"  # noqa: S608 - our own names
# Who ends a placement must know whether hours were declared on it: of those declarations, and of no others.
_EIGEN_DECLARATIE = f"({HELE_HOUDER} OR id IN (SELECT vve_declaraties_van_locatie()))"
# What is on its way with the parents is of no school yet.
_AAN_SCHOOL = f"({VAN_SCHOOL} AND verzonden_op IS NOT NULL)"
_EIGEN_OVERDRACHT = f"{VAN_HOUDER} AND ({HELE_HOUDER} OR locatie_id = (SELECT vve_locatie()))"
VAN_OVERDRACHT = via("opvang_overdracht", "overdracht_id")
# What a package says is for its provider, and for the school as long as it may read it; not for the municipality.
_BIJ_SCHOOL = """EXISTS (
    SELECT 1 FROM opvang_overdracht o
     WHERE o.id = overdracht_id AND o.school_id = (SELECT vve_school()) AND o.status = 'verzonden')"""
_INHOUD = f"{VAN_OVERDRACHT} AND (NOT {GEEN_HOUDER} OR {_BIJ_SCHOOL})"
# What came of a measurement is for its provider alone; the municipality counts it (vve_resultaten in 0024_resultaten_geteld).
_SCORE = f"NOT {GEEN_HOUDER} AND {via('opvang_resultaatmeting', 'meting_id')}"
_VAN_WIE_INLEEST = f"({HELE_HOUDER} OR locatie_id = (SELECT vve_locatie()))"
VAN_DECLARATIE = via("opvang_urendeclaratie", "declaratie_id")
# Of a location and no child: of its provider and the municipality, and of no other organisation.
_VAN_LOCATIE = f"{VAN_GEMEENTE} AND (SELECT vve_jgz()) IS NULL AND ({_EIGEN_LOCATIE})"

TABELLEN = {
    "opvang_plaatsing": f"{BIJ_KIND} AND ({_EIGEN_LOCATIE})",
    "opvang_plaatsingsversie": via("opvang_plaatsing", "plaatsing_id"),
    "opvang_groepsindeling": f"{BIJ_KIND} AND ({GEEN_HOUDER} OR {_EIGEN_GROEP})",
    "opvang_urendeclaratie": f"{VAN_GEMEENTE} AND ({GEEN_HOUDER} OR {VAN_HOUDER}) AND {_EIGEN_DECLARATIE}",
    "opvang_declaratiebewerking": f"{HELE_HOUDER} AND {VAN_DECLARATIE}",
    "opvang_declaratieregel": (
        f"{VAN_DECLARATIE} AND ({HELE_HOUDER} OR plaatsing_id IN (SELECT vve_plaatsingen_van_locatie()))"
    ),
    "opvang_regelbericht": f"{HELE_HOUDER} AND {via('opvang_declaratieregel', 'regel_id')}",
    # A file that waits for a yes, and how the provider's files look, are nobody else's business.
    "opvang_inlezing": f"{HELE_HOUDER} AND NOT {GEEN_HOUDER} AND {VAN_DECLARATIE}",
    "opvang_kolomgewoonte": f"{HELE_HOUDER} AND {VAN_HOUDER}",
    # A whole administration: for who takes it over, and for no organisation.
    "opvang_overname": f"{VAN_GEMEENTE} AND {GEEN_HOUDER} AND (SELECT vve_jgz() IS NULL)",
    "opvang_resultaatmeting": f"{VAN_KIND} AND ({_EIGEN_LOCATIE})",
    "opvang_resultaatscore": _SCORE,
    "opvang_resultaatinlezing": f"{VAN_GEMEENTE} AND {VAN_HOUDER} AND {_VAN_WIE_INLEEST}",
    "opvang_eigenschaal": f"{VAN_GEMEENTE} AND ({GEEN_HOUDER} OR houder_id IS NULL OR {VAN_HOUDER})",
    "opvang_overdracht": f"{_AAN_SCHOOL} OR ({VAN_GEMEENTE} AND ({GEEN_HOUDER} OR ({_EIGEN_OVERDRACHT})))",
    "opvang_overdrachtinhoud": _INHOUD,
    "opvang_overdrachtbijlage": _INHOUD,
    "opvang_overdrachtvervolg": VAN_OVERDRACHT,
    "opvang_kwaliteitsblad": _VAN_LOCATIE,
    "opvang_kwaliteitsgroep": via("opvang_kwaliteitsblad", "blad_id"),
    "opvang_ggdinspectie": _VAN_LOCATIE,
}
