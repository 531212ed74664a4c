"""A workbook becomes a plan: every row is compared with what is here and with the rows before it."""

from datetime import date

from opvang.overname.feiten import Ouders, plan_all, plan_indicatie, plan_toeleiding, with_child
from opvang.overname.kinderen import plan_kinderen
from opvang.overname.kolommen import BLADEN, INDICATIES, KINDEREN, OUDERS, PLAATSINGEN, TOELEIDING, UREN
from opvang.overname.lezen import Werkmap
from opvang.overname.plaatsen import Uren, plan_plaatsing
from opvang.overname.plan import Plan
from opvang.overname.stand import Stand
from organisaties.models import Gebruiker


def make_plan(werkmap: Werkmap, *, door: Gebruiker, op: date) -> Plan:
    """Reads, and writes nothing. The findings of the plan begin with those of the reading."""
    plan = Plan(door, op, bevindingen=list(werkmap.bevindingen))
    stand = Stand(door.gemeente)
    plan_kinderen(plan, stand, werkmap.regels[KINDEREN.naam])
    per_rij = (
        (OUDERS, Ouders().plan),
        (INDICATIES, plan_indicatie),
        (TOELEIDING, plan_toeleiding),
        (PLAATSINGEN, plan_plaatsing),
    )
    for soort, doe in per_rij:
        plan_all(plan, stand, with_child(plan, werkmap, werkmap.regels[soort.naam]), doe)
    Uren(plan, stand).plan_all(with_child(plan, werkmap, werkmap.regels[UREN.naam]))
    volgorde = [soort.naam for soort in BLADEN]
    plan.bevindingen.sort(key=lambda b: (volgorde.index(b.blad) if b.blad in volgorde else -1, b.rij))
    return plan
