"""What people do with children, indicaties and referrals: one transaction each, with its line in the record.

The record names a child by pseudoniem and holds no grounds of an indicatie: those say too much about a family.
"""

from indicaties.actions.indicatie import grant_indicatie, shorten_indicatie, withdraw_indicatie
from indicaties.actions.kind import rectify_kind, register_kind, show_bsn
from indicaties.actions.toeleiding import (
    answer_toeleiding,
    complete_toeleiding,
    decline_toeleiding,
    miss_toeleiding,
    recall_toeleiding,
    refer_kind,
    start_toeleiding,
)
from indicaties.actions.traject import mark_overgedragen, open_traject
from indicaties.actions.vertrek import record_vertrek, undo_vertrek

__all__ = [
    "answer_toeleiding",
    "complete_toeleiding",
    "decline_toeleiding",
    "grant_indicatie",
    "mark_overgedragen",
    "miss_toeleiding",
    "open_traject",
    "recall_toeleiding",
    "record_vertrek",
    "rectify_kind",
    "refer_kind",
    "register_kind",
    "shorten_indicatie",
    "show_bsn",
    "start_toeleiding",
    "undo_vertrek",
    "withdraw_indicatie",
]
