"""The explanation of one band for one kind of parent: price, leading amount, subsidy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rekenregels.regeling.afronding import Uurbedragafronding
from rekenregels.regeling.categorie import zeker
from rekenregels.regeling.document import Regeling
from rekenregels.regeling.groepen import Band, Cel
from rekenregels.regeling.minima import Minimaregel
from rekenregels.regeling.soorten.bijdragen import Bijdrage
from rekenregels.regeling.soorten.bouwsteen import Bouwsteen
from rekenregels.regeling.soorten.gemeentebedragen import Gemeentebedrag
from rekenregels.regeling.soorten.tarieven import Tarief
from rekenregels.regeling.uurbedragen import HEEL, ONBEGRENSD
from rekenregels.regeling.velden import Waarde
from rekenregels.rekenen.feit import ONBEKEND
from rekenregels.uitleg import sommen
from rekenregels.uitleg.klassezinnen import buiten_tabel_zin, klassezin
from rekenregels.uitleg.samengesteld import Samengesteld, afgerond, samengestelde_prijs, samenstelling
from rekenregels.uitleg.sommen import Som
from rekenregels.uitleg.stap import Stap, bron_van
from rekenregels.uitleg.stuk import Stuk, teksten
from rekenregels.uitleg.tijdbedragen import tijddelen, tijdsom, tijdzin


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
        return self.regeling.tarieven[zeker(self.cel.tarief, "het tarief van een blok uren")]

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
        samen = self._samengestelde_prijs()
        som, op = (self._prijs(), "") if samen is None else samen.som(self._eigen_prijs())
        if self._meer_van_gemeente and self.stuk.f("prijs") != ONBEKEND:
            som, op = sommen.grootste(afgerond(som, op), self._eigen_prijs()), ""
        opslag = self.stuk.w("opslag") if "opslag" in self.stuk.blok.k else 0
        if opslag:
            som, op = afgerond(som, op) + sommen.prijs(opslag), ""
        extra = self._bronnen(self._tarief, *(self._opslagen() if opslag else ()))
        uitkomst = sommen.prijs(self.stuk.w(f"tarief_{self.b}"))
        return self._stap("Prijs per uur", self._prijszin(opslag), som, uitkomst, op, extra)

    def _eigen_prijs(self) -> Som:
        return sommen.bedrag(max(self.stuk.f("prijs"), 0))

    def _samengestelde_prijs(self) -> Samengesteld | None:
        return samengestelde_prijs(self._tarief, self.regeling.omgeving, self.stuk)

    def _prijszin(self, opslag: int) -> str:
        zin = self._tarief.zin_op(self.stuk.tijdvak) + (", met de opslag voor deze plek." if opslag else ".")
        if self._meer_van_gemeente:
            zin += " Wat de aanbieder meer vraagt, betaalt de gemeente."
        return zin

    def _prijs(self) -> Som:
        bedrag = self._tabel("tarief")
        if self._tabel("volgt_aanbieder"):
            eigen = self._eigen_prijs()
            return eigen if bedrag >= ONBEGRENSD else sommen.kleinste(eigen, sommen.prijs(bedrag))
        return sommen.optellen(self._delen(bedrag, self._tarief))

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
        if afgerond(som, op).waarde > tarief.waarde or som.waarde > tarief.waarde:
            som = sommen.kleinste(som if samen is None else afgerond(som, op), tarief)
        naam = "Bedrag van de gemeente per uur" if self._tabel("van_gemeente") else "Ouderbijdrage per uur"
        gratis = self._minimaregel()
        bronnen = self._bronnen(self._regel) if gratis is None else teksten([gratis.bron])
        return self._stap(naam, self._zin(), som, uitkomst, op, bronnen)

    def _minimaregel(self) -> Minimaregel | None:
        """The rule by which these parents pay nothing."""
        regel = self.stuk.minimaregel if self.cel.bijdrage else None
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
        if rond := tijdsom(stuk, self._regel, sommen.uren(stuk.w(f"uren_{b}")), leidend):
            som, zin = self._met_ronding(rond), zin + tijdzin(self._regel)
        if delen := tijddelen(stuk, stuk.blok.plan.banden[b - 1]):
            som, zin = self._met_tijdbedrag(som, sommen.optellen(delen)), self._tijdzin(zin)
        return self._stap("Subsidie", zin, som, uitkomst, "cent", {})

    def _met_ronding(self, leidend: Som) -> Som:
        """The leading amount, or the cost without it; never more than the cost."""
        kosten = sommen.bedrag(self.stuk.w(f"kosten_{self.b}"))
        leidend = sommen.kleinste(leidend, kosten) if leidend.waarde > kosten.waarde else leidend
        return leidend if self._tabel("van_gemeente") else kosten - leidend

    def _tijdzin(self, zin: str) -> str:
        """What an amount by the day or the year does to the sum: taken off, or a part of it paid."""
        per_dag = self._tabel("per_dag")
        if self._tabel("van_gemeente"):
            wat = (
                "Het bedrag voor de dagen"
                if per_dag
                else "Het deel van het jaarbedrag dat bij deze periode hoort"
            )
            return f"{wat}, nooit meer dan de kosten."
        bedrag = sommen.prijs(per_dag or self._tabel("per_jaar")).tekst
        if per_dag:
            return f"{zin[:-1]}, min de ouderbijdrage van {bedrag} voor elke dag."
        return (
            f"{zin[:-1]}, min het deel van de ouderbijdrage van {bedrag} per jaar dat bij deze periode hoort."
        )

    def _met_tijdbedrag(self, som: Som, deel: Som) -> Som:
        """A municipality that pays by the day or the year pays nothing by the hour."""
        if self._tabel("van_gemeente"):
            return sommen.kleinste(sommen.bedrag(self.stuk.w(f"kosten_{self.b}")), deel)
        rest = som.afgerond("cent") - deel
        return rest if rest.waarde >= 0 else sommen.grootste(rest, sommen.bedrag(0))
