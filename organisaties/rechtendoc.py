"""The table of roles and rights as a page of the documentation, from the table itself."""

from organisaties.rechten import LOCATIE_ROLLEN, NIET_OP_LOCATIE, ORGANISATIE_ROLLEN, RECHTEN, Recht, Rol

ZONDER_OP_LOCATIE = "Zo iemand ziet alleen de kinderen en plaatsingen van die locatie, en mag niet wat over alle locaties samen gaat:"
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
    namens = ", ".join(rol.label for rol in Rol if rol in ORGANISATIE_ROLLEN)
    regels.append(f"\nNamens een organisatie, en alleen over wat van die organisatie is: {namens}.\n")
    op_locatie = ", ".join(rol.label for rol in Rol if rol in LOCATIE_ROLLEN)
    regels += [f"Ook te geven voor één locatie van de organisatie: {op_locatie}. {ZONDER_OP_LOCATIE}\n"]
    regels += [f"- {recht.value}" for recht in Recht if recht in NIET_OP_LOCATIE]
    return "\n".join([*regels, ""])
