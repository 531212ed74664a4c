from indicaties.views.dubbel import (
    dubbel_decline,
    dubbelen,
    kind_merge,
    merge_undo,
    verwijsvraag_decline,
    verwijsvragen,
)
from indicaties.views.indicatie import indicatie_grant, indicatie_shorten, indicatie_withdraw
from indicaties.views.kind import (
    bsn_show,
    kind_detail,
    kind_list,
    kind_rectify,
    kind_register,
    kind_search,
)
from indicaties.views.toeleiding import toeleiding_decline, toeleiding_refer
from indicaties.views.vertrek import vertrek_record, vertrek_undo

__all__ = [
    "bsn_show",
    "dubbel_decline",
    "dubbelen",
    "indicatie_grant",
    "indicatie_shorten",
    "indicatie_withdraw",
    "kind_detail",
    "kind_list",
    "kind_merge",
    "kind_rectify",
    "kind_register",
    "kind_search",
    "merge_undo",
    "toeleiding_decline",
    "toeleiding_refer",
    "vertrek_record",
    "vertrek_undo",
    "verwijsvraag_decline",
    "verwijsvragen",
]
