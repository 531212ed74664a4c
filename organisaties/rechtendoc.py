"""The table of roles and rights as a page of the documentation, from the table itself."""

from collections.abc import Iterable

from organisaties.rechten import (
    INSTEMMING_ROLLEN,
    LOCATIE_ROLLEN,
    NIET_OP_LOCATIE,
    ORGANISATIE_ROLLEN,
    RECHTEN,
    SCHEIDINGEN,
    Recht,
    Rol,
)

ZONDER_OP_LOCATIE = "Zo iemand ziet alleen de kinderen en plaatsingen van die locatie, en mag niet wat over alle locaties samen gaat:"
INSTEMMING = """Niemand geeft zichzelf een rol. Een rol met gegevens van kinderen of met geld, en die van functioneel beheerder, gaat
pas in als een tweede beheerder van de gemeente instemt: niet wie de rol gaf en niet wie haar krijgt.
"""
_KOP = """# Rollen en rechten

Deze pagina komt uit `organisaties/rechten.py` (`manage.py rechten_doc`); een test houdt haar gelijk.
De rol zegt *wat* iemand mag, de gemeente, de organisatie en soms de locatie van de rol zeggen *van wie*. Wat niet in
deze tabel staat, mag niemand.
"""


def rechten_markdown() -> str:
    """A table of right × role, and which roles are held on behalf of an organisation or one location of it."""
    regels = [_KOP, "| Recht | " + " | ".join(rol.label for rol in Rol) + " |"]
    regels.append("|---|" + ":-:|" * len(Rol))
    for recht in Recht:
        vakken = ("●" if recht in RECHTEN[rol] else "" for rol in Rol)
        regels.append(f"| {recht.value} | " + " | ".join(vakken) + " |")
    namens = labels(ORGANISATIE_ROLLEN)
    regels.append(f"\nNamens een organisatie, en alleen over wat van die organisatie is: {namens}.\n")
    op_locatie = labels(LOCATIE_ROLLEN)
    regels += [f"Ook te geven voor één locatie van de organisatie: {op_locatie}. {ZONDER_OP_LOCATIE}\n"]
    regels += [f"- {recht.value}" for recht in Recht if recht in NIET_OP_LOCATIE]
    regels += ["\n## Een rol krijgen\n", INSTEMMING, f"Dit geldt voor: {labels(INSTEMMING_ROLLEN)}.\n"]
    regels += ["## Rollen die niet samengaan\n", "Niet bij één persoon in één gemeente tegelijk:\n"]
    regels += ["| Deze rol | niet samen met | omdat | tijdelijke uitzondering |", "|---|---|---|---|"]
    for scheiding in SCHEIDINGEN:
        kan = "mogelijk" if scheiding.met_uitzondering else "nee"
        regels.append(f"| {labels(scheiding.een)} | {labels(scheiding.ander)} | {scheiding.waarom} | {kan} |")
    return "\n".join([*regels, ""])


def labels(rollen: Iterable[Rol]) -> str:
    """In the order of the table."""
    return ", ".join(rol.label for rol in Rol if rol in rollen)
