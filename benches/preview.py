#!/usr/bin/env python3
"""Saves one event of a site again and again under `dateline serve` and prints how soon the open page follows.

    cargo build --release
    python3 benches/preview.py FOLDER [--saves 50]

FOLDER is a made-up site of its own (`cargo run --release --example made_up_site -- 2000 FOLDER`): its first event is changed
and put back. Nothing here needs more than Python's own library. `docs/performance.md` says what came out.

Measured are: from the start of the program to the whole first page; from a save to the preview's word that the open page
changed; and from a save to the last byte of the new page, which is when a browser has it.
"""

import argparse
import http.client
import pathlib
import re
import subprocess
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--saves", type=int, default=50)
    arguments.add_argument("--dateline", type=pathlib.Path, default=ROOT / "target/release/dateline")
    given = arguments.parse_args()
    event = sorted((given.folder / "content/events").rglob("*.md"))[0]
    before = event.read_text(encoding="utf-8")
    start = time.monotonic()
    serve = subprocess.Popen(
        [given.dateline, "serve", "--site", given.folder, "--port", "4600"], stderr=subprocess.PIPE, text=True
    )
    try:
        port = int(re.search(r"http://[^:]+:(\d+)/", said(serve)).group(1))
        # Whoever writes to a full pipe waits.
        threading.Thread(target=serve.stderr.read, daemon=True).start()
        get(port, "/")
        print(f"first page: {(time.monotonic() - start) * 1000:.0f} ms")
        told, followed = zip(*saves(port, event, before, given.saves))
        for name, times in [("told", told), ("followed", followed)]:
            times = sorted(times)
            at = lambda share: times[min(len(times) - 1, int(len(times) * share))] * 1000
            print(
                f"{name}: shortest {at(0):.0f} ms, median {at(0.5):.0f} ms, 95th percentile {at(0.95):.0f} ms, "
                f"longest {times[-1] * 1000:.0f} ms"
            )
    finally:
        serve.kill()
        event.write_text(before, encoding="utf-8")


def said(serve):
    """The line that names the address."""
    for line in serve.stderr:
        if "http://" in line:
            return line
    sys.exit("dateline serve ended")


def saves(port, event, before, number):
    """Saves the event with a new title each time; gives the seconds to the word and to the new page."""
    page = f"/events/{event.stem}/"
    version = re.search(r"live\.js\?(\d+)", get(port, page)).group(1)
    stream = http.client.HTTPConnection("127.0.0.1", port)
    stream.request("GET", f"/_dateline/events?since={version}&page={page}")
    words = stream.getresponse()
    for count in range(number):
        # The pause of somebody who writes; the search index is made in it.
        time.sleep(1)
        title = f"Saved for the {count + 1}. time"
        event.write_text(re.sub(r"(?m)^title: .*$", f"title: {title}", before), encoding="utf-8")
        saved = time.monotonic()
        while b'"reload":true' not in words.readline():
            pass
        told = time.monotonic() - saved
        if title not in get(port, page):
            sys.exit("the page that was told to have changed has not")
        yield told, time.monotonic() - saved


def get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path)
    return connection.getresponse().read().decode("utf-8")


if __name__ == "__main__":
    main()
