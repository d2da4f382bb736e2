"""Crowded scopes get groups, and no name is lost."""

from hypothesis import given
from hypothesis import strategies as some

from tf1graph.graph.grouping import grouped_names

parts = some.sampled_from(["a", "b", "conv", "conv_1", "x-y"])
paths = some.lists(
    some.one_of(some.lists(parts, min_size=1, max_size=4).map("/".join), some.integers(0, 99).map("n{}".format)),
    unique=True,
    max_size=120,
)


def boxes(names):
    """How many children the most crowded scope has."""
    children = {}
    for name in names:
        scope, _, leaf = name.rpartition("/")
        while True:
            children.setdefault(scope, set()).add(leaf)
            if not scope:
                break
            scope, _, leaf = scope.rpartition("/")
    return max(map(len, children.values()), default=0)


def apply(names, **options):
    renamed = grouped_names(names, **options)
    return [renamed.get(name, name) for name in names]


@given(paths)
def test_no_scope_has_more_boxes_than_asked_for_and_names_stay_distinct(names):
    found = apply(names, most=8)
    assert boxes(found) <= 8
    assert len(set(found)) == len(names)


@given(paths)
def test_the_parts_of_an_old_name_stand_in_the_new_one_in_their_order(names):
    for old, new in zip(names, apply(names, most=8), strict=True):
        left = iter(new.split("/"))
        assert all(part in left for part in old.split("/"))


def test_a_graph_that_is_not_crowded_keeps_its_names():
    assert grouped_names([f"layer_{i}/{op}" for i in range(30) for op in ("w", "b")]) == {}


def test_groups_are_named_after_their_first_and_last():
    names = [f"s{i}/n" for i in range(100)]
    found = apply(names)
    assert found[0] == "s0-s9/s0/n"
    assert found[-1] == "s90-s99/s99/n"
    assert boxes(found) == 10


def test_scopes_keep_their_boxes_where_single_nodes_alone_are_many():
    names = ["model/w", *(f"Const_{i}" for i in range(200)), "train/step"]
    found = apply(names)
    assert found[0] == "model/w"
    assert found[-1] == "train/step"
    assert boxes(found) <= 30


def test_a_thousand_nodes_of_one_scope_are_in_groups_of_at_most_thirty():
    assert boxes(apply([f"s/n{i}" for i in range(1000)])) <= 30


def test_the_first_view_of_a_graph_in_one_scope_is_the_first_level_that_is_crowded():
    names = [f"net/model/block_{block}/n{i}" for block in range(100) for i in range(40)]
    found = apply(names, everywhere=False)
    assert found[0] == "net/model/block_0-block_9/block_0/n0"
    assert boxes(found) == 40  # nodes within a block keep their names


def test_small_scopes_beside_a_large_one_are_no_part_of_the_first_view():
    large = [f"net/n{i}" for i in range(1000)]
    small = [f"save/n{i}" for i in range(100)]
    found = apply([*large, *small], everywhere=False)
    assert found[1000:] == small
    assert boxes(found[:1000]) <= 30


def test_gradients_and_the_optimiser_keep_boxes_of_their_own():
    scopes = [*(f"layer_{number}" for number in range(40)), "gradients", "Adam", "save"]
    names = [f"{scope}/node" for scope in scopes]
    changed = grouped_names(names)
    assert {name.partition("/")[0] for name in names if name not in changed} == {"gradients", "Adam", "save"}
    assert len({changed.get(name, name).partition("/")[0] for name in names}) <= 30
