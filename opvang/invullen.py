"""What is typed for a line, as a whole: checked before it comes on it."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError

from lib.geld import write_honderdsten
from lib.periode import Ritme, Tijdvak
from opvang.botsing import Staat, staat_of
from opvang.invoer import check_afwezig, check_dagen, check_uren
from opvang.maandverdeling import months_in
from opvang.models import Declaratieregel, Urendeclaratie, hoogste_uren

CELLEN = ["uren_honderdsten", "dagen", "afwezig_honderdsten", "maanden_honderdsten"]


def typed(
    declaratie: Urendeclaratie,
    regel: Declaratieregel,
    uren: int | None,
    dagen: int | None,
    afwezig: int | None,
    maanden: Sequence[int] | None,
) -> Staat:
    """What is named comes in the place of what is there. ValidationError where the declaration does not ask it so."""
    nu = staat_of(regel)
    if afwezig is not None and not declaratie.met_afwezig:
        raise ValidationError("Deze declaratie vraagt niet naar afwezigheid. Laat die weg.", code="afwezig")
    if maanden is not None and not declaratie.met_maanden:
        raise ValidationError(
            "Deze declaratie vraagt geen uren per maand. Geef de uren in een getal.", code="maanden"
        )
    try:
        per_maand = per_month(declaratie.tijdvak, regel, uren, maanden) if declaratie.met_maanden else ()
    except ValueError as fout:
        raise ValidationError(str(fout)) from fout
    return Staat(
        sum(per_maand) if per_maand else nu.uren if uren is None else uren,
        nu.dagen if dagen is None else dagen,
        nu.afwezig if afwezig is None else afwezig,
        per_maand,
    )


def per_month(
    tijdvak: Tijdvak, regel: Declaratieregel, uren: int | None, maanden: Sequence[int] | None
) -> tuple[int, ...]:
    """The hours of each month. A total alone says enough when it is what is there, or when there is one month for it.

    ValueError when it does not, or when it is another than the months have together.
    """
    nu = tuple(regel.maanden_honderdsten or ())
    if maanden is not None:
        if uren is not None and uren != sum(maanden):
            raise ValueError(
                f"De maanden zijn samen {write_honderdsten(sum(maanden))} uur en niet {write_honderdsten(uren)}."
                " Verbeter de uren van een maand, of het totaal."
            )
        return tuple(maanden)
    if uren is None or uren == sum(nu):
        return nu
    met_dagen = [bool(maand) for maand in months_in(tijdvak, regel.periode)]
    if sum(met_dagen) != 1:
        raise ValueError(
            f"De gemeente vraagt uren per maand. Verdeel {write_honderdsten(uren)} uur over de maanden van"
            f" {tijdvak.met_lidwoord}."
        )
    return tuple(uren if open_ else 0 for open_ in met_dagen)


def fill(regel: Declaratieregel, staat: Staat, tijdvak: Tijdvak) -> bool:
    """Put these on the line; whether that changes it."""
    if staat_of(regel) == staat:
        return False
    try:
        check_maanden(staat.maanden, regel, tijdvak)
        check_uren(staat.uren, hoogste_uren(tijdvak.ritme), tijdvak.ritme.een)
        check_dagen(staat.dagen, regel.periode)
        check_afwezig(staat.afwezig, staat.uren)
    except ValueError as fout:
        raise ValidationError(str(fout)) from fout
    regel.uren_honderdsten, regel.dagen, regel.afwezig_honderdsten = staat.uren, staat.dagen, staat.afwezig
    regel.maanden_honderdsten = list(staat.maanden) or None
    return True


def check_maanden(maanden: Sequence[int], regel: Declaratieregel, tijdvak: Tijdvak) -> None:
    """Refuse hours in a month that has no day of the line, or more than fit in one; nothing without months."""
    if maanden and len(maanden) != tijdvak.ritme.maanden:
        raise ValueError(
            f"Geef uren voor elke maand van {tijdvak.met_lidwoord}: {tijdvak.ritme.maanden} getallen."
        )
    for maand, honderdsten in zip(tijdvak.maanden, maanden, strict=False):
        check_uren(honderdsten, hoogste_uren(Ritme.MAAND), "een maand")
        if honderdsten and maand.periode.overlap(regel.periode) is None:
            raise ValueError(
                f"{write_honderdsten(honderdsten)} uur in {maand.deel} kan niet: de plaatsing loopt in {tijdvak.met_lidwoord}"
                f" van {regel.van:%d-%m-%Y} tot en met {regel.tot_en_met:%d-%m-%Y}."
            )
