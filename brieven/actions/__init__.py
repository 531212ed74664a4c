from brieven.actions.bericht import place_bericht
from brieven.actions.brief import announce_brief, make_brief

__all__ = ["announce_brief", "make_brief", "place_bericht"]
