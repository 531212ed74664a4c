"""The policies that come with the product: one TOML file each, with its worked examples."""

from pathlib import Path

MAP = Path(__file__).resolve().parent
