"""The addresses, made out of the operations: importing their modules makes them known."""

import re
from itertools import groupby

from django.urls import path, re_path

from opvang.api import declaraties, groepen, locaties, plaatsingen, urenbestanden, verwijzingen, views
from opvang.api.operatie import OPERATIES

RESOURCES = (locaties, groepen, verwijzingen, plaatsingen, declaraties, urenbestanden)

app_name = "api"


def _name(pad: str) -> str:
    """'/plaatsingen/{id}/afspraken' -> 'plaatsing_afspraken': readable in the record."""
    return re.sub(r"/\{(\w+)_id\}", r"/\1", pad).strip("/").replace("/", "_")


_op_pad = groupby(sorted(OPERATIES, key=lambda o: o.pad), key=lambda o: o.pad)

urlpatterns = [
    path("v1/openapi.json", views.openapi, name="openapi"),
    *(
        path(
            "v1" + re.sub(r"\{(\w+)\}", r"<int:\1>", pad),
            views.resource({operatie.methode: operatie for operatie in operaties}),
            name=_name(pad),
        )
        for pad, operaties in _op_pad
    ),
    re_path(r"", views.not_there, name="niets"),
]
