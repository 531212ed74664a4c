"""The tests of a group share what is costly to make: divided over processes each process makes it again."""

import pytest


def test_the_tests_of_a_group_stay_in_one_process(request: pytest.FixtureRequest) -> None:
    """pytest-xdist marks them in their name; by a name without it, it deals out each test apart."""
    if not hasattr(request.config, "workerinput") or request.config.workerinput["workercount"] == 1:
        return
    groepen = [item for item in request.session.items if item.get_closest_marker("xdist_group")]
    assert [item.nodeid for item in groepen if "@" not in item.nodeid] == []
