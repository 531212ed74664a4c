"""The demo municipalities: real policies and figures of Putten (2025) and Duiven (2020), synthetic people.

What the municipal documents name is used by its name. Everything else is made up and carries "(demo)".
"""
