"""How long personal data are kept, and what happens then.

When a term ends the child becomes its pseudoniem: name, postcode, BSN, day of birth and departure go, hours and
money stay. So every total of a closed year remains what it was.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from indicaties.models import Kind, Samenvoeging
from lib.periode import jaar_periode
from organisaties.audit import record_system
from organisaties.models import Gemeente
from organisaties.rijbeveiliging import Rijbereik, rijbereik
from privacy.handelingen import Handeling

# Preschool education ends at the latest when the child turns four.
EINDE_VOORSCHOOLS = 4


@dataclass(frozen=True)
class Termijn:
    """For this result the data are kept so many years, counted from the end of the year in which it ended."""

    code: str
    resultaat: str
    jaren: int
    bron: str


MET_SUBSIDIE = Termijn(
    "met-subsidie",
    "Voor dit kind is subsidie verstrekt",
    7,
    "Selectielijst gemeenten 2020, resultaat 8.1.7 (subsidie verstrekt)",
)
ZONDER_SUBSIDIE = Termijn(
    "zonder-subsidie",
    "Dit kind is aangemeld of geïndiceerd, zonder dat er uren zijn gedeclareerd",
    2,
    "aanname: de selectielijst kent geen VVE-indicatie; aangesloten bij de twee jaar die de WPO voor "
    "overdrachtsgegevens noemt",
)
TERMIJNEN = (MET_SUBSIDIE, ZONDER_SUBSIDIE)


def end_terms(dag: date) -> dict[str, int]:
    """Pseudonymise every child whose term has ended on this day; how many per term.

    Running it twice, also at once, does nothing more.
    """
    aantallen = {termijn.code: 0 for termijn in TERMIJNEN}
    for gemeente in Gemeente.objects.all():
        with rijbereik(Rijbereik(gemeente.pk)):
            for kind in _with_last_days(gemeente).iterator():
                termijn, laatste = _term_of(kind)
                if jaar_periode(laatste.year + termijn.jaren).tot_en_met < dag:
                    aantallen[termijn.code] += _pseudonymise(kind.pk, gemeente, termijn)
    return aantallen


def _with_last_days(gemeente: Gemeente) -> QuerySet[Kind]:
    """Children that still have their name, with the last day on which something happened."""
    return (
        Kind.alle.filter(gemeente=gemeente)
        .exclude(achternaam="")
        .annotate(
            laatste_indicatie=Max("indicaties__geldig_tot_en_met"),
            laatste_plaatsing=Max("plaatsingen__einddatum"),
            laatste_verwijzing=Max("toeleidingen__afgerond_op"),
            laatste_declaratiejaar=Max("plaatsingen__declaratieregels__declaratie__jaar"),
        )
    )


def _term_of(kind: "Kind") -> tuple[Termijn, date]:
    dagen = [
        kind.ingeschreven_op,
        kind.vertrokken_op,
        kind.geboortedatum.replace(day=1, year=kind.geboortedatum.year + EINDE_VOORSCHOOLS),
        *(getattr(kind, f"laatste_{naam}") for naam in ("indicatie", "plaatsing", "verwijzing")),
    ]
    jaar: int | None = kind.laatste_declaratiejaar  # type: ignore[attr-defined]  # annotated
    if jaar is not None:
        dagen.append(jaar_periode(jaar).tot_en_met)
    return MET_SUBSIDIE if jaar is not None else ZONDER_SUBSIDIE, max(d for d in dagen if d is not None)


@transaction.atomic
def _pseudonymise(kind_id: int, gemeente: Gemeente, termijn: Termijn) -> bool:
    """False when another round, at the same moment, was first."""
    kind = Kind.alle.select_for_update().exclude(achternaam="").filter(pk=kind_id).first()
    if kind is None:
        return False
    kind.voornaam = kind.tussenvoegsel = kind.achternaam = kind.postcode = ""
    kind.geboortedatum = kind.geboortedatum.replace(day=1)
    kind.vertrokken_op, kind.reden_vertrek = None, ""
    kind.set_bsn(None)
    kind.save()
    # Without the old values joining files can't be undone any more; that it was done stays.
    Samenvoeging.objects.filter(Q(blijft=kind) | Q(vervalt=kind)).update(gegevens={}, stand={})
    record_system(
        handeling=Handeling.KIND_PSEUDONYMISE,
        proces="bewaartermijnen",
        gemeente_code=gemeente.code,
        object=kind,
        kind=kind.pseudoniem,
        termijn=termijn.code,
    )
    return True
