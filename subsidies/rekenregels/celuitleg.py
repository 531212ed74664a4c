"""The explanation of one band for one kind of parent: price, leading amount, subsidy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from subsidies.rekenregels import sommen
from subsidies.rekenregels.document import Band, Cel, Regeling, Uurbedragafronding
from subsidies.rekenregels.feiten import ONBEKEND
from subsidies.rekenregels.sommen import Som
from subsidies.rekenregels.tarieven import BijdrageTabel, MaxprijsTarief, Meerprijs, VastTarief
from subsidies.rekenregels.uitleg import Stap, bron_van
from subsidies.rekenregels.uurbedragen import HEEL, ONBEGRENSD
from subsidies.rekenregels.velden import Parameter, Waarde

if TYPE_CHECKING:
    from subsidies.rekenregels.stukverteller import Stukverteller


@dataclass
class Celuitleg:
    stuk: Stukverteller
    b: int
    band: Band
    cel: Cel

    @property
    def regeling(self) -> Regeling:
        return self.stuk.blok.plan.regeling

    def _tabel(self, naam: str) -> int:
        """A number of this band's table for the situation of this child."""
        return int(getattr(self.stuk.blok.plan.banden[self.b - 1], naam)[self.stuk.w("situatie")])

    def _stap(self, naam: str, zin: str, som: Som, uitkomst: Som, op: str, extra: dict[str, Any]) -> Stap:
        formule = som.uitkomst(uitkomst, op)
        return Stap(
            f"{naam} {self.band.naam}",
            zin,
            formule,
            uitkomst.waarde,
            "euro",
            **extra,
            periode=self.stuk.periode,
        )

    # -- the price --------------------------------------------------------------------------------------

    def tarief(self) -> Stap:
        tarief = self.regeling.tarieven[self.cel.tarief]
        som = self._prijs()
        opslag = self.stuk.w("opslag") if "opslag" in self.stuk.blok.k else 0
        if opslag:
            som = som + sommen.prijs(opslag)
        bronnen = [
            getattr(tarief, naam) for naam in ("bedrag", "grens", "opslag", "bron") if hasattr(tarief, naam)
        ]
        if som.waarde == 0 and not self._tabel("volgt_aanbieder"):
            som = sommen.prijs(self.stuk.w(f"tarief_{self.b}"))
        extra = self._bronnen([*bronnen, *self._maxprijs_bron(), *self._opslagbron()])
        uitkomst = sommen.prijs(self.stuk.w(f"tarief_{self.b}"))
        return self._stap(
            "Prijs per uur", f"Het tarief {self.cel.tarief.replace('_', ' ')}.", som, uitkomst, "", extra
        )

    def _prijs(self) -> Som:
        tarief = self.regeling.tarieven[self.cel.tarief]
        bedrag, prijs = self._tabel("tarief"), self.stuk.f("prijs")
        if isinstance(tarief, MaxprijsTarief):
            opslag = tarief.opslag.op(self.stuk.tijdvak).waarde
            som = sommen.prijs(bedrag - opslag) + sommen.prijs(opslag)
        elif self._tabel("volgt_aanbieder"):
            eigen = sommen.bedrag(max(prijs, 0))
            som = eigen if bedrag >= ONBEGRENSD else sommen.kleinste(eigen, sommen.prijs(bedrag))
        else:
            som = sommen.prijs(bedrag)
        if getattr(tarief, "meerprijs", None) is Meerprijs.GEMEENTE and prijs != ONBEKEND:
            som = sommen.grootste(som, sommen.bedrag(prijs))
        return som

    def _maxprijs_bron(self) -> list[Parameter]:
        tarief, maximum = self.regeling.tarieven[self.cel.tarief], self.regeling.max_uurprijs
        if maximum is None or isinstance(tarief, VastTarief) or "max_uurprijs" not in tarief.soort:
            return []
        return [maximum.bedragen]

    def _opslagbron(self) -> list[Parameter]:
        if "opslag" not in self.stuk.blok.k or not self.stuk.w("opslag"):
            return []
        return [
            opslag.bedrag for opslag in self.regeling.opslagen if self.stuk.categorie in opslag.categorieen
        ]

    # -- the leading amount -------------------------------------------------------------------------------

    def leidend(self) -> Stap:
        uitkomst = sommen.prijs(self.stuk.leidend(self.b))
        som = self._leidende_som()
        tarief = sommen.prijs(self.stuk.w(f"tarief_{self.b}"))
        if som.waarde > tarief.waarde:
            som = sommen.kleinste(som, tarief)
        naam = "Bedrag van de gemeente per uur" if self._tabel("van_gemeente") else "Ouderbijdrage per uur"
        per_cent = self.regeling.afronding.uurbedrag is Uurbedragafronding.CENT
        return self._stap(
            naam, self._zin(), som, uitkomst, "cent" if per_cent else "millicent", self._leidende_bronnen()
        )

    def _leidende_som(self) -> Som:
        """Fixed part and part of the price, as far as the rule has them."""
        delen = []
        vast, permille = self._tabel("vast"), self._tabel("permille")
        if permille:
            basis = self._basis()
            heel = permille == HEEL
            som = basis if heel else sommen.procent(permille) * basis
            per_cent = self.regeling.afronding.uurbedrag is Uurbedragafronding.CENT
            delen.append(som if heel or not vast else som.afgerond("cent" if per_cent else "millicent"))
        if vast:
            delen += self._vaste_delen(vast)
        return sommen.optellen(delen) if delen else sommen.prijs(0)

    def _basis(self) -> Som:
        prijs, grens = sommen.prijs(self.stuk.w(f"tarief_{self.b}")), self._tabel("grens")
        return prijs if grens >= ONBEGRENSD else sommen.kleinste(prijs, sommen.prijs(grens))

    def _vaste_delen(self, vast: int) -> list[Som]:
        bijdrage = self.regeling.bijdragen.get(self.cel.bijdrage)
        if isinstance(bijdrage, BijdrageTabel) and bijdrage.opslag is not None:
            opslag = bijdrage.opslag.op(self.stuk.tijdvak).waarde
            return [sommen.prijs(vast - opslag), sommen.prijs(opslag)]
        return [sommen.prijs(vast)]

    def _zin(self) -> str:
        if self.cel.gemeentebedrag:
            return f"Het gemeentebedrag {self.cel.gemeentebedrag.replace('_', ' ')}{self._klassezin()}."
        minima = self.stuk.f("minima")
        if minima and self.regeling.minima[minima - 1].bijdrage_nul:
            return f"Ouders betalen niets: {self.regeling.minima[minima - 1].naam}."
        return f"De ouderbijdrage {self.cel.bijdrage.replace('_', ' ')}{self._klassezin()}."

    def _klassezin(self) -> str:
        """Which income class was used, where the rule looks at the table."""
        regel = self._regel()
        if "klasse" not in self.stuk.blok.k or regel.soort not in (
            "tabel",
            "kot_eigen_deel",
            "kot_percentage",
        ):
            return ""
        klasse = self.stuk.w("klasse")
        tabel = self.regeling.bijdragetabel
        aantal = len(tabel.versies[0].rijen) if tabel else 0
        if klasse == 0:
            zonder = tabel and tabel.zonder_bewijs == "hoogste_bijdrage"
            return (
                ", zonder bewijs van inkomen: de hoogste klasse"
                if zonder
                else ", zonder bewijs van inkomen: geen subsidie"
            )
        return f", inkomensklasse {klasse} van {aantal}" if klasse <= aantal else ", inkomen boven de tabel"

    def _regel(self) -> Any:
        if self.cel.gemeentebedrag:
            return self.regeling.gemeentebedragen[self.cel.gemeentebedrag]
        return self.regeling.bijdragen[self.cel.bijdrage]

    def _leidende_bronnen(self) -> dict[str, Any]:
        regel, dag = self._regel(), self.stuk.tijdvak
        bronnen = [
            getattr(regel, naam)
            for naam in ("bedrag", "deel", "opslag", "bron")
            if getattr(regel, naam, None)
        ]
        tabel = self.regeling.bijdragetabel
        if tabel and regel.soort in ("tabel", "deel_van_laagste", "kot_eigen_deel", "kot_percentage"):
            bronnen.append([v for v in tabel.versies if v.vanaf is None or v.vanaf <= dag][-1].bron)
        if regel.soort in ("max_uurprijs", "kot_eigen_deel", "kot_percentage") and self.regeling.max_uurprijs:
            bronnen.append(self.regeling.max_uurprijs.bedragen)
        return self._bronnen(bronnen)

    def _bronnen(self, bronnen: list[Any]) -> dict[str, Any]:
        waarden = [
            bron.op(self.stuk.tijdvak) if isinstance(bron, Parameter) else Waarde(0, bron)
            for bron in bronnen
            if bron is not None
        ]
        return bron_van(*waarden)

    # -- the amount -----------------------------------------------------------------------------------------

    def subsidie(self) -> Iterator[Stap]:
        stuk, b = self.stuk, self.b
        uren, tarief, leidend = (
            sommen.uren(stuk.w(f"uren_{b}")),
            stuk.w(f"tarief_{b}"),
            stuk.leidend(b),
        )
        netto = (
            sommen.prijs(leidend)
            if self._tabel("van_gemeente")
            else sommen.prijs(tarief) - sommen.prijs(leidend)
        )
        if not leidend and not self._tabel("van_gemeente"):
            netto = sommen.prijs(tarief)
        som, uitkomst = uren * netto, sommen.bedrag(stuk.w(f"subsidie_{b}"))
        zin = "Uren maal prijs min ouderbijdrage."
        if "per_jaar" in stuk.blok.plan.kenmerken and self._tabel("per_jaar"):
            som, zin = (
                self._met_jaarbedrag(som),
                "De uren maal het bedrag per uur, met het vaste bedrag voor deze periode.",
            )
        yield self._stap("Subsidie", zin, som, uitkomst, "cent", {})

    def _met_jaarbedrag(self, som: Som) -> Som:
        delen = optellen_of_nul(self.jaardelen(self.stuk, self.b))
        kosten = sommen.bedrag(self.stuk.w(f"kosten_{self.b}"))
        if self._tabel("van_gemeente"):
            return (
                sommen.kleinste(kosten, som.afgerond("cent") + delen)
                if som.waarde
                else sommen.kleinste(kosten, delen)
            )
        rest = som.afgerond("cent") - delen
        return rest if rest.waarde >= 0 else sommen.grootste(rest, sommen.bedrag(0))

    @staticmethod
    def jaardelen(stuk: Stukverteller, b: int) -> list[Som]:
        """The part of a yearly amount for this piece: running totals since the start of the policy."""
        plan = stuk.blok.plan
        per_jaar = int(plan.banden[b - 1].per_jaar[stuk.w("situatie")])
        if not per_jaar:
            return []
        van, tot = (
            int(plan.kalender.gewicht[punt[stuk.j]])
            for punt in (stuk.blok.stukken.van, stuk.blok.stukken.tot)
        )
        jaar = sommen.prijs(per_jaar)
        na = (jaar * sommen.deel(tot, plan.kalender.gewicht_jaar)).afgerond("cent")
        voor = (jaar * sommen.deel(van, plan.kalender.gewicht_jaar)).afgerond("cent")
        heel = (jaar * sommen.deel(tot - van, plan.kalender.gewicht_jaar)).afgerond("cent")
        if heel.waarde == na.waarde - voor.waarde:
            return [heel]
        return [Som(f"({na.tekst} - {voor.tekst})", na.waarde - voor.waarde)]


def optellen_of_nul(delen: list[Som]) -> Som:
    return sommen.optellen(delen) if delen else sommen.bedrag(0)
