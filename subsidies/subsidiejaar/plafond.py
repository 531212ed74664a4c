"""The ceiling of a scheme in a year (Awb 4:25, 4:26): what is granted of it, who comes next, and when it runs out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import isqrt

from django.core.exceptions import ValidationError

from lib.geld import euro, round_half_up, split_evenly
from rekenregels.regeling.geldstroom import Verdeling
from subsidies.models import (
    Aanvraag,
    Berekening,
    Beschikking,
    Loting,
    Subsidiedossier,
    Subsidieregeling,
    Termijnstap,
)
from subsidies.regelingen.document import as_regeling
from subsidies.subsidiejaar.bedragen import per_maand, sum_berekend
from subsidies.subsidiejaar.beleid import Beleid, beleid_van
from subsidies.subsidiejaar.spelregels import VERDEELWIJZEN

MAANDEN = 12


@dataclass(frozen=True)
class Prognose:
    """What is expected till 31 December at the pace so far, with its spread, in cents."""

    maanden: int
    verwacht: int
    marge: int
    op_is_op: date | None

    @property
    def laag(self) -> int:
        return self.verwacht - self.marge

    @property
    def hoog(self) -> int:
        return self.verwacht + self.marge


@dataclass(frozen=True)
class Plafondstand:
    """All in cents. `plafond` None: the scheme has no ceiling."""

    plafond: int | None
    verdeling: str
    verleend: int
    gevraagd: int
    goedgekeurd: int
    wacht: int
    prognose: Prognose | None
    bekostiging: tuple[tuple[str, int], ...] = ()

    @property
    def beschikbaar(self) -> int:
        """All the money out of which the scheme is paid."""
        return sum(centen for _, centen in self.bekostiging)

    @property
    def ongedekt(self) -> int:
        """What is granted or expected above the money that there is; 0 where the policy names no money."""
        besteding = max(self.verleend, self.prognose.verwacht if self.prognose else 0)
        return max(besteding - self.beschikbaar, 0) if self.bekostiging else 0

    @property
    def over(self) -> int | None:
        return None if self.plafond is None else self.plafond - self.verleend

    @property
    def onbesteed(self) -> int | None:
        """What the year leaves of the ceiling at the pace so far."""
        if self.plafond is None or self.prognose is None:
            return None
        return self.plafond - self.prognose.verwacht


def read_stand(regeling: Subsidieregeling, jaar: int) -> Plafondstand:
    beleid = Beleid(as_regeling(regeling), jaar)
    open_ = _waiting(regeling, jaar)
    maanden = per_maand(regeling, jaar)
    return Plafondstand(
        plafond=beleid.plafond,
        verdeling=VERDEELWIJZEN[beleid.verdeling] if beleid.verdeling else "",
        verleend=sum_verleend(regeling, jaar),
        gevraagd=sum(aanvraag.bedrag_centen for aanvraag in open_),
        goedgekeurd=sum(maanden),
        wacht=sum_berekend(regeling, jaar, Berekening.Status.CALCULATED),
        prognose=forecast(maanden, jaar, beleid.plafond),
        bekostiging=beleid.bekostiging,
    )


def sum_verleend(regeling: Subsidieregeling, jaar: int, zonder: Subsidiedossier | None = None) -> int:
    """What decisions in force bind: of each recipient the fixed amount, or else what was granted."""
    geldig = Beschikking.objects.in_force().filter(
        dossier__in=Subsidiedossier.objects.of_regeling(regeling, jaar),
        soort__in=(*Beschikking.VERLENEND, *Beschikking.VASTSTELLEND),
    )
    if zonder is not None:
        geldig = geldig.exclude(dossier=zonder)
    per_dossier: dict[int, Beschikking] = {}
    for besluit in geldig:
        eerder = per_dossier.get(besluit.dossier_id)
        if eerder is None or besluit.is_vaststellend:
            per_dossier[besluit.dossier_id] = besluit
    return sum(besluit.bedrag_centen for besluit in per_dossier.values())


def check_plafond(dossier: Subsidiedossier, bedrag: int) -> None:
    """Refuse what would go over the ceiling (Awb 4:25, second paragraph); ValidationError with what is left."""
    over = ruimte(dossier)
    if over is not None and bedrag > over:
        if not beleid_van(dossier).is_besluit:
            raise ValidationError(
                f"{euro(bedrag)} past niet binnen het budget van de overeenkomst: er is nog {euro(max(over, 0))} over.",
                code="plafond",
            )
        raise ValidationError(
            f"{euro(bedrag)} past niet onder het subsidieplafond: er is nog {euro(max(over, 0))} over. Wat er boven "
            "gaat, moet u weigeren (Awb artikel 4:25, tweede lid).",
            code="plafond",
        )


def ruimte(dossier: Subsidiedossier) -> int | None:
    """What is left under the ceiling for this recipient, beside what others have; None without a ceiling."""
    plafond = beleid_van(dossier).plafond
    if plafond is None:
        return None
    return plafond - sum_verleend(dossier.regeling, dossier.jaar, zonder=dossier)


def propose_bedrag(aanvraag: Aanvraag) -> int:
    """The lower of what is asked and what the rule of the policy leaves for it."""
    dossier = aanvraag.dossier
    beleid, over = beleid_van(dossier), ruimte(dossier)
    if over is None:
        return aanvraag.bedrag_centen
    rij = _in_order(
        _waiting(dossier.regeling, dossier.jaar), beleid, loting_van(dossier.regeling, dossier.jaar)
    )
    if beleid.verdeling is Verdeling.TEGELIJK and not aanvraag.te_laat:
        return _pro_rata(aanvraag, [a for a in rij if not a.te_laat], over)
    voor = sum(a.bedrag_centen for a in rij[: rij.index(aanvraag)] if a != aanvraag) if aanvraag in rij else 0
    rest = max(over - voor, 0)
    if beleid.verdeling is Verdeling.WACHTLIJST and rest < aanvraag.bedrag_centen:
        return 0
    return min(aanvraag.bedrag_centen, rest)


def _waiting(regeling: Subsidieregeling, jaar: int) -> list[Aanvraag]:
    wachtend = Aanvraag.objects.undecided().filter(
        soort=Aanvraag.Soort.GRANT, dossier__in=Subsidiedossier.objects.of_regeling(regeling, jaar)
    )
    return list(wachtend.select_related("dossier__regeling").prefetch_related("stappen"))


def _in_order(aanvragen: list[Aanvraag], beleid: Beleid, loting: Loting | None = None) -> list[Aanvraag]:
    """Who comes first; what came too late comes after all others."""

    def rang(aanvraag: Aanvraag) -> object:
        if loting is not None:
            return loting.lot(aanvraag.dossier.nummer)
        return _complete_since(aanvraag) if beleid.verdeling is Verdeling.VOLLEDIG else aanvraag.ingediend_op

    def plaats(aanvraag: Aanvraag) -> tuple[bool, bool, object, int]:
        eigen = rang(aanvraag)
        return aanvraag.te_laat, eigen is None, eigen or 0, aanvraag.pk

    return sorted(aanvragen, key=plaats)


def loting_van(regeling: Subsidieregeling, jaar: int) -> Loting | None:
    return Loting.objects.filter(gemeente=regeling.gemeente_id, regelingnaam=regeling.naam, jaar=jaar).first()


def lotvolgorde(regeling: Subsidieregeling, loting: Loting) -> list[Subsidiedossier]:
    """The files of all who applied, in the order of their lots; who was late comes after all others."""
    gevraagd = Aanvraag.objects.filter(
        soort=Aanvraag.Soort.GRANT, dossier__in=Subsidiedossier.objects.of_regeling(regeling, loting.jaar)
    ).exclude(ingediend_op=None)
    op_lot = sorted(
        gevraagd.select_related("dossier__houder"),
        key=lambda aanvraag: (aanvraag.te_laat, loting.lot(aanvraag.dossier.nummer)),
    )
    return list(dict.fromkeys(aanvraag.dossier for aanvraag in op_lot))


def _complete_since(aanvraag: Aanvraag) -> datetime | None:
    """When the last that was needed came in, not when somebody found that; None as long as nobody did."""
    if aanvraag.volledig_op is None:
        return None
    aangevuld = [s.vastgelegd_op for s in aanvraag.stappen.all() if s.soort == Termijnstap.Soort.SUPPLIED]
    return max(aangevuld, default=aanvraag.ingediend_op)


def _pro_rata(aanvraag: Aanvraag, samen: Sequence[Aanvraag], over: int) -> int:
    gevraagd = [a.bedrag_centen for a in samen]
    if sum(gevraagd) <= over or aanvraag not in samen:
        return min(aanvraag.bedrag_centen, max(over, 0))
    return split_evenly(max(over, 0), gevraagd)[samen.index(aanvraag)]


def check_verdeeldag(aanvraag: Aanvraag, dag: date) -> None:
    """Where all share at once or draw lots, nobody is decided on before everybody could apply."""
    dossier = aanvraag.dossier
    beleid = beleid_van(dossier)
    laatste = beleid.aanvragen_tot_en_met
    if beleid.verdeling is Verdeling.LOTING and loting_van(dossier.regeling, dossier.jaar) is None:
        raise ValidationError(
            "Deze regeling verdeelt het geld door loting, en er is nog niet geloot. Doe dat eerst, op de pagina Plafond.",
            code="verdeling",
        )
    if beleid.verdeling is Verdeling.TEGELIJK and laatste is not None and dag <= laatste:
        raise ValidationError(
            f"Deze regeling verdeelt het geld over alle aanvragen tegelijk. Besluit na {laatste:%d-%m-%Y}, als "
            "iedereen heeft kunnen aanvragen.",
            code="verdeling",
        )


def forecast(maanden: Sequence[int], jaar: int, plafond: int | None) -> Prognose | None:
    """The year at the mean of the months so far; the margin is their standard deviation over the months to come.

    None when nothing is approved yet. With one month there is no spread to tell.
    """
    aantal, som = len(maanden), sum(maanden)
    if not som:
        return None
    rest = MAANDEN - aantal
    kwadraten = sum((aantal * centen - som) ** 2 for centen in maanden)
    variantie = kwadraten // (aantal * aantal * (aantal - 1)) if aantal > 1 else 0
    return Prognose(
        maanden=aantal,
        verwacht=som + round_half_up(som * rest, aantal),
        marge=isqrt(variantie * rest),
        op_is_op=_runs_out(som, aantal, jaar, plafond),
    )


def _runs_out(som: int, aantal: int, jaar: int, plafond: int | None) -> date | None:
    """The day on which the ceiling is reached at the mean pace; None when that is not in this year."""
    if plafond is None:
        return None
    begin, einde = date(jaar, 1, 1), date(jaar, 12, 31)
    dagen_gehad = ((date(jaar, aantal + 1, 1) if aantal < MAANDEN else date(jaar + 1, 1, 1)) - begin).days
    dag = begin + timedelta(days=min(plafond * dagen_gehad // som, 800))
    return dag if dag <= einde else None
