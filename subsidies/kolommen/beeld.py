"""The five columns as the pages show them: read from decisions, payments and bookings, and computed over today's facts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from opvang.models import Declaratieregel
from organisaties.models import Gemeente
from subsidies.herzieningen.vergelijken import KINDEREN_TEGELIJK
from subsidies.kolommen.lijnen import Deel, Lijn, read_goedgekeurd, read_vandaag
from subsidies.kolommen.verantwoord import read_verantwoord
from subsidies.locatiegeld.actions import current_policy
from subsidies.locatiegeld.rekenen import reken_houder
from subsidies.models import Beschikking, Betaalverplichting, Boeking, Locatieberekening
from subsidies.models.grootboek import Begunstigde
from subsidies.subsidiejaar.beleid import beleid_van


@dataclass
class Beeld:
    """One provider, scheme and year. Amounts in cents; `fouten` say why today can't be computed."""

    lijn: Lijn
    vandaag_uren: int = 0
    vandaag_locaties: int = 0
    goedgekeurd_uren: int = 0
    goedgekeurd_locaties: int = 0
    verlening: Beschikking | None = None
    vaststelling: Beschikking | None = None
    met_voorschot: bool = False
    claims: list[Betaalverplichting] = field(default_factory=list)
    geboekt: int = 0
    # The money goes to parents or an intermediary, and so not by a claim of the provider.
    naar_anderen: bool = False
    verantwoord: int | None = None
    fouten: list[str] = field(default_factory=list)

    @property
    def vandaag(self) -> int:
        return self.vandaag_uren + self.vandaag_locaties

    @property
    def goedgekeurd(self) -> int:
        return self.goedgekeurd_uren + self.goedgekeurd_locaties

    @property
    def is_verleend(self) -> bool:
        """Does a grant say what is decided until the year is fixed? Without an advance the calculations do."""
        return self.verlening is not None and (self.met_voorschot or not self.verlening.bedrag_centen)

    @property
    def verlaagd(self) -> int:
        """Cents by which the year was fixed below what was approved and granted (Awb 4:46), on today's facts."""
        if self.vaststelling is None or self.vaststelling.onderbouwing["berekend"] != self.vandaag:
            return 0
        return self.begrensd - self.vaststelling.bedrag_centen

    @property
    def begrensd(self) -> int:
        """Today's amount, and no more than was granted."""
        if self.verlening is None or not (self.is_verleend or self.vaststelling):
            return self.vandaag
        return min(self.vandaag, self.verlening.bedrag_centen)

    @property
    def verschuldigd(self) -> int | None:
        return None if self.fouten else self.begrensd - self.verlaagd

    @property
    def besloten(self) -> int:
        if self.vaststelling is not None:
            return self.vaststelling.bedrag_centen
        if self.verlening is not None and self.is_verleend:
            return self.verlening.bedrag_centen
        return self.goedgekeurd

    @property
    def geclaimd(self) -> int:
        return sum(claim.bedrag_centen for claim in self.claims)

    @property
    def betaald(self) -> int:
        return sum(claim.bedrag_centen - claim.rest for claim in self.claims)

    @property
    def kolommen(self) -> tuple[int | None, int, int, int, int | None]:
        return self.verschuldigd, self.besloten, self.betaald, self.geboekt, self.verantwoord


