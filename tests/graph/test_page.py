"""The page that `tf1graph graph --html` writes: what is in it, and what a browser makes of it."""

import base64
import io
import json
import re

import numpy as np
import pytest
from browsing import MARKS, chromium
from PIL import Image
from tensorboard.compat.proto.graph_pb2 import GraphDef

from tf1graph import tf
from tf1graph.cli import main
from tf1graph.errors import UsageError
from tf1graph.graph import load, summarise
from tf1graph.graph.page import page

HOSTILE = "</script><script>document.title='hurt'</script><!--@@script@@"


def data_of(text):
    """What a page's script reads."""
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)[1])


def small_net(extra=None):
    """A convolution and a dense layer on pictures of 8×8, in the default graph."""
    x = tf.placeholder(tf.float32, [None, 64], name="pictures")
    keep = tf.placeholder(tf.float32, [], name="keep")
    maps = tf.layers.conv2d(tf.reshape(x, [-1, 8, 8, 1]), 3, 3, activation=tf.nn.relu, name="first")
    if extra is not None:
        maps = extra(maps)
    maps = tf.layers.conv2d(tf.nn.dropout(maps, keep), 2, 3, name="second")
    tf.layers.dense(tf.layers.flatten(maps), 10, name="dense")


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """The prefix of a checkpoint of the small net."""
    prefix = tmp_path_factory.mktemp("net") / "model"
    save(prefix, small_net)
    return prefix


def save(prefix, build):
    with tf.Graph().as_default(), tf.Session() as session:
        tf.set_random_seed(1)
        build()
        session.run(tf.global_variables_initializer())
        tf.train.Saver().save(session, str(prefix))


def graph_def(*names):
    graph = GraphDef()
    for name in names:
        graph.node.add(name=name, op="NoOp")
    return load(graph)


@pytest.fixture(scope="module")
def text(trained):
    return page(summarise(load(trained)))


def test_it_holds_the_figures_of_the_summary(trained, text):
    held, root = data_of(text), summarise(load(trained)).root
    assert held["totals"]["parameters"] == root.parameters > 0
    assert held["scopes"][0][0] == root.nodes
    assert held["scopes"][0][4] == root.flops == held["totals"]["flops"]
    assert len(held["names"]) == len(held["parents"]) == len(held["scopes"]) + len(held["nodeOps"])
    assert ["first/kernel", "3×3×1×3", "float32", 27, 108, "trained"] in held["variables"]["rows"]
    assert dict(row[:2] for row in held["opTypes"])["Conv2D"] == 2


def test_the_filters_are_those_of_the_checkpoint(trained, text):
    (name, caption, width, height, uri), (other, *_) = data_of(text)["filters"]
    assert (name, caption, other) == ("first/kernel", "3 filters of 3×3", "second/kernel")
    shown = np.asarray(Image.open(io.BytesIO(base64.b64decode(uri.partition(",")[2]))))
    assert shown.shape == (height, width, 4)
    kernel = load(trained).value("first/kernel")[:, :, 0, 0]
    wanted = np.round(255 * (kernel - kernel.min()) / (kernel.max() - kernel.min()))
    assert np.abs(shown[:3, :3, 0] - wanted).max() <= 1


def test_the_feature_maps_are_what_the_graph_gives(trained, tmp_path):
    values = np.random.RandomState(1).randint(0, 120, [8, 8]).astype(np.uint8)
    Image.fromarray(values).save(tmp_path / "noise.png")
    held = data_of(page(summarise(load(trained)), tmp_path / "noise.png"))
    assert held["mapsOf"] == "What the first convolutions make of noise.png, fed to pictures."
    (name, caption, *_, uri), (other, *_) = held["maps"]
    assert (name, caption, other) == ("first/Conv2D", "3 maps of 6×6", "second/Conv2D")
    with tf.Graph().as_default(), tf.Session() as session:
        tf.train.import_meta_graph(f"{trained}.meta").restore(session, str(trained))
        maps = session.run("first/Conv2D:0", {"pictures:0": values.reshape(1, 64) / 255})[0]
    shown = np.asarray(Image.open(io.BytesIO(base64.b64decode(uri.partition(",")[2]))))
    second = maps[:, :, 1]
    wanted = np.round(255 * (second - second.min()) / (second.max() - second.min()))
    assert np.abs(shown[:6, 7:13, 0] - wanted).max() <= 1


