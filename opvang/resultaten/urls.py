from django.urls import path

from opvang.resultaten import schaalviews, views

urlpatterns = [
    path("resultaten/", views.resultaat_list, name="resultaat_list"),
    path("resultaten/werkmap.xlsx", views.resultaat_werkmap, name="resultaat_werkmap"),
    path("resultaten/inlezen/", views.resultaat_upload, name="resultaat_upload"),
    path("resultaten/nakijken/", views.resultaat_review, name="resultaat_review"),
    path("resultaten/plaatsing/<int:plaatsing_id>/", views.resultaat_record, name="resultaat_record"),
    path("resultaten/<int:resultaatmeting_id>/", views.resultaat_replace, name="resultaat_replace"),
    path(
        "resultaten/<int:resultaatmeting_id>/intrekken/", views.resultaat_withdraw, name="resultaat_withdraw"
    ),
    path("resultaten/volgsystemen/", schaalviews.volgsystemen, name="volgsystemen"),
    path("resultaten/volgsystemen/nieuw/", schaalviews.eigenschaal_record, name="eigenschaal_record"),
    path(
        "resultaten/volgsystemen/<int:eigenschaal_id>/einde/",
        schaalviews.eigenschaal_end,
        name="eigenschaal_end",
    ),
]
