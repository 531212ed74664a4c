"""Which children, indicaties and referrals the database itself shows to whom (organisaties/rijbeveiliging.py)."""

from organisaties.rijbeveiliging import GEEN_HOUDER, HELE_HOUDER, VAN_GEMEENTE, VAN_HOUDER, via

# Where a child has a place is told by the room that places; without it nobody has one.
_NIEMAND = "SELECT NULL::bigint WHERE false"
RIJFUNCTIES = {
    "vve_geplaatst_bij_houder": _NIEMAND,
    "vve_kinderen_van_locatie": _NIEMAND,
    "vve_kinderen_van_houder": """
        SELECT kind_id FROM indicaties_toeleiding WHERE houder_id = vve_houder() AND status <> 'geen-deelname'
        UNION
        SELECT vve_geplaatst_bij_houder()
        UNION
        SELECT samengevoegd_met_id FROM indicaties_kind
         WHERE ingeschreven_door_id = vve_houder() AND samengevoegd_met_id IS NOT NULL""",
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

TABELLEN = {
    "indicaties_kind": f"{VAN_GEMEENTE} AND ({_EIGEN_KIND})",
    "indicaties_indicatie": VAN_KIND,
    "indicaties_indicatie_criteria": via("indicaties_indicatie", "indicatie_id"),
    "indicaties_traject": VAN_KIND,
    # Who sees all children of the municipality needs no look at each: a search reads many words.
    "indicaties_zoekwoord": f"{VAN_GEMEENTE} AND ({GEEN_HOUDER} OR {VAN_KIND})",
    "indicaties_dubbelpaar": f"{VAN_GEMEENTE} AND {GEEN_HOUDER} AND {via('indicaties_kind', 'een_id')}",
    "indicaties_samenvoeging": f"{GEEN_HOUDER} AND {via('indicaties_kind', 'blijft_id')}",
    # The provider that asks for a child may not see it, and sees that it asked.
    "indicaties_verwijsvraag": f"{VAN_GEMEENTE} AND ({GEEN_HOUDER} OR {VAN_HOUDER})",
    "indicaties_toeleiding": f"({GEEN_HOUDER} OR {VAN_HOUDER}) AND {VAN_KIND}",
}