def test_it_reads_resource_variables_through_a_condition(tmp_path):
    def build():
        x = tf.placeholder(tf.float32, [2, 9, 9, 3], name="x")
        train = tf.placeholder(tf.bool, [], name="train")
        with tf.variable_scope("net", use_resource=True):
            maps = tf.layers.conv2d(x, 4, 3, name="first")
            maps = tf.nn.relu(tf.layers.batch_normalization(maps, training=train))
            tf.layers.separable_conv2d(maps, 5, 3, name="second")

    save(tmp_path / "model", build)
    held = data_of(page(summarise(load(tmp_path / "model"))))
    assert [row[0] for row in held["maps"]] == [
        "net/first/Conv2D",
        "net/second/separable_conv2d/depthwise",
        "net/second/separable_conv2d",
    ], held["mapsOf"]
    assert [row[:2] for row in held["filters"]] == [
        ["net/first/kernel", "4 filters of 3×3, of each its three input channels as red, green and blue"],
        ["net/second/depthwise_kernel", "4 filters of 3×3"],
    ]


@pytest.fixture(scope="module")
def two_inputs(tmp_path_factory):
    """A checkpoint of a net of two pictures, the second of bytes, and what else a program feeds."""

    def build():
        tf.placeholder(tf.int64, [None], name="labels")
        first = tf.placeholder(tf.float32, [None, 8, 8, 1], name="first")
        second = tf.placeholder(tf.uint8, [None, 12, 12, 3], name="second")
        size = tf.placeholder(tf.int32, [], name="batch_size")
        rate, keep = (tf.placeholder(tf.float32, [], name=name) for name in ("drop_rate", "keep"))
        tf.layers.conv2d(first, 2, 3, name="one")
        pixels = tf.reshape(tf.cast(second, tf.float32) / 255 * keep * (1 - rate), tf.stack([size, 12, 12, 3]))
        tf.layers.conv2d(pixels, 4, 5, name="two")

    path = tmp_path_factory.mktemp("two") / "model"
    save(path, build)
    return path


@pytest.mark.parametrize(
    ("name", "fed", "map_of"),
    [(None, "first", "one/Conv2D"), ("first:0", "first", "one/Conv2D"), ("second", "second", "two/Conv2D")],
)
def test_the_picture_is_fed_to_the_placeholder_that_is_named(name, fed, map_of, two_inputs):
    held = data_of(page(summarise(load(two_inputs)), input_name=name))
    assert held["mapsOf"] == f"What the first convolutions make of a written 3, fed to {fed}."
    assert [row[0] for row in held["maps"]] == [map_of]


def test_a_placeholder_that_is_not_there_or_takes_no_picture_is_a_sentence(two_inputs):
    summary = summarise(load(two_inputs))
    with pytest.raises(
        UsageError, match=r"^--input third: there is no such placeholder; the graph has labels, first, "
    ):
        page(summary, input_name="third")
    said = data_of(page(summary, input_name="labels"))["mapsOf"]
    assert said.endswith("no placeholder takes a picture of a known size (labels); name one with --input.")


def test_an_op_that_does_more_than_compute_is_not_run(tmp_path):
    def write(maps):
        return tf.reshape(tf.py_func(lambda value: value, [maps], tf.float32), [-1, 6, 6, 3])

    save(tmp_path / "model", lambda: small_net(write))
    held = data_of(page(summarise(load(tmp_path / "model"))))
    assert held["maps"] == []
    assert held["mapsOf"].startswith(
        "There are no feature maps of a written 3: PyFunc is of type PyFunc, which is not run"
    )
    assert len(held["filters"]) == 2


def test_a_bare_checkpoint_shows_its_filters_and_variables(trained, tmp_path):
    for path in trained.parent.glob("model.*"):
        if path.suffix != ".meta":
            (tmp_path / path.name).write_bytes(path.read_bytes())
    held = data_of(page(summarise(load(tmp_path / "model"))))
    assert [row[0] for row in held["filters"]] == ["first/kernel", "second/kernel"]
    assert held["totals"]["parameters"] == summarise(load(trained)).root.parameters


