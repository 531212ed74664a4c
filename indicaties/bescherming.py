"""Which children, indicaties and referrals the database itself shows to whom (organisaties/rijbeveiliging.py)."""

from organisaties.rijbeveiliging import GEEN_HOUDER, HELE_HOUDER, VAN_GEMEENTE, VAN_HOUDER, VAN_JGZ, via

# Where a child has a place is told by the room that places; without it nobody has one.
_NIEMAND = "SELECT NULL::bigint WHERE false"
RIJFUNCTIES = {
    "vve_geplaatst_bij_houder": _NIEMAND,
    "vve_kinderen_van_locatie": _NIEMAND,
    "vve_kinderen_van_houder": """
        SELECT kind_id FROM indicaties_toeleiding WHERE houder_id = vve_houder() AND status NOT IN ('geen-deelname', 'teruggenomen')
        UNION
        SELECT vve_geplaatst_bij_houder()""",
}

# Enrolling a child at a location begins with a child that has no place yet.
_EIGEN_KIND = f"""CASE
    WHEN {GEEN_HOUDER} THEN true
    WHEN {HELE_HOUDER} THEN ingeschreven_door_id = (SELECT vve_houder())
                          OR id IN (SELECT vve_kinderen_van_houder())
    ELSE id IN (SELECT vve_kinderen_van_locatie())
      OR ingeschreven_door_id = (SELECT vve_houder()) AND id NOT IN (SELECT vve_geplaatst_bij_houder())
    END"""
VAN_KIND = via("indicaties_kind", "kind_id")
_VOOR_LOCATIE = f"({HELE_HOUDER} OR locatie_id IS NULL OR locatie_id = (SELECT vve_locatie()))"
# What JGZ and kindregisseur write about a family no provider reads.
_VAN_DOSSIER = f"{GEEN_HOUDER} AND {via('indicaties_traject', 'traject_id')}"
# Of one JGZ organisation, or of the municipality itself: neither reads the other's.
_EIGEN_KANT = f"{_VAN_DOSSIER} AND ({VAN_JGZ} OR organisatie_id IS NULL AND (SELECT vve_jgz()) IS NULL)"

TABELLEN = {
    "indicaties_kind": f"{VAN_GEMEENTE} AND ({_EIGEN_KIND})",
    "indicaties_indicatie": VAN_KIND,
    "indicaties_indicatie_criteria": via("indicaties_indicatie", "indicatie_id"),
    "indicaties_traject": VAN_KIND,
    "indicaties_toeleiding": f"({GEEN_HOUDER} OR {VAN_HOUDER} AND {_VOOR_LOCATIE}) AND {VAN_KIND}",
    "indicaties_toeleidingstap": via("indicaties_toeleiding", "toeleiding_id"),
    "indicaties_contactmoment": _VAN_DOSSIER,
    "indicaties_behandelaarwissel": _VAN_DOSSIER,
    "indicaties_trajectnotitie": _EIGEN_KANT,
    "indicaties_trajecttaak": _EIGEN_KANT,
}
