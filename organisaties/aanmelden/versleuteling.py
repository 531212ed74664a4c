"""Secrets of the second factor are encrypted at rest, with a key derived from the data key."""

import base64

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction

from organisaties.audit import INSTALLATIE, record_system
from organisaties.handelingen import Handeling


def encrypt(text: str) -> str:
    return _fernet().encrypt(text.encode()).decode()


def decrypt(text: str) -> str:
    return _fernet().decrypt(text.encode()).decode()


@transaction.atomic
def rotate_secrets() -> int:
    """Put the secrets of every second factor under the present data key; how many there are."""
    rijen = Authenticator.objects.filter(
        type__in=(Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
    )
    for rij in rijen:
        for naam in ("secret", "seed"):
            if naam in rij.data:
                rij.data[naam] = _fernet().rotate(rij.data[naam].encode()).decode()
        rij.save(update_fields=["data"])
    record_system(
        handeling=Handeling.TWEEDEFACTOR_ROTATE,
        proces="sleutel vernieuwen",
        gemeente_code=INSTALLATIE,
        aantal=len(rijen),
    )
    return len(rijen)


def _fernet() -> MultiFernet:
    """Encrypts under the present key, decrypts also under the previous one."""
    return MultiFernet(
        [_derive(base64.b64decode(key)) for key in (settings.BSN_KEY, settings.BSN_KEY_VORIGE) if key]
    )


def _derive(key: bytes) -> Fernet:
    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"tweede-factor")
    return Fernet(base64.urlsafe_b64encode(derived.derive(key)))
