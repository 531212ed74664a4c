"""A stored policy as the typed document that the engine computes with."""

import json
from functools import lru_cache

from rekenregels import Regeling, load_document, run_voorbeelden
from subsidies.models import Subsidieregeling


def as_regeling(regeling: Subsidieregeling) -> Regeling:
    """The typed policy; refuses a document that is no longer the one that was adopted."""
    gelezen = _load(json.dumps(regeling.document))
    if gelezen.sha256 != regeling.sha256:
        raise ValueError(
            f"Het document van {regeling} is veranderd: SHA-256 {gelezen.sha256} in plaats van {regeling.sha256}."
        )
    return gelezen


def failing_voorbeelden(regeling: Subsidieregeling) -> list[tuple[str, str]]:
    """The worked examples that don't come out, with what differs."""
    uitslagen = run_voorbeelden(as_regeling(regeling))
    return [(uitslag.naam, "; ".join(uitslag.verschillen)) for uitslag in uitslagen if not uitslag.klopt]


@lru_cache(maxsize=64)
def _load(document: str) -> Regeling:
    return load_document(json.loads(document))
