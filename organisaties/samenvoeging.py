"""What who works for a municipality is told of a merger."""

from organisaties.models import Gemeente


def describe_samenvoeging(gemeente: Gemeente) -> list[str]:
    zinnen = [
        f"{oud} ({oud.code}) gaat per {oud.opgeheven_per:%d-%m-%Y} op in {gemeente}. Haar dossiers blijven daar staan."
        for oud in gemeente.voorgangers.all()
    ]
    if gemeente.opgegaan_in is not None:
        zinnen.append(
            f"{gemeente} gaat per {gemeente.opgeheven_per:%d-%m-%Y} op in {gemeente.opgegaan_in}. De dossiers blijven "
            f"hier staan; schrijf nieuwe kinderen vanaf die dag in bij {gemeente.opgegaan_in}."
        )
    return zinnen
