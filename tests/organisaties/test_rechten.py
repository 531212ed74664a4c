from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from organisaties.rechten import RECHTEN, Recht, Rol
from organisaties.rechtendoc import rechten_markdown


def _views(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _views(pattern.url_patterns)
        else:
            yield pattern


@pytest.mark.parametrize("pattern", list(_views(get_resolver().url_patterns)), ids=lambda p: str(p.pattern))
def test_every_view_declares_a_right_or_is_open_to_all(pattern: URLPattern) -> None:
    """Or asks for the token of a program, of which the door of the API looks what it may."""
    assert any(hasattr(pattern.callback, naam) for naam in ("recht", "openbaar", "met_token"))


def test_every_role_has_a_row() -> None:
    assert set(RECHTEN) == set(Rol)


def test_every_right_is_given_to_somebody() -> None:
    assert set().union(*RECHTEN.values()) == set(Recht)


def test_nobody_both_makes_and_approves_a_calculation() -> None:
    for rechten in RECHTEN.values():
        assert not {Recht.BEREKENING_MAKE, Recht.BEREKENING_APPROVE} <= rechten


def test_the_auditor_only_looks_and_writes_nothing_but_what_the_check_found() -> None:
    schrijft = {recht for recht in RECHTEN[Rol.AUDITOR] if not recht.name.endswith("_VIEW")}
    assert schrijft == {Recht.CONTROLE_RECORD}


def test_the_page_of_rights_in_the_documentation_is_the_table() -> None:
    pagina = Path(settings.BASE_DIR) / "docs" / "rechten.md"
    assert pagina.read_text() == rechten_markdown(), "run `manage.py rechten_doc`"
