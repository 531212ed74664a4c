"""Putting a take-over back: what it made goes, what it changed becomes what it was. Only when nothing stands on it."""

import base64
from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from brieven.models import Brief
from indicaties.models import Kind, Kindstand, Zoekwoord
from indicaties.wijzigingen import announce_wijziging
from opvang.handelingen import Handeling
from opvang.models import Overname
from opvang.overname.uitvoeren import prints_of
from organisaties.audit import Logregel, record_many
from organisaties.models import Gebruiker

_VERDER = "Er is intussen verder gewerkt met wat is overgenomen: {}. Daarom kan de overname niet meer worden teruggedraaid."
# The database makes these with a child.
_VANZELF = (Kindstand, Zoekwoord)


def undo(overname: Overname, door: Gebruiker, stap: Callable[[int], None]) -> None:
    """ValidationError when something was built on it. The caller holds the transaction."""
    gemaakt = {label: [int(pk) for pk in prints] for label, prints in overname.gemaakt.items()}
    _refuse_changed(overname, gemaakt)
    stap(20)
    for zin in _built_on(gemaakt):
        raise ValidationError(_VERDER.format(zin))
    stap(40)
    gewijzigd = _restore(overname)
    log = _lines(gemaakt, overname)
    for label in reversed(gemaakt):
        _delete(apps.get_model(label), gemaakt[label])
    stap(80)
    for kind in Kind.objects.filter(pk__in=gewijzigd):
        announce_wijziging(kind)
    record_many(regels=log, door=door)


def _refuse_changed(overname: Overname, gemaakt: dict[str, list[int]]) -> None:
    nu = prints_of(gemaakt)
    for label, prints in overname.gemaakt.items():
        anders = [pk for pk, afdruk in prints.items() if nu.get(label, {}).get(pk) != afdruk]
        if anders:
            naam = apps.get_model(label)._meta.verbose_name
            raise ValidationError(_VERDER.format(f"{len(anders)} keer is een {naam} gewijzigd"))
    for label, pk, _, afdruk in overname.vorige:
        if prints_of({label: [pk]})[label].get(str(pk)) != afdruk:
            raise ValidationError(
                _VERDER.format(f"een {apps.get_model(label)._meta.verbose_name} is gewijzigd")
            )


def _built_on(gemaakt: dict[str, list[int]]) -> Iterator[str]:
    """Rows of others that lean on a row that was made; each model is asked, also one that is added later."""
    for label, ids in gemaakt.items():
        model = apps.get_model(label)
        for relatie in model._meta.get_fields(include_hidden=True):
            if not (isinstance(relatie, models.ManyToOneRel) and relatie.field.concrete):
                continue
            ander = relatie.related_model
            eigen = gemaakt.get(ander._meta.label, [])
            if ander in _VANZELF or not isinstance(ander, type):
                continue
            rijen = ander._base_manager.filter(**{f"{relatie.field.name}__in": ids})
            aantal = rijen.exclude(pk__in=eigen).count()
            if aantal:
                yield f"{aantal} keer staat er een {ander._meta.verbose_name} bij"
    pseudoniemen = _pseudoniemen(gemaakt)
    if pseudoniemen and Brief.objects.filter(pseudoniem__in=pseudoniemen).exists():
        yield "er is een brief over een van de kinderen"


def _pseudoniemen(gemaakt: dict[str, list[int]]) -> list[str]:
    return list(
        Kind.alle.filter(pk__in=gemaakt.get(Kind._meta.label, [])).values_list("pseudoniem", flat=True)
    )


def _restore(overname: Overname) -> set[int]:
    """In the other order than they were made; the children that it is about."""
    kinderen: set[int] = set()
    for label, pk, velden, _ in reversed(overname.vorige):
        model = apps.get_model(label)
        rij: Any = (Kind.alle if model is Kind else model._base_manager).get(pk=pk)
        for naam, waarde in velden.items():
            setattr(rij, naam, _read_veld(model, naam, waarde))
        rij.save()
        if isinstance(kind_id := rij.pk if model is Kind else getattr(rij, "kind_id", None), int):
            kinderen.add(kind_id)
    return kinderen


def _read_veld(model: type[models.Model], naam: str, waarde: Any) -> Any:
    veld = model._meta.get_field(naam)
    if waarde is None:
        return None
    if isinstance(veld, models.BinaryField):
        return base64.b64decode(waarde)
    assert isinstance(veld, models.Field)  # noqa: S101 - it is one that was changed
    return veld.to_python(waarde)


def _lines(gemaakt: dict[str, list[int]], overname: Overname) -> list[Logregel]:
    kinderen = Kind.alle.filter(pk__in=gemaakt.get(Kind._meta.label, []))
    return [
        Logregel(Handeling.OVERNAME_REMOVE, kind, {"kind": kind.pseudoniem, "overname": overname.pk})
        for kind in kinderen
    ]


def _delete(model: type[models.Model], ids: list[int]) -> None:
    manager = Kind.alle if model is Kind else model._base_manager
    for begin in range(0, len(ids), 1_000):
        deel = ids[begin : begin + 1_000]
        if model is Kind:
            Zoekwoord.objects.filter(kind__in=deel)._raw_delete("default")
            Kindstand.objects.filter(kind__in=deel)._raw_delete("default")
        manager.filter(pk__in=deel)._raw_delete("default")
