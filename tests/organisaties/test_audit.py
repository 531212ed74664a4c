from unittest.mock import patch

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from organisaties.audit import broken_links, record
from organisaties.databaserol import as_owner
from organisaties.models import AuditKeten, AuditRegel
from tests.databaserol import site_connection
from tests.factories import GebruikerFactory
from tests.organisaties.proef import Proef

pytestmark = pytest.mark.django_db


def test_a_line_says_who_did_what_under_which_role() -> None:
    door = GebruikerFactory()
    regel = record(handeling=Proef.GEMEENTE, door=door, object=door.gemeente, jaar=2025)
    assert (regel.gebruiker_email, regel.rol, regel.gemeente_code) == (
        door.email,
        "subsidiemedewerker",
        "0273",
    )
    assert (regel.handeling, regel.object_type, regel.object_id) == (
        "gemeente.view",
        "gemeente",
        str(door.gemeente.pk),
    )
    assert regel.details == {"jaar": 2025}


def test_lines_form_a_chain_per_gemeente() -> None:
    door = GebruikerFactory()
    eerste = record(handeling=Proef.A, door=door, object=door)
    tweede = record(handeling=Proef.B, door=door, object=door)
    assert (eerste.volgnummer, tweede.volgnummer) == (1, 2)
    assert tweede.vorige_hash == eerste.hash
    assert broken_links("0273") == []


def test_an_altered_line_is_found_even_if_the_owner_of_the_database_alters_it() -> None:
    door = GebruikerFactory()
    for handeling in (Proef.A, Proef.B, Proef.C):
        record(handeling=handeling, door=door, object=door)
    regels = list(AuditRegel.objects.order_by("volgnummer"))
    regels[1].handeling = "x.view"
    with patch("organisaties.audit.in_porties", return_value=iter(regels)):
        assert broken_links("0273") == [2]


def test_a_line_missing_at_the_end_is_found() -> None:
    door = GebruikerFactory()
    record(handeling=Proef.A, door=door, object=door)
    AuditKeten.objects.update(aantal=2)
    assert broken_links("0273") == [2]


def test_the_database_refuses_to_change_or_remove_a_line() -> None:
    door = GebruikerFactory()
    record(handeling=Proef.A, door=door, object=door)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        AuditRegel.objects.update(handeling="b.view")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        AuditRegel.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_even_the_owner_cannot_change_a_line() -> None:
    door = GebruikerFactory()
    record(handeling=Proef.A, door=door, object=door)
    with as_owner(), pytest.raises(IntegrityError, match="alleen toegevoegd"):
        AuditRegel.objects.update(handeling="b.view")


def test_the_site_connects_as_a_role_that_is_neither_superuser_nor_owner() -> None:
    with site_connection() as site:
        vraag = "SELECT rolname, rolsuper FROM pg_roles WHERE rolname = current_user"
        assert site.execute(vraag).fetchone() == ("vve_app", False)
        vraag = "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"
        assert site.execute(vraag).fetchall() == [("vve_owner",)]
