"""On the page of a child, for who may join files: those that may be of the same child, and what was joined."""

from datetime import date

from django.db.models import Q

from indicaties.dubbel.samenvoegen import why_no_undo
from indicaties.kindpagina import Deel
from indicaties.models import Dubbelpaar, Kind, Samenvoeging
from organisaties.models import Gebruiker
from organisaties.rechten import Recht


def dubbel_deel(kind: Kind, gebruiker: Gebruiker, dag: date) -> Deel | None:
    if not gebruiker.has_recht(Recht.KIND_MERGE):
        return None
    paren = Dubbelpaar.objects.for_gebruiker(gebruiker).open().filter(Q(een=kind) | Q(ander=kind))
    samengevoegd = Samenvoeging.objects.in_force().filter(blijft=kind).select_related("vervalt")
    context = {
        "kind": kind,
        "paren": [
            (paar, paar.ander if paar.een_id == kind.pk else paar.een)
            for paar in paren.select_related("een", "ander")
        ],
        "samengevoegd": [(s, why_no_undo(s, kind, s.vervalt)) for s in samengevoegd],
    }
    return Deel("Dubbele dossiers", "indicaties/_kindpagina_dubbel.html", context)
