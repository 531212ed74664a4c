"""The sums of amounts by the day, month and year, and the steps of a band in which both sides have an amount."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rekenregels.regeling.document import Regeling
from rekenregels.regeling.groepen import Band, Cel
from rekenregels.regeling.soorten.bijdragen import Bijdrage
from rekenregels.regeling.soorten.gemeentebedragen import Gemeentebedrag, Gemeentesoort
from rekenregels.rekenen.bandtabel import Bandtabel, Oudertabel
from rekenregels.rekenen.tijdafronding import punten
from rekenregels.rekenen.tijdbedragen import jaarpunten
from rekenregels.rekenen.urenstappen import gewichten
from rekenregels.uitleg import sommen
from rekenregels.uitleg.klassezinnen import geen_rij_zin, klassezin
from rekenregels.uitleg.samengesteld import rondwoord
from rekenregels.uitleg.sommen import Som
from rekenregels.uitleg.stap import Stap, bron_van
from rekenregels.uitleg.stuk import Stuk, euro_stap, teksten


def tijddelen(stuk: Stuk, tabel: Bandtabel | Oudertabel) -> list[Som]:
    """What the piece costs by the year and by the day."""
    return [*_jaardelen(stuk, tabel), *_dagdelen(stuk, tabel)]


def _jaardelen(stuk: Stuk, tabel: Bandtabel | Oudertabel) -> list[Som]:
    """The part of a yearly amount for this piece: running totals since the start of the policy."""
    per_jaar = int(tabel.per_jaar[stuk.w("situatie")])
    if not per_jaar:
        return []
    punten_van_jaar = jaarpunten(stuk.blok, tabel.verdeling[stuk.blok.k["situatie"]])
    van, tot, heel = (int(kolom[stuk.j]) for kolom in punten_van_jaar)
    return [_lopend(sommen.prijs(per_jaar), van, tot, heel)]


def _dagdelen(stuk: Stuk, tabel: Bandtabel | Oudertabel) -> list[Som]:
    """The days of the line times the amount, for the piece's share of the line."""
    per_dag = int(tabel.per_dag[stuk.w("situatie")])
    if not per_dag:
        return []
    dagen = sommen.aantal(stuk.f("dagen"), "dagen") * sommen.prijs(per_dag)
    begin, van, tot, geheel = (int(kolom[stuk.j]) for kolom in gewichten(stuk.blok))
    if (van, tot) == (begin, begin + geheel):
        return [dagen.afgerond("cent")]
    return [_lopend(dagen, van - begin, tot - begin, geheel)]


def tijdsom(stuk: Stuk, bedrag: Bijdrage | Gemeentebedrag, uren: Som, per_uur: Som) -> Som | None:
    """The amount of the piece, where what a day, month, quarter or year costs is rounded; None: the hour is."""
    tijd = bedrag.tijd
    if tijd is None:
        return None
    van, tot, heel = (int(kolom[stuk.j]) for kolom in punten(stuk.blok, tijd.per))
    op = rondwoord(tijd.stap, tijd.richting)
    if van == tot:
        return (uren * per_uur).afgerond(op)
    eenheid = uren * per_uur
    if tot - van != heel:
        eenheid = eenheid * sommen.deel(heel, tot - van)
    return _lopend(eenheid.afgerond(op), van, tot, heel)


def tijdzin(bedrag: Bijdrage | Gemeentebedrag) -> str:
    """That an amount is rounded over a time, in a sentence to put behind another."""
    tijd = bedrag.tijd
    if tijd is None:
        return ""
    hoe = sommen.AFRONDINGEN[rondwoord(tijd.stap, tijd.richting)][1]
    return f" Wat een {tijd.per.woorden} bij deze uren kost, is {hoe}, en dan omgerekend naar deze periode."


def _lopend(bedrag: Som, van: int, tot: int, heel: int) -> Som:
    """The share of an amount between two points: one product, or the difference of two rounded ones."""
    na = (bedrag * sommen.deel(tot, heel)).afgerond("cent")
    voor = (bedrag * sommen.deel(van, heel)).afgerond("cent")
    in_een = (bedrag * sommen.deel(tot - van, heel)).afgerond("cent")
    if in_een.waarde == na.waarde - voor.waarde:
        return in_een
    return Som(f"({na.tekst} - {voor.tekst})", na.waarde - voor.waarde)


