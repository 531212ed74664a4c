from datetime import date
from io import StringIO

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from demo import putten
from demo.laden import load_demo
from organisaties.models import Gemeente
from rapportage.bereik import count_bereik

pytestmark = pytest.mark.django_db


def test_the_day_of_loading_does_not_change_the_reach_of_the_policy_year() -> None:
    assert load_demo(date(2027, 8, 2), [putten.PLAN]) == [putten.PLAN]
    bereik = count_bereik(Gemeente.objects.get(code="0273"), date(2025, 12, 31))
    assert (bereik.bereikt, bereik.totaal) == (26, 31)


def test_a_real_installation_is_not_given_the_demo(settings: LazySettings) -> None:
    settings.DEBUG, settings.EMBEDDED = False, False
    with pytest.raises(CommandError, match="--force"):
        call_command("load_demo", stdout=StringIO())
    assert not Gemeente.objects.exists()
