from organisaties.loghandeling import LogHandeling


class Proef(LogHandeling):
    """Things to put on record that no room does, so that a test is about the record alone."""

    A = "a.view", "A bekeken"
    B = "b.view", "B bekeken"
    C = "c.view", "C bekeken"
    GEMEENTE = "gemeente.view", "Gemeente bekeken"
    DAG_ERVOOR = "dag.ervoor", "Dag ervoor"
    DAG_BEGIN = "dag.begin", "Dag begin"
    DAG_EIND = "dag.eind", "Dag eind"
    DAG_ERNA = "dag.erna", "Dag erna"
