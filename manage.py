#!/usr/bin/env python
import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vve_admin.settings")
    # The operator works for all municipalities at once; the site and the workers never do (rijbeveiliging.py).
    os.environ.setdefault("RIJEN_STANDAARD", "alles")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