class Lezing:
    """All lines of a municipality, or those of some providers; and the parts per child of which they are made."""

    def __init__(
        self,
        gemeente: Gemeente,
        houders: set[int] | None = None,
        jaar: int | None = None,
        *,
        rekenen: bool = True,
    ) -> None:
        """Without `rekenen` today's facts are left out: nothing is computed then."""
        self.gemeente, self.houders, self.jaar, self.rekenen = gemeente, houders, jaar, rekenen
        self.beelden: dict[Lijn, Beeld] = {}
        self.vandaag: list[Deel] = []
        self.goedgekeurd = read_goedgekeurd(gemeente.pk, self._waar("declaratie__houder", "declaratie__jaar"))
        self._uren()
        self._locaties()
        self._besluiten()
        self._claims()
        self._boekingen()
        self._verantwoord()

    def _waar(self, houder: str, jaar: str) -> Q:
        waar = Q() if self.houders is None else Q(**{f"{houder}__in": self.houders})
        return waar if self.jaar is None else waar & Q(**{jaar: self.jaar})

    def _beeld(self, lijn: Lijn) -> Beeld:
        return self.beelden.setdefault(lijn, Beeld(lijn))

    def _uren(self) -> None:
        for deel in self.goedgekeurd:
            self._beeld(deel.lijn).goedgekeurd_uren += deel.centen
        per_jaar = attrgetter("lijn.jaar")
        if not self.rekenen:
            return
        for jaar, delen in groupby(sorted(self.goedgekeurd, key=per_jaar), per_jaar):
            self._vandaag(jaar, {deel.declaratie for deel in delen})

    def _vandaag(self, jaar: int, declaraties: set[int]) -> None:
        """Nothing of one child depends on another, so they are computed so many at a time."""
        regels = Declaratieregel.objects.filter(declaratie__in=declaraties).order_by()
        kinderen = sorted(set(regels.values_list("plaatsing__kind", flat=True)))
        fouten: dict[int, list[str]] = defaultdict(list)
        for i in range(0, len(kinderen), KINDEREN_TEGELIJK):
            delen, niet = read_vandaag(self.gemeente.pk, jaar, set(kinderen[i : i + KINDEREN_TEGELIJK]))
            eigen = [deel for deel in delen if deel.declaratie in declaraties]
            self.vandaag += eigen
            for deel in eigen:
                self._beeld(deel.lijn).vandaag_uren += deel.centen
            for (declaratie, _), zin in niet.items():
                fouten[declaratie].append(zin)
        for lijn, declaratie in {(deel.lijn, deel.declaratie) for deel in self.goedgekeurd}:
            self.beelden[lijn].fouten += fouten.get(declaratie, [])

    def _locaties(self) -> None:
        """Amounts per location, the approved ones and what their counts come to today."""
        geldig = Locatieberekening.objects.in_force().filter(
            self._waar("houder", "jaar"), gemeente=self.gemeente
        )
        for berekening in geldig.select_related("regeling__gemeente"):
            houder, jaar, regeling = berekening.houder_id, berekening.jaar, berekening.regeling
            self._beeld(Lijn(houder, regeling.naam, jaar)).goedgekeurd_locaties += berekening.totaal_centen
            if not self.rekenen:
                continue
            nu = current_policy(regeling)
            som = reken_houder(nu, houder, jaar).totaal
            self._beeld(Lijn(houder, nu.naam, jaar)).vandaag_locaties += som

    def _besluiten(self) -> None:
        besluiten = Beschikking.objects.in_force().filter(
            self._waar("dossier__houder", "dossier__jaar"), gemeente=self.gemeente
        )
        for besluit in besluiten.select_related("dossier__regeling"):
            dossier = besluit.dossier
            if dossier.houder_id is None:
                continue
            beeld = self._beeld(Lijn(dossier.houder_id, dossier.regelingnaam, dossier.jaar))
            if besluit.is_vaststellend:
                beeld.vaststelling = besluit
            elif besluit.is_verlenend:
                beeld.verlening = besluit
                beeld.met_voorschot = beleid_van(dossier).voorschot_van(besluit.bedrag_centen) > 0

    def _claims(self) -> None:
        claims = Betaalverplichting.objects.standing().filter(
            self._waar("organisatie", "jaar"), gemeente=self.gemeente
        )
        for claim in claims.with_rest().select_related("regeling"):
            if claim.organisatie_id is None:
                continue
            self._beeld(Lijn(claim.organisatie_id, claim.regeling.naam, claim.jaar)).claims.append(claim)

    def _boekingen(self) -> None:
        """Under the year that they are about: of a closed year the corrections stand in a later one."""
        geboekt = Boeking.objects.filter(
            gemeente=self.gemeente,
            soort=Boeking.Soort.SPENT,
            houder__isnull=False,
            regeling__isnull=False,
        ).annotate(over=Coalesce("betreft_jaar", "jaar"))
        rijen = geboekt.filter(self._waar("houder", "over")).order_by()
        velden = ("houder", "regeling__naam", "over", "begunstigde")
        for houder, naam, jaar, begunstigde, centen in rijen.values_list(*velden).annotate(
            Sum("bedrag_centen")
        ):
            beeld = self._beeld(Lijn(houder, naam, jaar))
            beeld.geboekt += centen
            beeld.naar_anderen |= begunstigde in (Begunstigde.OUDER, Begunstigde.INTERMEDIAIR)

    def _verantwoord(self) -> None:
        verantwoord = read_verantwoord(self.gemeente)
        for lijn, centen in verantwoord.bedragen.items():
            if self._is_own(lijn):
                self._beeld(lijn).verantwoord = centen
        for lijn, beeld in self.beelden.items():
            if beeld.verantwoord is None and lijn.jaar in verantwoord.jaren:
                beeld.verantwoord = 0

    def _is_own(self, lijn: Lijn) -> bool:
        return (self.houders is None or lijn.houder in self.houders) and self.jaar in (None, lijn.jaar)


def read_beelden(
    gemeente: Gemeente, houders: Iterable[int] | None = None, *, rekenen: bool = True
) -> list[Beeld]:
    """In the order of the lists: the last year first."""
    lezing = Lezing(gemeente, None if houders is None else set(houders), rekenen=rekenen)
    return sorted(lezing.beelden.values(), key=lambda b: (-b.lijn.jaar, b.lijn.houder, b.lijn.regelingnaam))
