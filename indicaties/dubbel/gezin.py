"""Where a child lives and with whom, when two files become one: neither is lost, and what is secret stays so."""

from collections.abc import Iterator
from datetime import date

from django.db import models

from indicaties.dubbel.gegevens import Keuze
from indicaties.dubbel.verhuizing import Ingreep
from indicaties.models import Adres, Kind, Ouderschap
from lib.naam import normaal
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked

ADRES = "adres"
_ADRESVELDEN = ("straat", "huisnummer", "toevoeging", "postcode", "woonplaats", "geheim", "buurt_id")


def adres_keuze(blijft: Kind, vervalt: Kind, gebruiker: Gebruiker) -> Keuze | None:
    """Which of two addresses stays. Of a secret one and another the secret one stays: nobody chooses that away."""
    een, ander = _adres(blijft), _adres(vervalt)
    if een is None or ander is None or een.geheim != ander.geheim or _velden(een) == _velden(ander):
        return None
    return Keuze(ADRES, "Adres", _show_adres(een, gebruiker), _show_adres(ander, gebruiker))


def must_swap(blijft: Kind, vervalt: Kind, gekozen: bool) -> bool:
    een, ander = _adres(blijft), _adres(vervalt)
    if een is None or ander is None:
        return False
    return ander.geheim if een.geheim != ander.geheim else gekozen


def swap_adressen(blijft: Kind, vervalt: Kind) -> None:
    """Each file keeps a row; so the address that was not chosen stays protected as it was, and undoing swaps again."""
    een, ander = Adres.objects.get(kind=blijft.pk), Adres.objects.get(kind=vervalt.pk)
    van_een, van_ander = _velden(een), _velden(ander)
    for rij, waarden in ((een, van_ander), (ander, van_een)):
        for veld, waarde in waarden.items():
            setattr(rij, veld, waarde)
        save_checked(rij)


def second_adres(blijft: Kind, vervalt: Kind) -> set[int]:
    """A child has one address; the other one stays with the empty file."""
    if not Adres.objects.filter(kind=blijft.pk).exists():
        return set()
    return set(Adres.objects.filter(kind=vervalt.pk).values_list("pk", flat=True))


def same_ouder(blijft: Kind, vervalt: Kind) -> set[int]:
    """Whoever is a parent in both files is so once; who was written down twice, with another number, is not."""
    bekend = [rij.ouder for rij in _ouders(blijft)]
    return {
        rij.pk
        for rij in _ouders(vervalt)
        if any(
            ouder.pk == rij.ouder_id
            or (
                normaal(ouder.naam) == normaal(rij.ouder.naam)
                and rij.ouder.telefoon in ("", ouder.telefoon)
                and rij.ouder.email in ("", ouder.email)
            )
            for ouder in bekend
        )
    }


def call_one_first(blijft: Kind, vervalt: Kind, door: Gebruiker, op: date) -> list[Ingreep]:
    """The parent who is called first in the file that stays, is so afterwards."""
    if not _ouders(blijft).filter(belt_eerst=True).exists():
        return []
    return [
        Ingreep(rij, {"belt_eerst": False}, f"{rij.ouder.naam} wordt niet meer als eerste gebeld.")
        for rij in _ouders(vervalt).filter(belt_eerst=True).exclude(pk__in=same_ouder(blijft, vervalt))
    ]


def join_gezin(blijft: Kind, vervalt: Kind, door: Gebruiker, op: date) -> list[Ingreep]:
    """Brothers and sisters in either file are so of each other; the empty file stays where it was."""
    if None in (blijft.gezin_id, vervalt.gezin_id) or blijft.gezin_id == vervalt.gezin_id:
        return []
    broers = Kind.objects.filter(gezin=vervalt.gezin_id).exclude(pk__in=(blijft.pk, vervalt.pk))
    return [
        Ingreep(broer, {"gezin": blijft.gezin}, f"{broer} komt bij de broertjes en zusjes van {blijft}.")
        for broer in broers.order_by("pk")
    ]


def find_gevolgen(blijft: Kind, vervalt: Kind) -> Iterator[str]:
    """What happens without a choice, in sentences."""
    een, ander = _adres(blijft), _adres(vervalt)
    if een is not None and ander is not None and een.geheim != ander.geheim:
        yield "Eén van de twee adressen is geheim. Dat adres blijft."
    if blijft.gezin_id is None and vervalt.gezin_id is not None:
        yield f"De broertjes en zusjes van {vervalt.pseudoniem} gaan mee."
    if (blijft.herkomst_bezwaar_op is None) != (vervalt.herkomst_bezwaar_op is None):
        yield (
            "Het bezwaar tegen het land van herkomst geldt voor het hele dossier: die grond gaat overal weg. Dat komt niet "
            "terug als u het samenvoegen ongedaan maakt."
        )


def _adres(kind: Kind) -> Adres | None:
    return Adres.objects.filter(kind=kind.pk).first()


def _velden(adres: Adres) -> dict[str, object]:
    return {veld: getattr(adres, veld) for veld in _ADRESVELDEN}


def _show_adres(adres: Adres, gebruiker: Gebruiker) -> str:
    if adres.geheim:
        return f"het geheime adres van {adres.kind.pseudoniem}"
    zichtbaar = Adres.objects.for_gebruiker(gebruiker).filter(pk=adres.pk).exists()
    return (", ".join(adres.regels) or "niet ingevuld") if zichtbaar else f"van {adres.kind.pseudoniem}"


def _ouders(kind: Kind) -> models.QuerySet[Ouderschap]:
    return Ouderschap.objects.current().filter(kind=kind.pk).select_related("ouder").order_by("pk")