def test_a_hostile_name_stays_a_name():
    text = page(summarise(graph_def(HOSTILE, "a//b", "\u2028x", "")))
    assert text.count("<script") == 2
    assert text.count("</script>") == 2
    assert "/".join(data_of(text)["names"]).count("document.title='hurt'") == 1


def test_nothing_in_it_leads_elsewhere(text):
    found = set(re.findall(r"https?://[^\s\"']*", text))
    assert found == {"http://www.w3.org/2000/svg"}  # a name of a namespace, which nobody fetches
    assert not re.search(r"<link|<script src|@import|url\((?!#)", text)
    assert "default-src 'none'" in text


def test_times_that_came_with_the_graph_are_shown(tmp_path):
    metadata = tf.RunMetadata()
    device = metadata.step_stats.dev_stats.add(device="/cpu:0")
    device.node_stats.add(node_name="a/x", all_end_rel_micros=30)
    device.node_stats.add(node_name="a/y", all_end_rel_micros=70)
    graph = tf.GraphDef()
    for name in ("a/x", "a/y"):
        graph.node.add(name=name, op="NoOp")
    with tf.summary.FileWriter(str(tmp_path)) as writer:
        writer.add_graph(None, graph_def=graph)
        writer.add_run_metadata(metadata, "step 5", 5)
    times = data_of(page(summarise(load(tmp_path))))["times"]
    assert (times["steps"], times["wall"], times["total"]) == (1, 70, 100)
    assert times["ops"] == [["NoOp", 2, 100]]
    assert [row[0] for row in times["nodes"]] == ["a/y", "a/x"]


def test_large_scopes_are_cut_and_the_page_says_how_much_is_left_out(monkeypatch):
    monkeypatch.setattr("tf1graph.graph.page.MOST_NODES", 100)
    held = data_of(page(summarise(graph_def("s/a", "s/b", *(f"t/n{at}" for at in range(500))))))
    assert held["leftOut"] == 402
    assert len(held["nodeOps"]) == 100
    assert held["scopes"][0][0] == 502


def test_the_drawing_has_few_boxes_in_each_and_edges_within_one():
    graph = GraphDef()
    for at in range(200):
        node = graph.node.add(name=f"s{at % 40}/n{at}", op="NoOp")
        if at:
            node.input.append(f"^s{(at - 1) % 40}/n{at - 1}")
    held = data_of(page(summarise(load(graph))))
    around, edges = held["around"], held["edges"]
    assert max(map(around.count, {*around})) <= 30
    assert all(around[one] == around[other] for one, other in zip(edges[::2], edges[1::2], strict=True))
    assert len(around) == len(held["names"]) + len(held["groups"])
    assert held["groups"]


def test_the_command_writes_it_and_refuses_what_does_not_go_with_it(trained, tmp_path, capsys):
    out = tmp_path / "out.html"
    assert main(["graph", str(trained), "--html", str(out)]) == 0
    assert capsys.readouterr().out == f"wrote {out}\n"
    assert data_of(out.read_text(encoding="utf-8"))["kind"] == "MetaGraph"
    assert main(["graph", str(trained), "--html", str(tmp_path / "other.html"), "--json"]) == 2
    assert main(["graph", str(trained), "--picture", "x.png"]) == 2
    assert (
        main(["graph", str(trained), "--html", str(tmp_path / "other.html"), "--picture", str(trained) + ".meta"]) == 2
    )
    assert not (tmp_path / "other.html").exists()
    assert "cannot be read as a picture" in capsys.readouterr().err


@pytest.fixture(scope="module")
def browser():
    with chromium() as opened:
        yield opened


@pytest.fixture
def opened(browser, tmp_path):
    """Opens the page of a graph; what it says on the console and asks of the network fails the test."""
    said = []

    def open_page(text, width=1440, scheme="light"):
        (tmp_path / "page.html").write_text(text, encoding="utf-8")
        shown = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        shown.on("console", lambda message: said.append(message.text))
        shown.on("pageerror", lambda error: said.append(str(error)))
        shown.on("request", lambda request: said.append(request.url) if request.url.startswith("http") else None)
        shown.goto((tmp_path / "page.html").as_uri())
        return shown

    yield open_page
    assert said == []


