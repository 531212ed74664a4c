"""How long personal data are kept, and what happens then.

When a term ends the child becomes its pseudoniem: name, address, parents, family, BSN, day of birth, departure and what
people wrote about the family or at its hours go, its results as well, and so does the account of its parents; hours and money stay, and of its
letters only number and date. So every
total of a closed year remains what it was.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from brieven.actions import destroy_brieven
from indicaties.actions import leave_gezin
from indicaties.models import (
    Adres,
    Contactmoment,
    Kind,
    Ouder,
    Samenvoeging,
    Trajectnotitie,
    Trajecttaak,
)
from indicaties.vergeten import forget_texts
from lib.geboortedag import Bekend
from lib.periode import jaar_periode
from opvang.models import Regelbericht
from opvang.resultaten.bewaren import erase_resultaten
from organisaties.audit import record_system
from organisaties.instellingen import Instellingsoort, gekozen_op
from organisaties.kanten import all_sides
from organisaties.models import Gemeente
from organisaties.porties import in_porties
from organisaties.rijbeveiliging import Rijbereik, rijbereik
from privacy.handelingen import Handeling
from subsidies.betalen.vergeten import forget_money

# Preschool education ends at the latest when the child turns four.
EINDE_VOORSCHOOLS = 4


@dataclass(frozen=True)
class Termijn:
    """For this result the data are kept so many years, counted from the end of the year in which it ended.

    `jaren` counts until the municipality chose otherwise.
    """

    code: str
    resultaat: str
    minstens: int
    jaren: int
    bron: str

    @property
    def instelling(self) -> Instellingsoort:
        """What a municipality may choose instead."""
        return Instellingsoort(
            f"bewaren-{self.code}",
            f"Bewaren: {self.resultaat[0].lower()}{self.resultaat[1:]}",
            "jaar",
            "Zo lang na het laatste jaar waarin iets gebeurde, blijft de naam van het kind staan. Daarna blijven alleen "
            "pseudoniem, uren en bedragen.",
            self.minstens,
            20,
            self.jaren,
            self.bron,
        )

    def years_in(self, gemeente: Gemeente, dag: date) -> int:
        return gekozen_op(gemeente, self.instelling.code, dag).waarde or self.jaren


MET_SUBSIDIE = Termijn(
    "met-subsidie",
    "Voor dit kind is subsidie verstrekt",
    7,
    7,
    "Selectielijst gemeenten 2020, resultaat 8.1.7 (subsidie verstrekt)",
)
ZONDER_SUBSIDIE = Termijn(
    "zonder-subsidie",
    "Dit kind is aangemeld of geïndiceerd, zonder dat er uren zijn gedeclareerd",
    1,
    2,
    "aanname: de selectielijst kent geen VVE-indicatie; aangesloten bij de twee jaar die de WPO voor "
    "overdrachtsgegevens noemt",
)
TERMIJNEN = (MET_SUBSIDIE, ZONDER_SUBSIDIE)


def end_terms(dag: date) -> dict[str, int]:
    """Pseudonymise every child whose term has ended on this day; how many per term.

    Running it twice, also at once, does nothing more.
    """
    per_gemeente = [end_terms_in(gemeente, dag) for gemeente in Gemeente.objects.all()]
    return {termijn.code: sum(aantallen[termijn.code] for aantallen in per_gemeente) for termijn in TERMIJNEN}


def end_terms_in(gemeente: Gemeente, dag: date) -> dict[str, int]:
    aantallen = {termijn.code: 0 for termijn in TERMIJNEN}
    jaren = {termijn.code: termijn.years_in(gemeente, dag) for termijn in TERMIJNEN}
    with rijbereik(Rijbereik(gemeente.pk)):
        for kind in in_porties(_with_last_days(gemeente), 2_000):
            termijn, laatste = _term_of(kind)
            if jaar_periode(laatste.year + jaren[termijn.code]).tot_en_met < dag:
                aantallen[termijn.code] += _pseudonymise(kind.pk, gemeente, termijn, dag)
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
            laatste_subsidiejaar=Max("subsidiedossiers__jaar"),
        )
    )


def _term_of(kind: "Kind") -> tuple[Termijn, date]:
    dagen = [
        kind.ingeschreven_op,
        kind.vertrokken_op,
        kind.geboortedatum.replace(day=1, year=kind.geboortedatum.year + EINDE_VOORSCHOOLS),
        *(getattr(kind, f"laatste_{naam}") for naam in ("indicatie", "plaatsing", "verwijzing")),
    ]
    jaren = (kind.laatste_declaratiejaar, kind.laatste_subsidiejaar)  # type: ignore[attr-defined]  # annotated
    jaar = max((jaar for jaar in jaren if jaar is not None), default=None)
    if jaar is not None:
        dagen.append(jaar_periode(jaar).tot_en_met)
    return MET_SUBSIDIE if jaar is not None else ZONDER_SUBSIDIE, max(d for d in dagen if d is not None)


@transaction.atomic
def _pseudonymise(kind_id: int, gemeente: Gemeente, termijn: Termijn, dag: date) -> bool:
    """False when another round, at the same moment, was first."""
    kind = Kind.alle.select_for_update().exclude(achternaam="").filter(pk=kind_id).first()
    if kind is None:
        return False
    kind.voornaam = kind.tussenvoegsel = kind.achternaam = ""
    kind.geboortedatum = kind.geboortedatum.replace(day=1)
    kind.geboorte_bekend = Bekend.DAY
    kind.herkomst_bezwaar_op = kind.herkomst_bezwaar_door = None
    _drop_family(kind)
    kind.vertrokken_op, kind.reden_vertrek = None, ""
    kind.set_bsn(None)
    kind.save()
    # The letters of a file that was joined with another one are about that child, and are kept as long.
    if kind.samengevoegd_met is None or not kind.samengevoegd_met.achternaam:
        destroy_brieven(pseudoniem=kind.pseudoniem, gemeente=gemeente, op=dag)
    forget_money(kind)
    forget_texts(kind)
    _wipe_words(kind)
    Regelbericht.objects.filter(regel__plaatsing__kind=kind).delete()
    erase_resultaten(kind, gemeente, "bewaartermijnen")
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


def _drop_family(kind: Kind) -> None:
    """Where the child lived, who its parents are and of whom it is a brother or sister."""
    leave_gezin(kind)
    Adres.objects.filter(kind=kind).delete()
    ouders = list(kind.ouderschappen.values_list("ouder", flat=True))
    kind.ouderschappen.all().delete()
    Ouder.objects.filter(pk__in=ouders, ouderschappen=None).delete()


def _wipe_words(kind: Kind) -> None:
    """What people wrote about the family goes; that something happened, and when, stays for the figures."""
    kind.toeleidingen.exclude(toelichting="").update(toelichting="")
    kind.trajecten.update(toelichting="", volgende_stap="", reden_toelichting="")
    Contactmoment.objects.filter(traject__kind=kind).exclude(notitie="").update(notitie="")
    for kant in all_sides(kind.gemeente_id):
        with kant:
            Trajectnotitie.objects.filter(traject__kind=kind).delete()
            Trajecttaak.objects.filter(traject__kind=kind).delete()
