"""For which municipality a session works: the account is of the person, the session of one municipality at a time."""

from datetime import date, datetime
from importlib import import_module

from django.conf import settings

from organisaties.models import Gebruiker, Gemeente, Gemeentegebruiker

SESSIE_TOEKENNING = "toekenning"


def mark_signed_in(gebruiker: Gebruiker, gemeente: Gemeente, op: datetime) -> None:
    """Each municipality sees only when the person signed in to work for it."""
    Gemeentegebruiker.objects.filter(gebruiker=gebruiker, gemeente=gemeente).update(laatst_ingelogd=op)


def end_sessies_for(*, gebruiker: Gebruiker, gemeente: Gemeente, dag: date) -> None:
    """End the sessions that work for this municipality; those for another go on.

    Call it before the roles are closed: which role a session works under follows from the roles there are.
    """
    # allauth's models need the apps; the middleware imports this module before they are there.
    from allauth.usersessions.models import UserSession

    lezen = import_module(settings.SESSION_ENGINE).SessionStore
    for sessie in UserSession.objects.filter(user=gebruiker):
        persoon = Gebruiker.objects.get(pk=gebruiker.pk)
        voorkeur = lezen(session_key=sessie.session_key).get(SESSIE_TOEKENNING)
        if persoon.activate(dag, voorkeur=voorkeur) and persoon.toekenning.gemeente == gemeente:
            sessie.end()
