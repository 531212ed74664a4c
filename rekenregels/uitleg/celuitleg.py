"""The explanation of one band for one kind of parent: price, leading amount, subsidy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rekenregels.regeling.document import Band, Cel, Minimaregel, Regeling, Uurbedragafronding
from rekenregels.regeling.soorten.bijdragen import Bijdrage
from rekenregels.regeling.soorten.bouwsteen import Bouwsteen
from rekenregels.regeling.soorten.gemeentebedragen import Gemeentebedrag
from rekenregels.regeling.soorten.tarieven import Tarief
from rekenregels.regeling.uurbedragen import HEEL, ONBEGRENSD
from rekenregels.regeling.velden import Waarde
from rekenregels.rekenen.feiten import ONBEKEND
from rekenregels.uitleg import sommen
from rekenregels.uitleg.klassezinnen import buiten_tabel_zin, klassezin
from rekenregels.uitleg.samengesteld import Samengesteld, samenstelling
from rekenregels.uitleg.sommen import Som
from rekenregels.uitleg.stap import Stap, bron_van
from rekenregels.uitleg.stuk import Stuk, teksten


@dataclass(frozen=True)
class Celuitleg:
    stuk: Stuk
    b: int
    band: Band
    cel: Cel

    @property
    def regeling(self) -> Regeling:
        return self.stuk.blok.plan.regeling

    @property
    def _tarief(self) -> Tarief:
        return self.regeling.tarieven[self.cel.tarief]

    @property
    def _regel(self) -> Bijdrage | Gemeentebedrag:
        return self.regeling.leidende(self.cel)

    @property
    def _meer_van_gemeente(self) -> bool:
        """Does the municipality pay what the provider asks above the price?"""
        return bool(self._tabel("meer_gemeente"))

    def _bronnen(self, bouwsteen: Tarief | Bijdrage | Gemeentebedrag, *andere: Waarde) -> dict[str, Any]:
        return bron_van(*bouwsteen.bronnen(self.regeling.omgeving_van(bouwsteen), self.stuk.tijdvak), *andere)

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
        som = self._prijs()
        opslag = self.stuk.w("opslag") if "opslag" in self.stuk.blok.k else 0
        if opslag:
            som = som + sommen.prijs(opslag)
        extra = self._bronnen(self._tarief, *(self._opslagen() if opslag else ()))
        uitkomst = sommen.prijs(self.stuk.w(f"tarief_{self.b}"))
        return self._stap("Prijs per uur", self._prijszin(opslag), som, uitkomst, "", extra)

    def _prijszin(self, opslag: int) -> str:
        zin = self._tarief.zin + (", met de opslag voor deze plek." if opslag else ".")
        if self._meer_van_gemeente:
            zin += " Wat de aanbieder meer vraagt, betaalt de gemeente."
        return zin

    def _prijs(self) -> Som:
        bedrag, prijs = self._tabel("tarief"), self.stuk.f("prijs")
        if self._tabel("volgt_aanbieder"):
            eigen = sommen.bedrag(max(prijs, 0))
            som = eigen if bedrag >= ONBEGRENSD else sommen.kleinste(eigen, sommen.prijs(bedrag))
        else:
            som = sommen.optellen(self._delen(bedrag, self._tarief))
        if self._meer_van_gemeente and prijs != ONBEKEND:
            som = sommen.grootste(som, sommen.bedrag(prijs))
        return som

    def _delen(self, bedrag: int, bouwsteen: Bouwsteen) -> list[Som]:
        """An amount with apart what the policy puts on top of what it reads."""
        if bouwsteen.bovenop is None:
            return [sommen.prijs(bedrag)]
        bovenop = bouwsteen.bovenop.op(self.stuk.tijdvak).waarde
        return [sommen.prijs(bedrag - bovenop), sommen.prijs(bovenop)]

    def _opslagen(self) -> list[Waarde]:
        return [
            opslag.bedrag.op(self.stuk.tijdvak)
            for opslag in self.regeling.opslagen
            if self.stuk.categorie in opslag.categorieen
        ]

    # -- the leading amount -------------------------------------------------------------------------------

    def leidend(self) -> Stap:
        uitkomst = sommen.prijs(self.stuk.leidend(self.b))
        tarief = sommen.prijs(self.stuk.w(f"tarief_{self.b}"))
        samen = self._samenstelling()
        if samen is not None:
            som, op = samen.som(tarief)
        else:
            per_cent = self.regeling.afronding.uurbedrag is Uurbedragafronding.CENT
            som, op = self._leidende_som(), "cent" if per_cent else "millicent"
        if sommen.rond_af(som.waarde, op) > tarief.waarde or som.waarde > tarief.waarde:
            som = sommen.kleinste(som if samen is None else som.afgerond(op), tarief)
        naam = "Bedrag van de gemeente per uur" if self._tabel("van_gemeente") else "Ouderbijdrage per uur"
        gratis = self._minimaregel()
        bronnen = self._bronnen(self._regel) if gratis is None else teksten([gratis.bron])
        return self._stap(naam, self._zin(), som, uitkomst, op, bronnen)

    def _minimaregel(self) -> Minimaregel | None:
        """The rule by which these parents pay nothing."""
        minima = self.stuk.f("minima")
        regel = self.regeling.minima[minima - 1] if self.cel.bijdrage and minima else None
        return regel if regel is not None and regel.bijdrage_nul else None

    def _samenstelling(self) -> Samengesteld | None:
        if self._minimaregel() is not None:
            return None
        klasse = self.stuk.w("klasse") if "klasse" in self.stuk.blok.k else 0
        return samenstelling(self._regel, self.regeling.omgeving_van(self._regel), self.stuk, klasse)

    def _leidende_som(self) -> Som:
        """A part of the price or a fixed amount; no rule has both."""
        vast, permille = self._tabel("vast"), self._tabel("permille")
        if permille:
            return self._basis() if permille == HEEL else sommen.procent(permille) * self._basis()
        return sommen.optellen(self._delen(vast, self._regel)) if vast else sommen.prijs(0)

    def _basis(self) -> Som:
        prijs, grens = sommen.prijs(self.stuk.w(f"tarief_{self.b}")), self._tabel("grens")
        return prijs if grens >= ONBEGRENSD else sommen.kleinste(prijs, sommen.prijs(grens))

    def _zin(self) -> str:
        regel, stuk = self._regel, self.stuk
        if gratis := self._minimaregel():
            return f'De ouders betalen niets, door de regel "{gratis.naam}".'
        klassedeel = ""
        omgeving = self.regeling.omgeving_van(regel)
        if regel.naar_klasse:
            tabel, klasse = omgeving.tabel, stuk.w("klasse")
            if tabel.rij_op(stuk.tijdvak, klasse) is None:
                return buiten_tabel_zin(klasse)
            klassedeel = klassezin(tabel, regel.tabelnaam, stuk.tijdvak, klasse, stuk.f("kindrang"))
        return regel.zin(omgeving, stuk.tijdvak, klassedeel)

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
        verdeling = int(plan.banden[b - 1].verdeling[stuk.w("situatie")])
        gewicht, gewicht_jaar = plan.jaargewicht[verdeling], int(plan.jaargewichten[verdeling])
        van, tot = (int(gewicht[punt]) for punt in (stuk.van, stuk.tot))
        jaar = sommen.prijs(per_jaar)
        na = (jaar * sommen.deel(tot, gewicht_jaar)).afgerond("cent")
        voor = (jaar * sommen.deel(van, gewicht_jaar)).afgerond("cent")
        heel = (jaar * sommen.deel(tot - van, gewicht_jaar)).afgerond("cent")
        if heel.waarde == na.waarde - voor.waarde:
            return [heel]
        return [Som(f"({na.tekst} - {voor.tekst})", na.waarde - voor.waarde)]
