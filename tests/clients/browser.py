"""Chromium as the clients' tests start it: the system's own, without a screen, and silent on the network."""

from playwright.sync_api import Browser, Playwright

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium(playwright: Playwright) -> Browser:
    """A running Chromium."""
    return playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(ARGUMENTS))
