import pytest

from tests.subsidies.administratie import Administratie


@pytest.fixture
def duiven(db: None) -> Administratie:
    return Administratie()
