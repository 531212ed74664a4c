import hashlib

import factory
from factory.django import DjangoModelFactory

from organisaties.rechten import Rol
from rapportage.models import Verantwoording
from tests.factories import MOMENT, GebruikerFactory, GemeenteFactory
from tests.rapportage.voorbeeld import make_rapport

Status = Verantwoording.Status


class VerantwoordingFactory(DjangoModelFactory[Verantwoording]):
    """A report that waits in the queue, unless a trait says how far it is."""

    class Meta:
        model = Verantwoording

    gemeente = factory.SubFactory(GemeenteFactory)
    jaar = 2025
    aangevraagd_op = MOMENT
    aangevraagd_door = factory.LazyAttribute(
        lambda v: GebruikerFactory(rol=Rol.BELEIDSMEDEWERKER, gemeente=v.gemeente)
    )

    class Params:
        running = factory.Trait(
            status=Status.RUNNING, poging=1, hartslag_op=MOMENT, voortgang=40, stap="Document opmaken"
        )
        failed = factory.Trait(status=Status.FAILED, poging=1, hartslag_op=MOMENT, fout="Het ging mis.")
        done = factory.Trait(
            status=Status.DONE,
            poging=1,
            voortgang=100,
            hartslag_op=MOMENT,
            klaar_op=MOMENT,
            cijfers=factory.LazyFunction(lambda: make_rapport().as_json()),
            pdf=b"%PDF-1.7 proef",
            pdf_delen=b"%PDF-1.7 om te delen",
            sha256=hashlib.sha256(b"%PDF-1.7 proef").hexdigest(),
        )
