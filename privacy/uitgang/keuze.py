"""Which rows are of a municipality. Models are found by their keys, so that a new one can't be forgotten."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import connection, models

from organisaties.models import AuditKeten, AuditRegel, Gebruiker, Gemeente, Organisatie

Model = type[models.Model]

# Of these a row goes along when a row of the municipality points to it.
GEDEELD: tuple[Model, ...] = (Organisatie, Gebruiker)
# These belong to such a shared row, and go along with it: label -> the key.
BIJ_GEDEELD = {
    "brieven.Berichtinstelling": "gebruiker",
    "brieven.Onbereikbaar": "gebruiker",
    "opvang.Kolomgewoonte": "houder",
}
# Empty for who works for the installation: such a row stays behind.
MAG_LEEG = {"organisaties.Toekenning.gemeente"}
# What stays behind, and why.
BLIJFT_ACHTER = {
    "organisaties.Opdracht": "werk dat nog wacht: in de nieuwe installatie wordt het opnieuw gevraagd",
    "organisaties.Ronde": "werk langs de gemeenten van deze installatie; wat het deed, staat in het logboek",
    "organisaties.Rondedeel": "hoort bij zo'n ronde",
    "organisaties.Notitie": "kort geheugen van deze installatie",
    "organisaties.Sleutelproef": "hoort bij de sleutel van deze installatie",
    "organisaties.Verzending": "afdrukken van verstuurde formulieren, een dag bewaard",
    "opvang.ApiToken": "toegang voor software: in de nieuwe installatie maakt u nieuwe sleutels",
    "opvang.ApiVerzoek": "hoort bij die sleutels",
    "opvang.Overname": "werkmappen onderweg, onder de sleutel van deze installatie",
}
APPS_DIE_ACHTERBLIJVEN = {
    "auth": "de rechten van Django zelf; hier niet gebruikt",
    "contenttypes": "namen van tabellen; elke installatie maakt ze zelf",
    "sessions": "wie er nu is aangemeld",
    "usersessions": "wie er nu is aangemeld",
    "account": "adressen waarmee iemand zich aanmeldt; staan ook bij de gebruiker",
    "mfa": "tweede factoren: iedereen stelt die in de nieuwe installatie opnieuw in",
    "socialaccount": "koppelingen met een aanmeldpagina elders",
}
# Columns that get another value: label -> column -> that value, as SQL.
ANDERS: dict[str, dict[str, str]] = {
    # Whoever comes along sets a new password.
    "organisaties.Gebruiker": {"password": "'!'", "last_login": "NULL"},
    # Under the key of this installation; the BSN itself goes along apart, or not.
    "indicaties.Kind": {"bsn_index": "NULL"},
}
_ZONDER_BESTAND = {"indicaties.Kind": {"bsn_versleuteld"}}


def all_models() -> list[Model]:
    return sorted(apps.get_models(include_auto_created=True), key=lambda model: model._meta.label)


def stays_behind(model: Model) -> str:
    """Why rows of this model do not go along; '' when they do."""
    return BLIJFT_ACHTER.get(model._meta.label) or APPS_DIE_ACHTERBLIJVEN.get(model._meta.app_label, "")


def path_to_gemeente(model: Model) -> str:
    """The shortest way over obligatory keys: 'declaratie__gemeente'; '' when there is none."""
    if model is Gemeente:
        return "pk"
    if model in (AuditRegel, AuditKeten):
        return "gemeente_code"
    wachtend: deque[tuple[Model, str]] = deque([(model, "")])
    gezien = {model}
    while wachtend:
        huidig, pad = wachtend.popleft()
        for veld, naar in _keys_of(huidig):
            verder = f"{pad}__{veld.name}".removeprefix("__")
            if naar is Gemeente:
                return verder
            if naar not in gezien and naar not in GEDEELD:
                gezien.add(naar)
                wachtend.append((naar, verder))
    return ""


def _keys_of(model: Model) -> Iterator[tuple[models.ForeignKey[Any, Any], Model]]:
    """The obligatory ones, and to which model each leads."""
    for veld in model._meta.concrete_fields:
        naar = veld.related_model
        if not isinstance(veld, models.ForeignKey) or not isinstance(naar, type):
            continue
        if not veld.null or str(veld) in MAG_LEEG:
            yield veld, naar


@dataclass
class Tabel:
    """The rows of one model that go along."""

    model: Model
    rijen: Any  # a QuerySet of its keys

    @property
    def label(self) -> str:
        return self.model._meta.label

    @property
    def velden(self) -> dict[str, Any]:
        """By column; what the database works out itself it will work out again."""
        eigen = (veld for veld in self.model._meta.concrete_fields if not veld.generated)
        return {str(veld.column): veld for veld in eigen}

    @property
    def bestanden(self) -> list[str]:
        """Columns that go along as files."""
        niet = _ZONDER_BESTAND.get(self.label, set())
        return [
            kolom
            for kolom, veld in self.velden.items()
            if isinstance(veld, models.BinaryField) and kolom not in niet
        ]

    @property
    def kolommen(self) -> list[str]:
        return [kolom for kolom, veld in self.velden.items() if not isinstance(veld, models.BinaryField)]

    def select(self) -> tuple[str, tuple[Any, ...]]:
        """The rows in the order of their key."""
        anders = ANDERS.get(self.label, {})
        quote = connection.ops.quote_name
        kolommen = ", ".join(
            f"{anders[kolom]} AS {quote(kolom)}" if kolom in anders else quote(kolom)
            for kolom in self.kolommen
        )
        sleutel, tabel = quote(str(self.model._meta.pk.column)), quote(self.model._meta.db_table)
        welke, waarden = self.rijen.order_by().values("pk").query.sql_with_params()
        return f"SELECT {kolommen} FROM {tabel} WHERE {sleutel} IN ({welke}) ORDER BY {sleutel}", waarden  # noqa: S608


@dataclass
class Keuze:
    """All that goes along of one municipality."""

    gemeente: Gemeente
    tabellen: list[Tabel] = field(default_factory=list)


def choose(gemeente: Gemeente) -> Keuze:
    keuze = Keuze(gemeente)
    for model in all_models():
        pad = path_to_gemeente(model)
        if pad and not stays_behind(model):
            waarde: Any = gemeente.code if pad == "gemeente_code" else gemeente.pk
            keuze.tabellen.append(Tabel(model, model._base_manager.filter(**{pad: waarde})))
    _add_shared(keuze)
    keuze.tabellen.sort(key=lambda tabel: tabel.label)
    return keuze


def _add_shared(keuze: Keuze) -> None:
    """Rows of a shared model bring rows that point to others of it: until no more come."""
    ids: dict[Model, set[int]] = {model: set() for model in GEDEELD}
    vorige = -1
    bij: list[Tabel] = []
    while (nu := sum(map(len, ids.values()))) != vorige:
        vorige = nu
        bij = [_of_shared(label, sleutel, ids) for label, sleutel in BIJ_GEDEELD.items()]
        for tabel in [*keuze.tabellen, *bij]:
            _collect(tabel, ids)
    keuze.tabellen += bij
    keuze.tabellen += [
        Tabel(model, model._base_manager.filter(pk__in=sorted(ids[model]))) for model in GEDEELD
    ]


def _of_shared(label: str, sleutel: str, ids: dict[Model, set[int]]) -> Tabel:
    model = apps.get_model(label)
    naar = model._meta.get_field(sleutel).related_model
    assert isinstance(naar, type)  # noqa: S101 - for the type checker
    return Tabel(model, model._base_manager.filter(**{f"{sleutel}__in": sorted(ids[naar])}))


def _collect(tabel: Tabel, ids: dict[Model, set[int]]) -> None:
    for veld in tabel.model._meta.concrete_fields:
        if isinstance(veld, models.ForeignKey) and veld.related_model in ids:
            gevonden = tabel.rijen.order_by().values_list(veld.attname, flat=True).distinct()
            ids[veld.related_model].update(pk for pk in gevonden if pk is not None)
