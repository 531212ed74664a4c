"""The explanation of one band for one kind of parent: price, leading amount, subsidy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from rekenregels.regeling.document import Band, Cel, Regeling, Uurbedragafronding
from rekenregels.regeling.tarieven import BijdrageTabel, MaxprijsTarief, Meerprijs, Tarief, VastTarief
from rekenregels.regeling.uurbedragen import HEEL, ONBEGRENSD, rij_van, tabel_van, versie_op
from rekenregels.regeling.velden import Parameter, Waarde
from rekenregels.rekenen.feiten import ONBEKEND
from rekenregels.uitleg import sommen
from rekenregels.uitleg.celzinnen import bijdragezin, buiten_tabel_zin, gemeentezin, klassezin, tariefzin
from rekenregels.uitleg.sommen import Som
from rekenregels.uitleg.stap import Stap, bron_van
from rekenregels.uitleg.stuk import Stuk

LEEST_KLASSE: Final = ("tabel", "kot_eigen_deel", "kot_percentage")


@dataclass(frozen=True)
class Celuitleg:
    stuk: Stuk
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
            f"{naam}: {self.band.naam}",
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
        extra = self._bronnen([*bronnen, *self._maxprijs_bron(), *self._opslagbron()])
        uitkomst = sommen.prijs(self.stuk.w(f"tarief_{self.b}"))
        return self._stap("Prijs per uur", self._prijszin(tarief, opslag), som, uitkomst, "", extra)

    def _prijszin(self, tarief: Tarief, opslag: int) -> str:
        zin = tariefzin(tarief) + (", met de opslag voor deze plek." if opslag else ".")
        if getattr(tarief, "meerprijs", None) is Meerprijs.GEMEENTE:
            zin += " Wat de aanbieder meer vraagt, betaalt de gemeente."
        return zin

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
        """A part of the price or a fixed amount; no rule has both."""
        vast, permille = self._tabel("vast"), self._tabel("permille")
        if permille:
            return self._basis() if permille == HEEL else sommen.procent(permille) * self._basis()
        return sommen.optellen(self._vaste_delen(vast)) if vast else sommen.prijs(0)

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
        regel, stuk = self._regel(), self.stuk
        minima = stuk.f("minima")
        if self.cel.bijdrage and minima and self.regeling.minima[minima - 1].bijdrage_nul:
            return f'De ouders betalen niets, door de regel "{self.regeling.minima[minima - 1].naam}".'
        klassedeel = ""
        if "klasse" in stuk.blok.k and regel.soort in LEEST_KLASSE:
            klasse = stuk.w("klasse")
            if rij_van(tabel_van(self.regeling), stuk.tijdvak, klasse) is None:
                return buiten_tabel_zin(klasse)
            klassedeel = klassezin(self.regeling, stuk.tijdvak, klasse, stuk.f("kindrang"))
        if self.cel.gemeentebedrag:
            return gemeentezin(regel, klassedeel)
        return bijdragezin(self.regeling, regel, stuk.tijdvak, klassedeel)

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
        if tabel and regel.soort in (*LEEST_KLASSE, "deel_van_laagste"):
            bronnen.append(versie_op(tabel, dag).bron)
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

    def subsidie(self) -> Stap:
        stuk, b, van_gemeente = self.stuk, self.b, self._tabel("van_gemeente")
        tarief, leidend = sommen.prijs(stuk.w(f"tarief_{b}")), sommen.prijs(stuk.leidend(b))
        if van_gemeente:
            per_uur, zin = leidend, "De uren maal het bedrag van de gemeente per uur."
        elif leidend.waarde:
            per_uur, zin = tarief - leidend, "De uren maal de prijs min de ouderbijdrage per uur."
        else:
            per_uur, zin = tarief, "De uren maal de prijs."
        som, uitkomst = sommen.uren(stuk.w(f"uren_{b}")) * per_uur, sommen.bedrag(stuk.w(f"subsidie_{b}"))
        if "per_jaar" in stuk.blok.plan.kenmerken and self._tabel("per_jaar"):
            som, zin = self._met_jaarbedrag(som), self._jaarzin(zin)
        return self._stap("Subsidie", zin, som, uitkomst, "cent", {})

    def _jaarzin(self, zin: str) -> str:
        """What the yearly amount does to the sum: months of contribution off, or a part of the year's amount."""
        if self._tabel("van_gemeente"):
            return "Het deel van het jaarbedrag dat bij deze periode hoort, nooit meer dan de kosten."
        jaar = sommen.prijs(self._tabel("per_jaar")).tekst
        return (
            f"{zin[:-1]}, min het deel van de ouderbijdrage van {jaar} per jaar dat bij deze periode hoort."
        )

    def _met_jaarbedrag(self, som: Som) -> Som:
        """A municipality that pays by the year pays nothing by the hour."""
        deel = sommen.optellen(self.jaardelen(self.stuk, self.b))
        if self._tabel("van_gemeente"):
            return sommen.kleinste(sommen.bedrag(self.stuk.w(f"kosten_{self.b}")), deel)
        rest = som.afgerond("cent") - deel
        return rest if rest.waarde >= 0 else sommen.grootste(rest, sommen.bedrag(0))

    @staticmethod
    def jaardelen(stuk: Stuk, b: int) -> list[Som]:
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
