"""What waits: messages to read, letters to post, notices that failed, a house style to fill in."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from brieven.models import Bericht, Brief, Ontvangst, huisstijl_of
from organisaties.models import Gebruiker
from organisaties.rechten import ORGANISATIE_ROLLEN, Recht, Rol
from organisaties.rijbeveiliging import NIETS, Rijbereik, bereik_van, rijbereik
from organisaties.taken import Taak


def taken(gebruiker: Gebruiker, dag: date) -> list[Taak]:
    if not gebruiker.has_recht(Recht.BERICHT_VIEW):
        return []
    taken = [_berichten(gebruiker)]
    zendt = gebruiker.rol == Rol.JGZ_MEDEWERKER or gebruiker.rol not in ORGANISATIE_ROLLEN
    if gebruiker.has_recht(Recht.BRIEF_VIEW) and zendt:
        taken.append(_te_posten(gebruiker))
    if gebruiker.has_recht(Recht.WACHTRIJ_MANAGE):
        taken += _kennisgevingen(gebruiker)
    if gebruiker.has_recht(Recht.WERKWIJZE_MANAGE):
        taken.append(_huisstijl(gebruiker))
    return taken


def _berichten(gebruiker: Gebruiker) -> Taak:
    bereik = bereik_van(gebruiker)
    with rijbereik(Rijbereik(gebruiker.gemeente.pk) if bereik == NIETS else bereik):
        aantal = Bericht.objects.for_gebruiker(gebruiker).unread_by(gebruiker).count()
    url = f"{reverse('brieven:bericht_list')}?toon=ongelezen"
    return Taak("Ongelezen berichten", aantal, url, "Er is iets gebeurd waar u mee verder kunt.")


def _te_posten(gebruiker: Gebruiker) -> Taak:
    aantal = Brief.objects.for_gebruiker(gebruiker).to_post().count()
    return Taak(
        "Brieven printen en posten", aantal, reverse("brieven:brief_print"), "Leg daarna de dag vast."
    )


def _kennisgevingen(gebruiker: Gebruiker) -> list[Taak]:
    url = reverse("brieven:kennisgeving_list")
    with rijbereik(Rijbereik(gebruiker.gemeente.pk)):
        rijen = Ontvangst.objects.filter(bericht__gemeente=gebruiker.gemeente)
        mislukt = rijen.failed().count()
        wacht = rijen.alarming(timezone.now()).count()
    return [
        Taak(
            "Mails over berichten die niet aankwamen",
            mislukt,
            f"{url}?toon=mislukt",
            "Verstuur ze opnieuw of vertel het op een andere manier.",
            dringend=mislukt > 0,
        ),
        Taak(
            "Mails die na een dag nog niet weg zijn",
            wacht,
            f"{url}?toon=wacht",
            "Ze moeten binnen 48 uur weg. Kijk of de mailserver en de wachtrij werken.",
            dringend=wacht > 0,
        ),
    ]


def _huisstijl(gebruiker: Gebruiker) -> Taak:
    ontbreekt = not huisstijl_of(gebruiker.gemeente).is_vastgesteld
    return Taak(
        "De huisstijl van brieven vastleggen",
        int(ontbreekt),
        reverse("brieven:huisstijl_set"),
        "Tot dan staat op elke brief dat afzender en ondertekening nog niet zijn vastgesteld.",
    )
