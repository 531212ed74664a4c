"""A sheet that was sent as label and value, in the order of the form."""

from datetime import date

from lib.geld import uren
from lib.weergave import datum
from opvang.kwaliteit.keuren import offered_hours, read_pbm
from opvang.models import Kwaliteitsblad
from opvang.overdracht.programmas import naam_van


def list_velden(blad: Kwaliteitsblad) -> list[tuple[str, str]]:
    pbm = read_pbm(blad)
    velden = [
        ("VVE-programma", naam_van(blad.programma) if blad.programma else "niet vastgelegd"),
        ("Dagen per week", str(blad.dagen_per_week)),
        ("Uren per week", uren(blad.uren_per_week_honderdsten or 0)),
        ("Weken per jaar", str(blad.weken_per_jaar)),
        ("Uren in anderhalf jaar", uren(offered_hours(blad))),
        ("Opleidingsplan vastgesteld", _dag(blad.opleidingsplan)),
        ("Opleidingsplan geëvalueerd", _dag(blad.opleidingsplan_evaluatie)),
        ("Pedagogisch beleidsplan vastgesteld", _dag(blad.beleidsplan)),
        ("Pedagogisch beleidsplan geëvalueerd", _dag(blad.beleidsplan_evaluatie)),
        (f"Doelgroepkinderen op 1 januari {blad.jaar}", str(pbm.kinderen)),
        ("Uren beleidsmedewerker nodig", uren(pbm.nodig)),
        ("Uren beleidsmedewerker gemaakt", uren(pbm.gemaakt)),
        ("Toelichting", blad.toelichting),
    ]
    return [(naam, waarde) for naam, waarde in velden if waarde]


def _dag(dag: date | None) -> str:
    return datum(dag) if dag else "niet"
