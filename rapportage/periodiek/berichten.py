"""What is said when a report was made by itself."""

BERICHT_VERSLAG = "verslag-klaar"
SOORT = (
    BERICHT_VERSLAG,
    "een verslag",
    "Er staat een nieuw verslag over voor- en vroegschoolse educatie klaar.",
)
