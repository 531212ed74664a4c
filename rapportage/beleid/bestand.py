"""A year of policy as files for a spreadsheet; a measured share of a small group hidden unless `volledig`."""

from collections.abc import Callable, Sequence

from lib.csvbestand import write_amount, write_csv
from lib.kleine_groepen import TOELICHTING, VERBORGEN
from lib.weergave import datum_kort
from rapportage.beleid.tonen import show_afspraak
from rapportage.beleidsjaar import Beleidsjaar

Rij = Sequence[str]


def write_beleid(stand: Beleidsjaar, lijst: str, *, volledig: bool) -> bytes:
    """One of LIJSTEN, with a line that explains what is hidden."""
    kop, rijen = LIJSTEN[lijst](stand, volledig)
    if any(VERBORGEN in rij for rij in rijen):
        rijen = [*rijen, ("Toelichting", TOELICHTING)]
    return write_csv(kop, rijen)


def _afspraken(stand: Beleidsjaar, volledig: bool) -> tuple[Rij, list[Rij]]:
    kop = (
        *("Onderwerp", "Artikel", "Afspraak", "Datum", "Partijen", "Resultaatafspraak"),
        *("Doel", "Gemeten", "Gemeten op", "Gehaald", "Uitkomst"),
    )
    rijen: list[Rij] = []
    for onderwerp in stand.onderwerpen:
        for afspraak in onderwerp.afspraken:
            regel = show_afspraak(afspraak, volledig=volledig)
            rijen.append(
                (
                    onderwerp.naam,
                    onderwerp.artikel,
                    afspraak.tekst,
                    datum_kort(afspraak.datum),
                    afspraak.partijen,
                    "ja" if afspraak.is_resultaat else "nee",
                    regel.doel,
                    regel.gemeten,
                    regel.gemeten_op,
                    regel.oordeel,
                    afspraak.uitkomst,
                )
            )
    return kop, rijen


def _acties(stand: Beleidsjaar, _volledig: bool) -> tuple[Rij, list[Rij]]:
    kop = (
        *("Actie", "Wie", "Uiterlijk", "Afgerond op", "Volgt uit"),
        *("Kosten, geraamd (euro)", "Activiteit", "Geboekt (euro)"),
    )
    return kop, [
        (
            actie.actie,
            actie.eigenaar,
            datum_kort(actie.uiterlijk),
            datum_kort(actie.afgerond) if actie.afgerond else "",
            actie.uit,
            "" if actie.kosten is None else write_amount(actie.kosten),
            actie.activiteit,
            "" if actie.geboekt is None else write_amount(actie.geboekt),
        )
        for actie in stand.acties
    ]


def _overleggen(stand: Beleidsjaar, _volledig: bool) -> tuple[Rij, list[Rij]]:
    kop = ("Overleg", "Datum", "Aanwezig", "Agenda", "Besluiten")
    return kop, [(o.soort, datum_kort(o.datum), o.aanwezig, o.agenda, o.besluiten) for o in stand.overleggen]


LIJSTEN: dict[str, Callable[[Beleidsjaar, bool], tuple[Rij, list[Rij]]]] = {
    "afspraken": _afspraken,
    "acties": _acties,
    "overleggen": _overleggen,
}
