"""What of an address, a telephone number and an e-mail may be shown, and to whom. Every page, letter and file asks here.

At a secret address nobody sees where the family lives or how to reach it, until somebody of the municipality or the
consultatiebureau gives a reason; a provider never does (docs/adr/0037).
"""

from dataclasses import dataclass

from indicaties.models import Adres, Kind, Ouderschap
from organisaties.models import Gebruiker
from organisaties.rechten import Recht


@dataclass(frozen=True)
class Ouderzicht:
    """A parent as far as this reader may see; without telephone and e-mail when those are secret."""

    ouderschap: Ouderschap
    telefoon: str
    telefoon_leesbaar: str
    email: str


@dataclass(frozen=True)
class Contact:
    """`adresregels` and `buurt` are empty when the address is unknown or not shown."""

    adresregels: tuple[str, ...]
    buurt: str
    ouders: list[Ouderzicht]
    is_geheim: bool
    mag_tonen: bool
    mag_wijzigen: bool


def contact_of(kind: Kind, gebruiker: Gebruiker, *, getoond: bool = False) -> Contact | None:
    """`getoond`: the reader gave a reason, which is on record. None for roles that have nothing to do with families."""
    if not gebruiker.has_recht(Recht.OUDER_VIEW):
        return None
    adres = Adres.objects.for_gebruiker(gebruiker).filter(kind=kind).select_related("buurt").first()
    ouders = Ouderschap.objects.for_gebruiker(gebruiker).filter(kind=kind).current()
    geheime_ouders = set(ouders.at_secret_address().values_list("pk", flat=True))
    is_geheim = (adres is not None and adres.geheim) or bool(geheime_ouders)
    mag_tonen = is_geheim and gebruiker.has_recht(Recht.GEHEIM_ADRES_VIEW)
    toont = getoond and mag_tonen
    adres_zichtbaar = adres is not None and (toont or not adres.geheim)
    return Contact(
        adresregels=adres.regels if adres and adres_zichtbaar else (),
        buurt=adres.buurt.naam if adres and adres_zichtbaar and adres.buurt else "",
        ouders=[_ouder(o, toont or o.pk not in geheime_ouders) for o in ouders.callable_first()],
        is_geheim=is_geheim,
        mag_tonen=mag_tonen and not toont,
        mag_wijzigen=gebruiker.has_recht(Recht.OUDER_MANAGE),
    )


def _ouder(ouderschap: Ouderschap, zichtbaar: bool) -> Ouderzicht:
    ouder = ouderschap.ouder
    if not zichtbaar:
        return Ouderzicht(ouderschap, "", "", "")
    return Ouderzicht(ouderschap, ouder.telefoon, ouder.telefoon_leesbaar, ouder.email)


def brief_adresregels(kind: Kind) -> tuple[str, ...]:
    """The lines of the address on a letter to the parents; none at a secret address: it is handed over in person."""
    adres = Adres.objects.filter(kind=kind, geheim=False).first()
    return adres.regels if adres else ()
