"""Lots over amounts: from a seed, the same for everybody, and what is large is never missed."""

import hashlib
import random

import pytest

from rapportage.controledossier.loten import Treffer, draw, find_begin

BEDRAGEN = {11: 1_00, 12: 900_00, 13: 99_00}


def test_the_begin_is_the_hash_of_the_seed_divided_by_the_interval() -> None:
    assert find_begin("putten-2025", 1_000) == int(hashlib.sha256(b"putten-2025").hexdigest(), 16) % 1_000


def test_an_amount_above_the_interval_is_drawn_by_any_seed_and_counts_each_lot() -> None:
    for nummer in range(20):
        (groot,) = (t for t in draw(f"zaad-{nummer}", BEDRAGEN, 5) if t.sleutel == 12)
        assert groot.treffers >= 4


def test_quarters_that_look_alike_do_not_give_the_same_provider_each_time() -> None:
    """Four providers with the same amounts in four quarters: one lot per quarter, and by some seed not one provider."""
    bedragen = {kwartaal * 4 + houder: 1_000_00 for kwartaal in range(4) for houder in range(4)}
    gezien = [{t.sleutel % 4 for t in draw(str(zaad), bedragen, 4)} for zaad in range(20)]
    assert sum(len(houders) > 1 for houders in gezien) >= 19


def test_every_lot_falls_inside_its_amount_and_none_gets_lost() -> None:
    for nummer in range(300):
        toeval = random.Random(nummer)
        bedragen = {pk: toeval.randint(1, 10 ** toeval.randint(1, 8)) for pk in range(toeval.randint(1, 40))}
        omvang, zaad = toeval.randint(1, 25), str(nummer)
        treffers = draw(zaad, bedragen, omvang)
        assert treffers == draw(zaad, dict(reversed(bedragen.items())), omvang)
        assert sum(t.treffers for t in treffers) == min(omvang, sum(bedragen.values()))
        assert all(0 <= t.cent < bedragen[t.sleutel] for t in treffers)
        assert len({t.sleutel for t in treffers}) == len(treffers)


def test_one_lot_over_one_cent_and_nothing_to_draw_from() -> None:
    assert draw("z", {5: 1}, 3) == [Treffer(5, 0)]
    with pytest.raises(ValueError, match="boven nul"):
        draw("z", {}, 1)
    with pytest.raises(ValueError, match="boven nul"):
        draw("z", {1: 5, 2: 0}, 1)
