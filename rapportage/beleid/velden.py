"""A row of the policy as label and value, for the page that shows all its versions."""

from lib.geld import euro
from lib.weergave import datum
from rapportage.beleid.maten import MATEN
from rapportage.beleid.models import Beleidsactie, Beleidsafspraak, Beleidsoverleg, Beleidsrij, Onderwerp

Veld = tuple[str, str]


def list_velden(rij: Beleidsrij) -> tuple[Veld, ...]:
    """What was filled in, in the order of the form."""
    if isinstance(rij, Beleidsafspraak):
        velden = _afspraak(rij)
    elif isinstance(rij, Beleidsactie):
        velden = _actie(rij)
    else:
        assert isinstance(rij, Beleidsoverleg)  # noqa: S101 - there is no fourth kind
        velden = _overleg(rij)
    return tuple((naam, waarde) for naam, waarde in velden if waarde)


def _afspraak(rij: Beleidsafspraak) -> tuple[Veld, ...]:
    maat = MATEN.get(rij.maat)
    return (
        ("Jaar", str(rij.jaar)),
        ("Onderwerp", str(rij.get_onderwerp_display())),
        ("Afspraak", rij.tekst),
        ("Datum", datum(rij.datum)),
        ("Partijen", rij.partijen),
        ("Resultaatafspraak", "ja" if rij.is_resultaat else "nee"),
        ("Doel, gemeten", f"{maat.naam}: {rij.doel_pct}\u00a0%" if maat else ""),
        ("Doel", rij.doel),
        ("Wat ervan kwam", rij.uitkomst),
    )


def _actie(rij: Beleidsactie) -> tuple[Veld, ...]:
    return (
        ("Jaar", str(rij.jaar)),
        ("Actie", rij.actie),
        ("Wie", rij.eigenaar),
        ("Uiterlijk", datum(rij.uiterlijk)),
        ("Onderwerp", str(Onderwerp(rij.onderwerp).label) if rij.onderwerp else ""),
        ("Volgt uit", str(rij.overleg or "")),
        ("Kosten, geraamd", "" if rij.kosten_centen is None else euro(rij.kosten_centen)),
        ("Geboekt op", str(rij.activiteit or "")),
        ("Afgerond", datum(rij.afgerond) if rij.afgerond else ""),
    )


def _overleg(rij: Beleidsoverleg) -> tuple[Veld, ...]:
    return (
        ("Overleg", str(rij.get_soort_display())),
        ("Datum", datum(rij.datum)),
        ("Aanwezig", rij.aanwezig),
        ("Agenda", rij.agenda),
        ("Besluiten", rij.besluiten),
    )
