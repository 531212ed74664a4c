"""The pages of signing in, under Dutch addresses and allauth's own names.

Each is open to all (before signing in) or asks the right to the own start page; those needed to set up
a second factor are also open without one.
"""

from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as herstelcodes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as sso
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.db import transaction
from django.urls import path, re_path

from organisaties.aanmelden import views
from organisaties.rechten import Recht
from organisaties.toegang import openbaar, requires


def _inkomen(view: Callable[..., Any]) -> Callable[..., Any]:
    """Open to all. What the library writes and its line in the record are one transaction."""
    return openbaar(transaction.atomic(view))


def _eigen(view: Callable[..., Any]) -> Callable[..., Any]:
    return requires(Recht.HOME_VIEW)(transaction.atomic(view))


def _instellen(view: Callable[..., Any]) -> Callable[..., Any]:
    """A page needed to set up the second factor: also open as long as there is none."""
    wrapped = _eigen(view)
    wrapped.zonder_tweede_factor = True  # type: ignore[attr-defined]
    return wrapped


_inloggen, _uitloggen = _inkomen(account.login), _inkomen(account.logout)

urlpatterns = [
    path("inloggen/", _inloggen, name="login"),
    path("inloggen/", _inloggen, name="account_login"),
    path("inloggen/niet-actief/", openbaar(account.account_inactive), name="account_inactive"),
    path("inloggen/tweede-factor/", _inkomen(mfa.authenticate), name="mfa_authenticate"),
    path("inloggen/passkey/", _inkomen(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("inloggen/sso/afgebroken/", openbaar(sso.login_cancelled), name="socialaccount_login_cancelled"),
    path("inloggen/sso/<str:provider_id>/", openbaar(oidc.login), name="openid_connect_login"),
    path("inloggen/sso/<str:provider_id>/terug/", _inkomen(oidc.callback), name="openid_connect_callback"),
    path("uitloggen/", _uitloggen, name="logout"),
    path("uitloggen/", _uitloggen, name="account_logout"),
    path("wachtwoord/vergeten/", _inkomen(account.password_reset), name="account_reset_password"),
    path(
        "wachtwoord/vergeten/verstuurd/",
        openbaar(account.password_reset_done),
        name="account_reset_password_done",
    ),
    re_path(
        r"^wachtwoord/kiezen/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        _inkomen(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "wachtwoord/gekozen/",
        openbaar(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("account/", _instellen(mfa.index), name="mfa_index"),
    path("account/wachtwoord/", _eigen(account.password_change), name="account_change_password"),
    path("account/wachtwoord/kiezen/", _eigen(account.password_set), name="account_set_password"),
    path("account/bevestigen/", _instellen(account.reauthenticate), name="account_reauthenticate"),
    path("account/bevestigen/code/", _instellen(mfa.reauthenticate), name="mfa_reauthenticate"),
    path(
        "account/bevestigen/passkey/",
        _instellen(webauthn.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("account/app/", _instellen(totp.activate_totp), name="mfa_activate_totp"),
    path("account/app/uitzetten/", _eigen(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "account/herstelcodes/", _instellen(herstelcodes.view_recovery_codes), name="mfa_view_recovery_codes"
    ),
    path(
        "account/herstelcodes/nieuw/",
        _instellen(herstelcodes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("account/passkeys/", _instellen(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("account/passkeys/nieuw/", _instellen(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>/", _eigen(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path(
        "account/passkeys/<int:pk>/verwijderen/", _eigen(webauthn.remove_webauthn), name="mfa_remove_webauthn"
    ),
    path("account/sessies/", views.sessie_list, name="sessie_list"),
    path("account/sessies/<int:pk>/beeindigen/", views.sessie_end, name="sessie_end"),
]
