"""The whole country on one machine: built, calculated, looked at and measured. `make scale`."""
