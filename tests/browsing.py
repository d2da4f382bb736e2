"""TensorBoard served on a free port, and a headless Chromium to look at it with."""

import re
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SWITCHES = (
    "--no-sandbox",  # in a container everybody is root
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",  # the projector needs WebGL
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
PATIENCE = 60  # seconds; TensorBoard's start and each page take one to five on a quiet machine

MARKS = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium: apt-get install chromium"),
]


@contextmanager
def tensorboard(log_dir):
    """The address where TensorBoard serves the folder, as the command that the package prints starts it."""
    command = [sys.executable, "-m", "tensorboard.main", "--logdir", log_dir, "--host", "127.0.0.1", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        hung = threading.Timer(PATIENCE, server.kill)
        hung.start()
        try:
            said = ""
            for line in server.stdout:
                said += line
                if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
                    break
            else:
                pytest.fail(f"TensorBoard did not start:\n{said}")
            hung.cancel()
            yield found[0]
        finally:
            hung.cancel()
            server.terminate()


@contextmanager
def chromium():
    """A browser; the test is skipped without playwright."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()
