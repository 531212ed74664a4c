"""The editor of a policy: forms that follow the types of the document, so that a new field shows by itself.

`Ruw` is a chapter as typed text, right or wrong; `als_document` makes of it what the engine reads.
"""
