"""The BSN: checked with the 11-proef, encrypted at rest, found again through a keyed index.

Legal ground for use: art. 10 Wet algemene bepalingen burgerservicenummer.
"""

import base64
import hashlib
import hmac
import os
import re

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ValidationError
from stdnum.exceptions import ValidationError as StdnumError
from stdnum.nl import bsn as stdnum_bsn

_NONCE_LENGTH = 12


def clean_bsn(text: str) -> str:
    """Nine digits that pass the 11-proef; ValidationError in Dutch otherwise."""
    try:
        return str(stdnum_bsn.validate(text))
    except StdnumError:
        raise ValidationError(
            f"BSN {text} klopt niet: het heeft geen negen cijfers of voldoet niet aan de 11-proef. "
            "Controleer het nummer, of laat het veld leeg.",
            code="bsn",
        ) from None


def as_bsn(text: str) -> str:
    """The digits alone, with the zero in front that some leave out."""
    return re.sub(r"\D", "", text).zfill(9)


def is_bsn(digits: str) -> bool:
    return bool(stdnum_bsn.is_valid(digits))


def encrypt_bsn(bsn: str, *, context: str) -> bytes:
    """`context` binds the ciphertext to its row: copied to another row it does not decrypt."""
    nonce = os.urandom(_NONCE_LENGTH)
    return nonce + AESGCM(_key()).encrypt(nonce, bsn.encode(), context.encode())


def decrypt_bsn(ciphertext: bytes, *, context: str) -> str:
    """While the key is being renewed, a row may still be under the previous one."""
    nonce, rest = ciphertext[:_NONCE_LENGTH], ciphertext[_NONCE_LENGTH:]
    for key in _keys()[:-1]:
        try:
            return AESGCM(key).decrypt(nonce, rest, context.encode()).decode()
        except InvalidTag:
            continue
    return AESGCM(_keys()[-1]).decrypt(nonce, rest, context.encode()).decode()


def bsn_index(bsn: str) -> str:
    """The same BSN always gives the same index; without the key the index says nothing."""
    return _index(_key(), bsn)


def bsn_indexes(bsn: str) -> list[str]:
    """Under which indexes a BSN can stand while the key is being renewed."""
    return [_index(key, bsn) for key in _keys()]


def _index(key: bytes, bsn: str) -> str:
    return hmac.new(key, b"index:" + bsn.encode(), hashlib.sha256).hexdigest()


def _key() -> bytes:
    return _keys()[0]


def _keys() -> list[bytes]:
    """The present key, then the previous one if there is one."""
    return [base64.b64decode(key) for key in (settings.BSN_KEY, settings.BSN_KEY_VORIGE) if key]
