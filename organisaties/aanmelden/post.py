"""The mails about accounts. Workers send them, so that no page waits for a mail server or fails with it.

A job names a person and a kind of mail; the one-time link is made when the mail is, and is kept nowhere.
"""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django import forms
from django.core.mail import EmailMessage
from django.core.validators import RegexValidator
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from organisaties.aanmelden import versleuteling
from organisaties.audit import record_sign_in
from organisaties.handelingen import Handeling
from organisaties.models import Gebruiker, Gemeente, Gemeentegebruiker
from organisaties.wachtrij import enqueue, opdracht

# What the mail about a changed account says; the keys are allauth's names of what happened.
MELDINGEN = {
    "account/email/password_changed": "Het wachtwoord van uw account is gewijzigd.",
    "account/email/password_reset": "Het wachtwoord van uw account is opnieuw gekozen.",
    "account/email/password_set": "Er is een wachtwoord gekozen voor uw account.",
    "mfa/email/totp_activated": "De authenticator-app is ingesteld als tweede factor.",
    "mfa/email/totp_deactivated": "De authenticator-app is uitgezet als tweede factor.",
    "mfa/email/webauthn_added": "Er is een passkey toegevoegd aan uw account.",
    "mfa/email/webauthn_removed": "Er is een passkey verwijderd van uw account.",
    "mfa/email/recovery_codes_generated": "Er zijn nieuwe herstelcodes gemaakt voor uw account.",
    "socialaccount/email/account_connected": "Inloggen via uw organisatie is gekoppeld aan uw account.",
}
_SITE = forms.CharField(max_length=300, validators=[RegexValidator(r"^https?://[^/\s]+$")])
_MELDING = forms.ChoiceField(choices=list(MELDINGEN.items()))


def site_of(request: HttpRequest) -> str:
    """The address of the site as the visitor sees it."""
    return request.build_absolute_uri("/").rstrip("/")


@opdracht("Mail over een gewijzigd account", gebruiker_id=Gebruiker, melding=_MELDING)
def mail_melding(gebruiker_id: int, melding: str) -> None:
    """Tell somebody that the own account was changed."""
    gebruiker = Gebruiker.objects.get(pk=gebruiker_id)
    _send("melding", gebruiker, melding=MELDINGEN[melding])


@opdracht(
    "Mail over een uitnodiging of een nieuwe rol",
    gebruiker_id=Gebruiker,
    door_id=Gebruiker,
    gemeente_id=Gemeente,
    site=_SITE,
)
def mail_uitnodiging(gebruiker_id: int, door_id: int, gemeente_id: int, site: str) -> None:
    """A link to choose a password or, to somebody who has one, that there is a new role."""
    gebruiker = Gebruiker.objects.get(pk=gebruiker_id)
    gemeente = Gemeente.objects.get(pk=gemeente_id)
    persoon = Gemeentegebruiker.objects.known(gebruiker, gemeente)
    # Who connects a municipality is not on its list.
    collega = Gemeentegebruiker.objects.filter(gemeente=gemeente, gebruiker=door_id).first()
    context = {
        "door": collega or Gebruiker.objects.get(pk=door_id),
        "gemeente": gemeente,
        "wachtend": gebruiker.toekenningen.waiting().filter(gemeente=gemeente).exists(),
    }
    if gebruiker.has_usable_password():
        _send("nieuwe_rol", persoon, url=site + reverse("login"), **context)
    else:
        _send("uitnodiging", persoon, url=site + wachtwoordlink(gebruiker), **context)


@opdracht(
    "Wachtwoord vergeten: account zoeken",
    adres=forms.CharField(max_length=2000),
    site=_SITE,
    ip=forms.CharField(max_length=45),
)
def look_up_vergeten(adres: str, site: str, ip: str) -> None:
    """Somebody typed this address, encrypted here, under "wachtwoord vergeten". Is it that of an account?

    Looked up here, so that the page does the same for every address; and not kept when it is nobody's.
    """
    email = versleuteling.decrypt(adres)
    gebruiker = Gebruiker.objects.filter(email=email.lower(), is_active=True).first()
    if gebruiker is None:
        return
    with transaction.atomic():
        record_sign_in(
            handeling=Handeling.WACHTWOORD_REQUEST, gebruiker=gebruiker, dag=timezone.localdate(), ip=ip
        )
        enqueue(mail_vergeten, gebruiker.pk, site)


@opdracht("Mail om een wachtwoord te kiezen", gebruiker_id=Gebruiker, site=_SITE)
def mail_vergeten(gebruiker_id: int, site: str) -> None:
    gebruiker = Gebruiker.objects.get(pk=gebruiker_id)
    _send("password_reset_key", gebruiker, url=site + wachtwoordlink(gebruiker))


def wachtwoordlink(gebruiker: Gebruiker) -> str:
    """The page to choose a password, with a key that works once."""
    sleutel = {"uidb36": user_pk_to_url_str(gebruiker), "key": default_token_generator.make_token(gebruiker)}
    return reverse("account_reset_password_from_key", kwargs=sleutel)


def describe_link(gebruiker: Gebruiker, site: str) -> str:
    """What a command says of that page; without the address of the site the reader puts it before the link."""
    link = f"{site.rstrip('/')}{wachtwoordlink(gebruiker)}"
    waarvoor = "Kies met deze link een wachtwoord. Hij werkt één keer en verloopt na drie dagen."
    zelf = "" if site else " Zet het adres van uw site ervoor (of geef het met --site)."
    return f"{waarvoor}{zelf}\n{link}"


def _send(soort: str, gebruiker: Gebruiker | Gemeentegebruiker, **context: object) -> None:
    context |= {"gebruiker": gebruiker}
    onderwerp = render_to_string(f"account/email/{soort}_subject.txt", context)
    tekst = render_to_string(f"account/email/{soort}_message.txt", context)
    EmailMessage(" ".join(onderwerp.split()), tekst.strip() + "\n", to=[gebruiker.email]).send()
