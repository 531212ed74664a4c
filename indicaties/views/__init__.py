from indicaties.views.adres import adres_change, herkomst_object
from indicaties.views.buurt import buurt_confirm, buurt_list, buurt_upload
from indicaties.views.gezin import gezin_link, gezin_unlink
from indicaties.views.indicatie import indicatie_grant, indicatie_shorten, indicatie_withdraw
from indicaties.views.kind import (
    adres_show,
    bsn_show,
    kind_detail,
    kind_list,
    kind_rectify,
    kind_register,
    kind_search,
)
from indicaties.views.ouder import ouder_add, ouder_change, ouder_end, ouder_link
from indicaties.views.toeleiding import toeleiding_decline, toeleiding_refer
from indicaties.views.vertrek import vertrek_record, vertrek_undo

__all__ = [
    "adres_change",
    "adres_show",
    "bsn_show",
    "buurt_confirm",
    "buurt_list",
    "buurt_upload",
    "gezin_link",
    "gezin_unlink",
    "herkomst_object",
    "indicatie_grant",
    "indicatie_shorten",
    "indicatie_withdraw",
    "kind_detail",
    "kind_list",
    "kind_rectify",
    "kind_register",
    "kind_search",
    "ouder_add",
    "ouder_change",
    "ouder_end",
    "ouder_link",
    "toeleiding_decline",
    "toeleiding_refer",
    "vertrek_record",
    "vertrek_undo",
]
