from io import StringIO

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from organisaties.models import Gemeente

pytestmark = pytest.mark.django_db


def test_a_real_installation_is_not_given_the_demo(settings: LazySettings) -> None:
    settings.DEBUG, settings.EMBEDDED = False, False
    with pytest.raises(CommandError, match="--force"):
        call_command("load_demo", stdout=StringIO())
    assert not Gemeente.objects.exists()