@pytest.mark.browser
@MARKS[1]
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1440])
def test_it_fits_the_window_in_light_and_dark(width, scheme, text, opened):
    shown = opened(text, width, scheme)
    assert shown.evaluate("document.documentElement.scrollWidth") == width
    ground = shown.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert (max(map(int, re.findall(r"\d+", ground))) < 64) == (scheme == "dark")
    boxes = shown.locator("#drawing rect").evaluate_all("all => all.map(one => one.getBoundingClientRect().right)")
    assert boxes
    assert max(boxes) <= width
    assert shown.locator("#filters img").evaluate_all("all => all.every(one => one.naturalWidth > 0)")


@pytest.mark.browser
@MARKS[1]
def test_the_tree_is_walked_by_keys(text, opened):
    shown = opened(text)
    rows = shown.locator("#tree tbody tr")
    before = rows.count()
    shown.locator("#tree tr[tabindex='0']").focus()
    shown.keyboard.press("Home")
    while shown.evaluate("document.activeElement.getAttribute('aria-expanded')") != "false":
        shown.keyboard.press("ArrowDown")
    name = shown.evaluate("document.activeElement.querySelector('.name').textContent")
    shown.keyboard.press("ArrowRight")
    assert rows.count() > before
    assert shown.evaluate("document.activeElement.getAttribute('aria-expanded')") == "true"
    shown.keyboard.press("ArrowRight")
    assert shown.evaluate("document.activeElement.getAttribute('aria-level')") == "2"
    shown.keyboard.press("ArrowLeft")
    while shown.evaluate("document.activeElement.getAttribute('aria-level')") != "1":
        shown.keyboard.press("ArrowLeft")
    assert shown.evaluate("document.activeElement.querySelector('.name').textContent") == name
    shown.keyboard.press("Enter")
    assert rows.count() == before
    assert shown.locator("#tree tr[tabindex='0']").count() == 1
    shown.keyboard.press("Shift+Enter")
    assert shown.locator("#crumbs button").all_inner_texts() == ["graph", name]


@pytest.mark.browser
@MARKS[1]
def test_search_sort_and_drawing(text, opened):
    shown = opened(text)
    shown.locator("#search").fill("second/KERNEL")
    names = shown.locator("#tree .name").all_inner_texts()
    assert names[:2] == ["second", "kernel"]
    assert "first" not in names
    assert "names" in shown.locator("#found").inner_text()
    shown.locator("#search").fill("")
    shown.locator("#tree").get_by_role("button", name="Parameters").click()
    assert shown.locator("#tree .name").first.inner_text() == "dense"
    shown.locator("#drawing [data-name=first]").focus()
    shown.keyboard.press("Enter")
    assert shown.locator("#crumbs button").all_inner_texts() == ["graph", "first"]
    assert shown.locator("#drawing [data-name=Conv2D]").count() == 1
    assert shown.locator("#drawing svg > path").count() > 2
    shown.locator("#crumbs button").first.click()
    assert shown.locator("#drawing [data-name=dense]").count() == 1


@pytest.mark.browser
@MARKS[1]
def test_it_begins_where_there_is_more_than_one_box(opened):
    shown = opened(page(summarise(graph_def("net/model/a/x", "net/model/b/x"))))
    assert shown.locator("#crumbs button").all_inner_texts() == ["graph", "net", "model"]
    assert shown.locator("#drawing rect").count() == 2
    assert shown.locator("#tree .name").all_inner_texts() == ["net", "model", "a", "b"]


@pytest.mark.browser
@MARKS[1]
def test_a_hostile_name_is_shown_and_not_obeyed(opened):
    shown = opened(page(summarise(graph_def(f"a/{HOSTILE}", "a/a//b", "loop/x", ""))))
    shown.locator("#search").fill("hurt")
    assert shown.locator("#tree .name").filter(has_text="document.title").count()
    assert shown.title() == "graph"
