from datetime import UTC, date, datetime

from django.core.paginator import Paginator
from django.template import Context, Template

from opvang.models import Urendeclaratie
from organisaties.templatetags import weergave


def write(sjabloon: str, **context: object) -> str:
    return Template(sjabloon).render(Context(context))


def test_what_is_not_known_is_a_dash() -> None:
    assert (
        write("{{ x|euro }} {{ x|uren }} {{ x|procent }} {{ x|datum }} {{ x|tijdstip }}", x=None)
        == "– – – – –"
    )


def test_hours_come_as_hundredths_or_as_the_decimal_of_a_field() -> None:
    assert write("{{ x|uren }}", x=20850) == "208,50"


def test_a_moment_is_written_in_dutch_time() -> None:
    assert write("{{ x|tijdstip }}", x=datetime(2025, 7, 1, 12, 0, tzinfo=UTC)) == "1 juli 2025, 14:00"


def test_days_quarters_and_periods_read_as_dutch() -> None:
    assert write("{{ van|periode:tot }}", van=date(2025, 1, 1), tot=None) == "vanaf 1 januari 2025"


def test_a_badge_escapes_what_people_typed() -> None:
    assert "&lt;b&gt;" in write('{% badge "fout" tekst %}', tekst="<b>")


def test_a_status_shows_its_label_and_weight() -> None:
    html = write("{{ d|status_badge }}", d=Urendeclaratie(status="teruggestuurd"))
    assert html == '<span class="utrecht-status-badge utrecht-status-badge--warning">Teruggestuurd</span>'


def test_a_long_list_of_pages_is_shortened_around_the_present_one() -> None:
    pagina = Paginator(range(3000), 30).page(50)
    assert list(weergave.bladzijden(pagina)) == [1, "…", 48, 49, 50, 51, 52, "…", 100]


def test_a_municipality_without_its_own_theme_gets_the_neutral_one() -> None:
    assert weergave.gemeentethema("0273") == "css/gemeenten/0273.css"
    assert weergave.gemeentethema("9999") == ""
