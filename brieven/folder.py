"""The folder about VVE in one language, with a code that leads to more."""

from datetime import date, datetime, time

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from brieven.models import Huisstijl
from brieven.ouderteksten import Taal
from lib.pdf import render_pdf


def render_folder(taal: Taal, huisstijl: Huisstijl, dag: date) -> bytes:
    return render_pdf(
        render_to_string(
            "brieven/pdf/folder.html", {"taal": taal, "tekst": taal.tekst, "huisstijl": huisstijl}
        ),
        titel=taal.tekst.titel,
        moment=datetime.combine(dag, time(), tzinfo=timezone.get_default_timezone()),
        bestanden=settings.BASE_DIR / "static",
        taal=taal.tekst.taal,
    )
