"""Rules for the calendar of a policy: months, closures, weeks and dates of change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rekenregels.regeling.document import Regeling
from rekenregels.regeling.geldstroom import Stopreden
from rekenregels.regeling.notatie import als_datum, als_decimalen, in_woord
from rekenregels.regeling.schrijven import parameters_met_pad
from rekenregels.regeling.urenregels import Maandverdeling
from rekenregels.regeling.weken import open_weken, weken_per_gewicht


def toets_maanden(regeling: Regeling) -> Iterator[str]:
    uren = regeling.uren
    nodig, gegeven = uren.maandverdeling.vrije_maanden, uren.vrije_maanden
    if len(set(gegeven)) != nodig or not all(1 <= maand <= 12 for maand in gegeven):
        yield (
            f"uren.vrije_maanden is {list(gegeven)}. Bij {uren.maandverdeling} horen precies {nodig} maandnummers "
            "van 1 tot en met 12. Vul ze aan of kies een andere maandverdeling."
        )


def toets_sluitingen(regeling: Regeling) -> Iterator[str]:
    kalenderweken = regeling.uren.maandverdeling is Maandverdeling.KALENDERWEKEN
    for i, sluiting in enumerate(regeling.uren.sluitingen, start=1):
        if not kalenderweken:
            yield f"uren.sluitingen[{i}] telt alleen bij kalenderweken. Haal de sluiting weg of kies kalenderweken."
        elif sluiting.tot_en_met < sluiting.van:
            yield f"uren.sluitingen[{i}]: de laatste dag ligt voor de eerste ({sluiting.naam}). Draai de datums om."


MEESTE_GEWICHT = 2_400  # what an amount of 25.000 euro a year can be multiplied by without leaving 64 bits


def toets_schoolweken(regeling: Regeling) -> Iterator[str]:
    """The weeks of the four quarters: given with schoolweken only, and together the weeks of the year."""
    uren = regeling.uren
    weken = uren.schoolweken
    if uren.maandverdeling is not Maandverdeling.SCHOOLWEKEN:
        if weken:
            yield "uren.schoolweken telt alleen bij maandverdeling schoolweken. Haal de lijst weg of kies schoolweken."
    elif len(weken) != 4:
        yield (
            f"uren.schoolweken heeft {len(weken)} {in_woord(len(weken), 'getallen')}. Bij schoolweken horen er vier: de weken van elk "
            "kwartaal. Voeg toe: schoolweken = [11, 11, 7, 11]."
        )
    else:
        yield from _som_van_schoolweken(regeling)


def _som_van_schoolweken(regeling: Regeling) -> Iterator[str]:
    uren, som = regeling.uren, sum(regeling.uren.schoolweken)
    for waarde in uren.weken_per_jaar.waarden:
        if waarde.waarde != som:
            yield (
                f"uren.schoolweken is samen {als_decimalen(som, 2)}, maar uren.weken_per_jaar is "
                f"{als_decimalen(waarde.waarde, 2)}. Maak ze gelijk; andere weken vanaf een datum vragen een nieuwe regeling."
            )
    jaren = regeling.geldig_tot_en_met.year - regeling.geldig_van.year + 1
    if som // weken_per_gewicht(uren) * jaren > MEESTE_GEWICHT:
        yield (
            f"uren.schoolweken is te fijn om mee te rekenen in een regeling van {jaren} jaar. Rond de weken af op tienden "
            "of op halve weken, of kort de regeling in."
        )


def toets_aantal_weken(regeling: Regeling) -> Iterator[str]:
    """With real weeks, the calendar must have the number of weeks that the policy names."""
    if regeling.uren.maandverdeling is not Maandverdeling.KALENDERWEKEN:
        return
    for jaar in range(regeling.geldig_van.year, regeling.geldig_tot_en_met.year + 1):
        eerste, laatste = date(jaar, 1, 1), date(jaar, 12, 31)
        if eerste < regeling.geldig_van or laatste > regeling.geldig_tot_en_met:
            continue
        dagen, week = open_weken(regeling.uren, eerste, laatste)
        bedoeld = regeling.uren.weken_per_jaar.op(eerste).waarde
        if abs(100 * dagen - bedoeld * week) > 100 * week:
            yield (
                f"uren.weken_per_jaar is {als_decimalen(bedoeld, 2)}, maar met deze sluitingen telt {jaar} "
                f"{als_decimalen(100 * dagen // week, 2)} weken. Vul de sluitingen aan of verander weken_per_jaar."
            )


def toets_datums(regeling: Regeling) -> Iterator[str]:
    """A change before the policy starts or after it ends can't happen."""
    eerste, laatste = regeling.geldig_van, regeling.geldig_tot_en_met
    for pad, parameter in parameters_met_pad(regeling):
        for dag in parameter.wisseldagen:
            if not eerste < dag <= laatste:
                yield (
                    f"{pad}: vanaf {als_datum(dag)} ligt buiten de regeling, die loopt van {als_datum(eerste)} "
                    f"tot en met {als_datum(laatste)}. Verander de datum."
                )


