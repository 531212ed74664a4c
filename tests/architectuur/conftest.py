from typing import Any

import pytest

from tests.architectuur.rondgang import Rondgang, make_rondgang, undone


@pytest.fixture(scope="session")
def rondgang(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Rondgang:
    """What the pages of this role answer; nothing of it stays in the database."""
    with django_db_blocker.unblock(), undone():
        return make_rondgang(request.param)
