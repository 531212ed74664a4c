"""What people do with children, indicaties and referrals: one transaction each, with its line in the record.

The record names a child by pseudoniem and holds no grounds of an indicatie: those say too much about a family.
"""

from indicaties.actions.indicatie import grant_indicatie, shorten_indicatie, withdraw_indicatie
from indicaties.actions.kind import rectify_kind, register_kind, show_bsn
from indicaties.actions.toeleiding import complete_toeleiding, decline_toeleiding, refer_kind
from indicaties.actions.traject import mark_overgedragen, open_traject
from indicaties.actions.vertrek import record_vertrek, undo_vertrek

__all__ = [
    "complete_toeleiding",
    "decline_toeleiding",
    "grant_indicatie",
    "mark_overgedragen",
    "open_traject",
    "record_vertrek",
    "rectify_kind",
    "refer_kind",
    "register_kind",
    "shorten_indicatie",
    "show_bsn",
    "undo_vertrek",
    "withdraw_indicatie",
]
