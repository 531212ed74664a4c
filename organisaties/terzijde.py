"""The list in Redis of messages that the workers could not read (vve_admin/broker.py).

Apart from the models: `celery inspect` reads the broker before Django is there.
"""

TERZIJDE = "vve.terzijde"