@dataclass(frozen=True)
class Tweezijdig:
    """A band without a price: what the municipality pays, and what the parents pay, each by itself."""

    stuk: Stuk
    b: int
    band: Band
    cel: Cel

    @property
    def _regeling(self) -> Regeling:
        return self.stuk.blok.plan.regeling

    @property
    def _tabel(self) -> Bandtabel:
        return self.stuk.blok.plan.banden[self.b - 1]

    def stappen(self) -> Iterator[Stap]:
        gemeente, ouder = (
            self._regeling.gemeentebedragen[self.cel.gemeentebedrag],
            self._regeling.bijdragen[self.cel.bijdrage],
        )
        subsidie = self.stuk.w(f"subsidie_{self.b}")
        zin = f"Er is geen uurprijs: de bedragen van de gemeente en van de ouders staan vast. {self._zin(gemeente)}"
        yield self._stap(
            "Subsidie", zin, self._som(gemeente, self.stuk.leidend(self.b), self._tabel), subsidie, gemeente
        )
        per_uur = int(self._tabel.ouder.per_uur[self.stuk.w("situatie")])
        som = self._som(ouder, per_uur, self._tabel.ouder)
        centen = self.stuk.w(f"kosten_{self.b}") - subsidie
        yield self._stap("Ouderbijdrage", self._ouderzin(ouder), som, centen, ouder)

    def _som(self, bedrag: Bijdrage | Gemeentebedrag, per_uur: int, tabel: Bandtabel | Oudertabel) -> Som:
        uren = sommen.uren(self.stuk.w(f"uren_{self.b}"))
        tijd = tijddelen(self.stuk, tabel)
        if rond := tijdsom(self.stuk, bedrag, uren, sommen.prijs(per_uur)):
            return sommen.optellen([rond, *tijd])
        delen = [(uren * sommen.prijs(per_uur)).afgerond("cent") if tijd else uren * sommen.prijs(per_uur)]
        return sommen.optellen([*(delen if per_uur or not tijd else []), *tijd])

    def _stap(self, wat: str, zin: str, som: Som, centen: int, bedrag: Bijdrage | Gemeentebedrag) -> Stap:
        bron = bron_van(*bedrag.bronnen(self._regeling.omgeving_van(bedrag), self.stuk.tijdvak))
        gratis = self._minimaregel if wat == "Ouderbijdrage" else None
        bron = bron if gratis is None else teksten([gratis])
        naam = f"{wat}: {self.band.naam}"
        return euro_stap(naam, zin, som, sommen.bedrag(centen), **bron, periode=self.stuk.periode)

    @property
    def _minimaregel(self) -> str | None:
        """The source of the rule by which these parents pay nothing."""
        regel = self.stuk.minimaregel
        return regel.bron if regel is not None and regel.bijdrage_nul else None

    def _ouderzin(self, ouder: Bijdrage) -> str:
        regel = self.stuk.minimaregel
        if regel is not None and regel.bijdrage_nul:
            return f'De ouders betalen niets, door de regel "{regel.naam}".'
        return self._zin(ouder)

    def _zin(self, bedrag: Bijdrage | Gemeentebedrag) -> str:
        omgeving, klasse = self._regeling.omgeving_van(bedrag), ""
        if bedrag.naar_klasse:
            nummer = self.stuk.w("klasse")
            if omgeving.tabel.rij_op(self.stuk.tijdvak, nummer) is None:
                return geen_rij_zin(nummer)
            klasse = klassezin(
                omgeving.tabel, bedrag.tabelnaam, self.stuk.tijdvak, nummer, self.stuk.f("kindrang")
            )
        if isinstance(bedrag, Gemeentesoort):
            return bedrag.eigen_zin(omgeving, self.stuk.tijdvak, klasse) + tijdzin(bedrag)
        return bedrag.zin(omgeving, self.stuk.tijdvak, klasse) + tijdzin(bedrag)
