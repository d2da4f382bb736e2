"""A small run of the CNN tutorial, looked at in TensorBoard with a headless Chromium.

Each page's screenshot is left in `screenshots` under pytest's temporary folder (`--basetemp` says where).
"""

import io
import re
import time

import numpy as np
import pytest
from browsing import MARKS, PATIENCE, chromium, tensorboard
from PIL import Image
from tutorials import lives

from tf1graph.tutorials import training

pytestmark = MARKS


@pytest.fixture(scope="module")
def log_dir(tmp_path_factory):
    folder = tmp_path_factory.mktemp("logs")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(training, "LINE_EVERY", 10)  # so that the test set's curve has two points
        run = lives.train_small("cnn", folder, steps=21).run
    assert run.name == "cnn-001"
    return folder


@pytest.fixture(scope="module")
def address(log_dir):
    """Where TensorBoard, as the training's last line starts it, serves the run."""
    with tensorboard(log_dir) as found:
        yield found


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def screenshots(tmp_path_factory):
    return tmp_path_factory.mktemp("screenshots")


@pytest.fixture
def look(browser, address, screenshots, request):
    """Opens a page of TensorBoard by its name."""
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    page.set_default_timeout(PATIENCE * 1000)
    requested = []
    page.on("request", lambda request: requested.append(request.url))

    def open_page(name):
        page.goto(f"{address}#{name}")
        return page

    yield open_page
    page.screenshot(path=screenshots / f"{request.node.name}.png")
    page.close()
    elsewhere = [url for url in requested if not url.startswith((address, "data:", "blob:"))]
    assert elsewhere == [], "the page must need nothing from the internet"


def seen(locator, count=1):
    """The first `count` elements of `locator`, once so many are visible."""
    locator.nth(count - 1).wait_for()
    return locator.all()


def test_the_graph_shows_the_tutorials_scopes(look):
    page = look("graphs")
    for scope in ("Input", "Conv", "Pooling", "Hidden", "Output", "T", "Loss", "Train", "Acc"):
        page.locator(f"tf-graph-scene g.node[data-name='{scope}'] text", has_text=scope).first.wait_for()


def test_a_traced_step_colours_the_graph_by_compute_time_and_memory(look):
    page = look("graphs")
    tags = seen(page.locator("tf-graph-controls paper-dropdown-menu"), 2)[1]
    page.locator("tf-graph-scene g.node[data-name='Train']").wait_for()
    tags.click()
    page.locator("paper-item", has_text="step 00020").click()
    for measure, unit in (("Compute time", "[mµ]s"), ("Memory", "[KM]?B")):
        page.locator("paper-radio-button:not([disabled])", has_text=measure).click()
        page.locator("tf-graph-controls").get_by_text(re.compile(rf"^\s*[1-9][\d.]* {unit}\s*$")).wait_for()
    train = page.locator("tf-graph-scene g.node[data-name='Train'] > .nodeshape rect").first
    colour = train.evaluate("box => getComputedStyle(box).fill")
    red, green, blue = map(int, re.findall(r"\d+", colour)[:3])
    assert red > green == pytest.approx(blue, abs=40), f"the optimiser, which needs most memory, is red, not {colour}"


def test_training_and_test_are_drawn_in_one_chart_each_of_loss_and_accuracy(look):
    page = look("scalars")
    for tag in ("accuracy", "loss"):
        chart = page.locator("tf-scalar-card", has_text=f"tag: {tag}")
        lines = seen(chart.locator(".line-plot:not(.ghost) path.line[d*='L']"), 2)
        assert len(lines) == 2
    for run in ("cnn-001", "cnn-001/test"):
        page.locator("tf-runs-selector").get_by_text(run, exact=True).wait_for()


def test_the_filter_bank_is_a_picture_large_enough_to_see(look):
    page = look("images")
    page.locator("tf-image-loader", has_text="filters/Conv").wait_for()
    (picture,) = seen(page.locator("tf-image-loader img"))
    page.wait_for_function("picture => picture.complete", arg=picture.element_handle())
    width, height = picture.evaluate("picture => [picture.naturalWidth, picture.naturalHeight]")
    assert 400 < width < 1200
    assert width / height == pytest.approx(8 / 2, rel=0.1)


def test_every_variable_has_histograms(look):
    page = look("histograms")
    for scope, variables in (("Conv", 1), ("Hidden", 2), ("Output", 2)):
        pane = page.locator("tf-category-paginated-view", has=page.locator("button", has_text=scope))
        if scope == "Output":  # only the first panes are open
            pane.locator("button.heading").click()
        seen(pane.locator("vz-histogram-timeseries .histogram path[d*='L']"), variables)


def test_the_settings_are_a_table(look):
    table = look("text").locator("tf-text-loader table")
    table.wait_for()
    rows = dict(row.split("\t") for row in table.inner_text().splitlines())
    assert rows["tutorial"] == "cnn"
    assert rows["digits"] == "small digits"
    assert rows["steps"] == "21"
    assert rows["learning_rate"] == "0.001"


def test_the_projector_shows_the_hidden_layer_of_the_test_digits(look):
    page = look("projector")
    projector = page.frame_locator("iframe").frame_locator("iframe")
    projector.get_by_text("Points: 64").wait_for()
    projector.get_by_text("Dimension: 1024").wait_for()
    projector.locator("paper-item", has_text="hidden").wait_for(state="attached")
    labels = projector.locator("#colorby paper-item", has_text="label")
    labels.locator(".item-details", has_text="10").wait_for(state="attached")
    deadline = time.monotonic() + PATIENCE
    while grey_pixels(projector.locator("#scatter canvas").first.screenshot()) < 3000:
        assert time.monotonic() < deadline, "the pictures of the digits must appear"


def grey_pixels(png):
    """How many pixels of a screenshot are grey: the pictures are, and the axes and the background are not."""
    pixels = np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))
    return np.count_nonzero((np.ptp(pixels, axis=2) == 0) & (pixels[..., 0] < 255))
