from typing import Any

from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import ReauthenticateForm as AllauthReauthenticateForm
from allauth.account.forms import ResetPasswordForm as AllauthResetPasswordForm
from allauth.account.forms import ResetPasswordKeyForm as AllauthResetPasswordKeyForm
from allauth.account.forms import SetPasswordForm as AllauthSetPasswordForm
from allauth.core.internal.httpkit import get_client_ip
from allauth.mfa.base.forms import AuthenticateForm as AllauthAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as AllauthMFAReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm as AllauthActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm as AllauthAddWebAuthnForm
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm as AllauthAuthenticateWebAuthnForm
from allauth.mfa.webauthn.forms import EditWebAuthnForm as AllauthEditWebAuthnForm
from allauth.mfa.webauthn.forms import LoginWebAuthnForm as AllauthLoginWebAuthnForm
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm as AllauthReauthenticateWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from organisaties.aanmelden import versleuteling
from organisaties.aanmelden.logboek import record_account
from organisaties.aanmelden.post import look_up_vergeten, site_of
from organisaties.handelingen import Handeling
from organisaties.models import Gebruiker
from organisaties.velden import check_tekst
from organisaties.wachtrij import enqueue


class DutchLabels:
    """Labels in our own words, and no placeholders: they vanish while one types."""

    fields: dict[str, forms.Field]
    labels: dict[str, str] = {}
    help_texts: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam, veld in self.fields.items():
            veld.widget.attrs.pop("placeholder", None)
            veld.label = self.labels.get(naam, veld.label)
            veld.help_text = self.help_texts.get(naam, "")


class LoginForm(DutchLabels, AllauthLoginForm):  # type: ignore[misc]  # allauth has no types
    labels = {"login": "E-mailadres", "password": "Wachtwoord"}


class ChangePasswordForm(DutchLabels, AllauthChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    labels = {
        "oldpassword": "Huidig wachtwoord",
        "password1": "Nieuw wachtwoord",
        "password2": "Nieuw wachtwoord, nog een keer",
    }
    help_texts = {
        "password1": "Minstens 12 tekens. Een zin van een paar woorden is lang en goed te onthouden."
    }


class SetPasswordForm(DutchLabels, AllauthSetPasswordForm):  # type: ignore[misc]  # allauth has no types
    labels = ChangePasswordForm.labels
    help_texts = ChangePasswordForm.help_texts


class ReauthenticateForm(DutchLabels, AllauthReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    labels = {"password": "Wachtwoord"}


class ResetPasswordForm(DutchLabels, AllauthResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    labels = {"email": "E-mailadres"}

    def clean_email(self) -> str:
        """Whose it is, a worker looks up: here every address gets the same answer after the same work."""
        email: str = self.cleaned_data["email"].lower()
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        email: str = self.cleaned_data["email"]
        enqueue(look_up_vergeten, versleuteling.encrypt(email), site_of(request), str(get_client_ip(request)))
        return email


class ResetPasswordKeyForm(DutchLabels, AllauthResetPasswordKeyForm):  # type: ignore[misc]  # allauth has no types
    labels = ChangePasswordForm.labels
    help_texts = ChangePasswordForm.help_texts


class AuthenticateForm(DutchLabels, AllauthAuthenticateForm):  # type: ignore[misc]  # allauth has no types
    labels = {"code": "Code uit uw app, of een herstelcode"}


class MFAReauthenticateForm(DutchLabels, AllauthMFAReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    labels = AuthenticateForm.labels


class ActivateTOTPForm(DutchLabels, AllauthActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    labels = {"code": "Code uit uw app"}


class NamesPasskey(DutchLabels):
    """The name of a passkey is text that somebody types, and stands on pages and in mails."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].validators.append(check_tekst)


class AddWebAuthnForm(NamesPasskey, AllauthAddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    labels = {"name": "Naam van de passkey", "passwordless": "Hiermee ook zonder wachtwoord inloggen"}
    help_texts = {"passwordless": "De sleutel vraagt dan altijd zelf om een vinger, gezicht of pincode."}


class EditWebAuthnForm(NamesPasskey, AllauthEditWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    labels = {"name": "Naam van de passkey"}

    def save(self) -> Authenticator:
        passkey: Authenticator = super().save()
        record_account(Handeling.TWEEDEFACTOR_RENAME, passkey.user, middel=passkey.type)
        return passkey


class RecordsFailure:
    """A passkey that does not fit goes into the record; allauth has a signal for wrong codes only."""

    user: Gebruiker | None

    def clean_credential(self) -> Authenticator:
        try:
            passkey: Authenticator = super().clean_credential()  # type: ignore[misc]  # of the form beside it
        except ValidationError:
            record_account(Handeling.AANMELDING_FAIL, self.user, middel="passkey")
            raise
        return passkey


class AuthenticateWebAuthnForm(RecordsFailure, AllauthAuthenticateWebAuthnForm):  # type: ignore[misc]  # idem
    pass


class LoginWebAuthnForm(RecordsFailure, AllauthLoginWebAuthnForm):  # type: ignore[misc]  # idem
    pass


class ReauthenticateWebAuthnForm(RecordsFailure, AllauthReauthenticateWebAuthnForm):  # type: ignore[misc]  # idem
    pass
