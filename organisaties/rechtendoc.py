"""The table of roles and rights as a page of the documentation, from the table itself."""

from organisaties.rechten import ORGANISATIE_ROLLEN, RECHTEN, Recht, Rol

_KOP = """# Rollen en rechten

Deze pagina komt uit `organisaties/rechten.py` (`manage.py rechten_doc`); een test houdt haar gelijk.
De rol zegt *wat* iemand mag, de gemeente en de organisatie van de rol zeggen *van wie*. Wat niet in deze tabel
staat, mag niemand.
"""


def rechten_markdown() -> str:
    """A table of right × role, and which roles are held on behalf of an organisation."""
    regels = [_KOP, "| Recht | " + " | ".join(rol.label for rol in Rol) + " |"]
    regels.append("|---|" + ":-:|" * len(Rol))
    for recht in Recht:
        vakken = ("●" if recht in RECHTEN[rol] else "" for rol in Rol)
        regels.append(f"| {recht.value} | " + " | ".join(vakken) + " |")
    namens = ", ".join(rol.label for rol in Rol if rol in ORGANISATIE_ROLLEN)
    regels.append(f"\nNamens een organisatie, en alleen over wat van die organisatie is: {namens}.\n")
    return "\n".join(regels)
