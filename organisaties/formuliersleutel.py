"""The key of a form on screen: of this one form, this one time."""

from uuid import uuid4

VELD = "eenmaal"


def new_sleutel() -> str:
    return uuid4().hex
