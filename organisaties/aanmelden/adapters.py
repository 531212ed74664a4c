"""Where allauth asks what this product wants: nobody signs up, secrets are encrypted, mails are Dutch."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from organisaties.aanmelden import versleuteling
from organisaties.aanmelden.apparaat import bekend_apparaat
from organisaties.aanmelden.logboek import record_account, record_failed_sign_in, record_lock_out
from organisaties.aanmelden.post import mail_melding
from organisaties.handelingen import Handeling
from organisaties.models import Gebruiker
from organisaties.wachtrij import enqueue

_TWEEDE_FACTOREN = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def ensure_email_address(gebruiker: Gebruiker) -> None:
    """Accounts exist by invitation only, so their address is known to be theirs: allauth need not prove it."""
    EmailAddress.objects.update_or_create(
        user=gebruiker, email=gebruiker.email, defaults={"verified": True, "primary": True}
    )


def has_tweede_factor(gebruiker: Gebruiker) -> bool:
    gevonden: bool = Authenticator.objects.filter(user=gebruiker, type__in=_TWEEDE_FACTOREN).exists()
    return gevonden


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Het e-mailadres of het wachtwoord klopt niet.",
        "invalid_login": "Het e-mailadres of het wachtwoord klopt niet.",
        "too_many_login_attempts": "Te veel mislukte pogingen. Wacht vijf minuten en probeer het opnieuw. "
        "Kan dat niet wachten? Kies een nieuw wachtwoord met ‘Wachtwoord vergeten?’; daarna kunt u meteen inloggen.",
        "incorrect_password": "Dit wachtwoord klopt niet.",
        "enter_current_password": "Vul uw huidige wachtwoord in.",
        "rate_limited": "Te veel pogingen. Wacht even en probeer het opnieuw.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: Gebruiker, **kwargs: Any) -> HttpResponse | None:
        ensure_email_address(user)
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return response

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            record_lock_out(credentials.get("email", ""))
            raise

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """A browser that is known for this account counts for itself, all others together."""
        email = credentials.get("email", "")
        sleutel: str = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{sleutel}:{bekend_apparaat(request, email)}"

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        record_failed_sign_in(credentials.get("email", ""), "wachtwoord")

    def respond_user_inactive(self, request: HttpRequest, user: Gebruiker) -> HttpResponse:
        record_account(Handeling.AANMELDING_FAIL, user, request, middel="account staat uit")
        response: HttpResponse = super().respond_user_inactive(request, user)
        return response

    def add_message(self, *args: Any, message: str | None = None, **kwargs: Any) -> None:
        """Only what went wrong: the pages themselves say what happened."""
        if message:
            super().add_message(*args, message=message, **kwargs)

    def send_notification_mail(
        self, template_prefix: str, user: Gebruiker, context: dict[str, Any] | None = None, **_: Any
    ) -> None:
        """By a worker, once the change is final."""
        enqueue(mail_melding, user.pk, template_prefix)


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Deze code klopt niet. Kijk in uw app naar de code van dit moment.",
        "cannot_delete_authenticator": "Een tweede factor is verplicht. Stel eerst een andere in.",
    }

    def encrypt(self, text: str) -> str:
        return versleuteling.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return versleuteling.decrypt(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        """Inline in the page, without the XML prologue that HTML does not know."""
        svg: str = super().build_totp_svg(url)
        return svg[svg.index("<svg") :]

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        others = Authenticator.objects.filter(user=authenticator.user, type__in=_TWEEDE_FACTOREN)
        return not settings.TWEEDE_FACTOR_VERPLICHT or others.exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user: Gebruiker, type: Authenticator.Type) -> str:
        aantal = Authenticator.objects.filter(user=user, type=type).count()
        return f"Passkey {aantal + 1}"


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """The provider speaks only for the mail domains that are its own, and only for invited people."""
        if not sociallogin.is_existing or not _domain_is_trusted(sociallogin.user.email):
            record_failed_sign_in(sociallogin.user.email, "eigen organisatie")
            raise ImmediateHttpResponse(render(request, "account/signup_closed.html", status=403))
        ensure_email_address(sociallogin.user)


def _domain_is_trusted(email: str) -> bool:
    return email.rpartition("@")[2].lower() in settings.OIDC_DOMEINEN