def toets_stopredenen(regeling: Regeling) -> Iterator[str]:
    """Asked of a text only: a document that was adopted before this rule must stay readable."""
    if Stopreden.VIERDE_VERJAARDAG not in regeling.geldstroom.indicering.stopredenen:
        return
    for categorie, regels in regeling.vergoede_categorieen():
        for i, fase in enumerate(regels.fasen, start=1):
            if (fase.tot.maanden, fase.tot.weken) > (48, 0):
                yield (
                    f'{categorie}.fasen[{i}].tot ligt na 48 maanden, maar "{Stopreden.VIERDE_VERJAARDAG}" staat in '
                    "geldstroom.indicering.stopredenen. Laat de fase stoppen op 48 maanden of haal de stopreden weg."
                )


def toets_maand_dag(regeling: Regeling) -> Iterator[str]:
    geldstroom, hbo = regeling.geldstroom, regeling.plaatsbedragen.hbo
    kwaliteit = regeling.plaatsbedragen.kwaliteitsbijdrage
    velden = [("geldstroom.vaststelling.uiterste_datum", geldstroom.vaststelling.uiterste_datum)]
    if geldstroom.aanvraag.uiterste_datum or not geldstroom.aanvraag.doorlopend:
        velden.append(("geldstroom.aanvraag.uiterste_datum", geldstroom.aanvraag.uiterste_datum))
    if hbo is not None:
        velden.append(("plaatsbedragen.hbo.peildatum", hbo.peildatum))
    if kwaliteit is not None and kwaliteit.peildatum:
        velden.append(("plaatsbedragen.kwaliteitsbijdrage.peildatum", kwaliteit.peildatum))
        if kwaliteit.naar_rato:
            yield (
                "plaatsbedragen.kwaliteitsbijdrage.peildatum telt plaatsen op een dag, maar bij naar_rato = true gaat het bedrag "
                "naar rato van de uren. Kies naar_rato = false, of haal de peildatum weg."
            )
    voet = regeling.plaatsbedragen.vaste_voet
    if voet is not None and voet.staffel is not None:
        velden.append(("plaatsbedragen.vaste_voet.staffel.peildatum", voet.staffel.peildatum))
    for pad, waarde in velden:
        if not _is_maand_dag(waarde):
            yield f'{pad} is "{waarde}". Schrijf maand-dag, bijvoorbeeld "10-15" voor 15 oktober.'


def toets_staffel(regeling: Regeling) -> Iterator[str]:
    voet = regeling.plaatsbedragen.vaste_voet
    if voet is None or voet.staffel is None:
        return
    aantallen = [trede.vanaf for trede in voet.staffel.treden]
    if not aantallen or aantallen != sorted(set(aantallen)):
        yield (
            f"plaatsbedragen.vaste_voet.staffel.treden gaat vanaf {', '.join(map(str, aantallen)) or 'niets'}. Noem minstens een "
            "trede, van weinig naar veel kinderen, elk aantal een keer."
        )


def _is_maand_dag(waarde: str) -> bool:
    try:
        date.fromisoformat(f"2001-{waarde}")
    except ValueError:
        return False
    return True
