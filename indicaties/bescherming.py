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
        SELECT vve_geplaatst_bij_houder()
        UNION
        SELECT samengevoegd_met_id FROM indicaties_kind
         WHERE ingeschreven_door_id = vve_houder() AND samengevoegd_met_id IS NOT NULL""",
    "vve_kinderen_op_geheim_adres": """
        SELECT a.kind_id FROM indicaties_adres a JOIN indicaties_kind k ON k.id = a.kind_id
         WHERE a.geheim AND k.gemeente_id = vve_gemeente()""",
    "vve_ouders_op_geheim_adres": """
        SELECT ouder_id FROM indicaties_ouderschap
         WHERE beeindigd_op IS NULL AND kind_id IN (SELECT vve_kinderen_op_geheim_adres())""",
    "vve_ouders_met_kind": """
        SELECT s.ouder_id FROM indicaties_ouderschap s JOIN indicaties_ouder o ON o.id = s.ouder_id
         WHERE o.gemeente_id = vve_gemeente()""",
}

# Enrolling a child at a location begins with a child that has no place yet.
_EIGEN_KIND = f"""{GEEN_HOUDER} OR CASE
    WHEN {HELE_HOUDER} THEN ingeschreven_door_id = (SELECT vve_houder())
                          OR id IN (SELECT vve_kinderen_van_houder())
    ELSE id IN (SELECT vve_kinderen_van_locatie())
      OR ingeschreven_door_id = (SELECT vve_houder()) AND id NOT IN (SELECT vve_geplaatst_bij_houder())
    END"""
VAN_KIND = via("indicaties_kind", "kind_id")
# The same of a table that has the municipality of the child beside it: of the municipality no child is looked up.
BIJ_KIND = f"{VAN_GEMEENTE} AND ({GEEN_HOUDER} OR {VAN_KIND})"
# Where a family lives in secret, a provider sees neither the address nor how to reach the parents.
_GEHEIME_OUDERS = "(SELECT vve_ouders_op_geheim_adres())"
_KIND_NIET_GEHEIM = "kind_id NOT IN (SELECT vve_kinderen_op_geheim_adres())"
# Writing a parent down begins with one who has no child yet.
_EIGEN_OUDER = f"""CASE
    WHEN {GEEN_HOUDER} THEN true
    ELSE id NOT IN {_GEHEIME_OUDERS}
     AND (EXISTS (SELECT 1 FROM indicaties_ouderschap s WHERE s.ouder_id = indicaties_ouder.id)
       OR organisatie_id = (SELECT vve_houder()) AND id NOT IN (SELECT vve_ouders_met_kind()))
    END"""  # noqa: S608 - our own names
# A provider has what it told or asked itself.
_VAN_VRAGER = f"({GEEN_HOUDER} OR organisatie_id = (SELECT vve_houder())) AND {VAN_KIND}"
# The grounds of a decision, and what the parents answered, are no provider's.
_ZONDER_HOUDER = f"{GEEN_HOUDER} AND {VAN_KIND}"
_VOOR_LOCATIE = f"({HELE_HOUDER} OR locatie_id IS NULL OR locatie_id = (SELECT vve_locatie()))"
# What JGZ and kindregisseur write about a family no provider reads.
_VAN_DOSSIER = f"{GEEN_HOUDER} AND {via('indicaties_traject', 'traject_id')}"
# Of one JGZ organisation, or of the municipality itself: neither reads the other's.
_EIGEN_KANT = f"{_VAN_DOSSIER} AND ({VAN_JGZ} OR organisatie_id IS NULL AND (SELECT vve_jgz() IS NULL))"

TABELLEN = {
    "indicaties_kind": f"{VAN_GEMEENTE} AND ({_EIGEN_KIND})",
    "indicaties_indicatie": BIJ_KIND,
    "indicaties_indicatie_criteria": via("indicaties_indicatie", "indicatie_id"),
    "indicaties_indicatiebesluit": _ZONDER_HOUDER,
    "indicaties_signaal": _VAN_VRAGER,
    "indicaties_ondersteuningsvraag": _VAN_VRAGER,
    "indicaties_opmerking": f"{VAN_JGZ} AND {VAN_KIND}",
    "indicaties_toestemming": _ZONDER_HOUDER,
    "indicaties_startinformatie": via("indicaties_toeleiding", "toeleiding_id"),
    "indicaties_traject": BIJ_KIND,
    # Worked out over the places and referrals of everybody: a provider reads its own facts.
    "indicaties_kindstand": f"{VAN_GEMEENTE} AND {GEEN_HOUDER}",
    "indicaties_adres": f"({GEEN_HOUDER} OR NOT geheim) AND {BIJ_KIND}",
    "indicaties_ouderschap": f"({GEEN_HOUDER} OR {_KIND_NIET_GEHEIM} AND ouder_id NOT IN {_GEHEIME_OUDERS}) AND {BIJ_KIND}",
    "indicaties_ouder": f"{VAN_GEMEENTE} AND ({_EIGEN_OUDER})",
    "indicaties_zoekwoord": BIJ_KIND,
    "indicaties_dubbelpaar": f"{VAN_GEMEENTE} AND {GEEN_HOUDER} AND {via('indicaties_kind', 'een_id')}",
    "indicaties_samenvoeging": f"{GEEN_HOUDER} AND {via('indicaties_kind', 'blijft_id')}",
    # The provider that asks for a child may not see it, and sees that it asked.
    "indicaties_verwijsvraag": f"{VAN_GEMEENTE} AND ({GEEN_HOUDER} OR {VAN_HOUDER})",
    "indicaties_toeleiding": f"({GEEN_HOUDER} OR {VAN_HOUDER} AND {_VOOR_LOCATIE}) AND {BIJ_KIND}",
    "indicaties_toeleidingstap": via("indicaties_toeleiding", "toeleiding_id"),
    "indicaties_contactmoment": _VAN_DOSSIER,
    "indicaties_behandelaarwissel": _VAN_DOSSIER,
    "indicaties_trajectnotitie": _EIGEN_KANT,
    "indicaties_trajecttaak": _EIGEN_KANT,
}
