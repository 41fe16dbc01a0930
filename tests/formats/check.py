"""Reads every data file of a build with programs that are not ours.

    python3 -m venv venv && venv/bin/pip install feedparser icalendar jsonschema bibtexparser==1.4.3
    venv/bin/python tests/formats/check.py target/debug/dateline               # a site of hostile titles
    venv/bin/python tests/formats/check.py target/debug/dateline public ...    # and builds of other sites

Needs xmllint (libxml2-utils); uses biber where it is installed. Schemas of other people that are not ours to keep are
taken from the files that CSL_SCHEMA and JSONFEED_SCHEMA name, if they do.
"""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import bibtexparser
import feedparser
import icalendar
import jsonschema

TITLES = [
    "Quotes \" and ' and “these” and `those`",
    "<script>alert(1)</script> & <b>bold</b> &amp; &lt;",
    "]]> <![CDATA[ --> <!-- ]]>",
    "Bell \a escape \x1b[31m one \x01",
    "عنوان \u200fمن اليمين\u200e \u202ereversed\u202c",
    "Long " + "x" * 9995,
    "Emoji 👩‍👩‍👧‍👦 🇨🇦 ☠️",
    "Commas, semicolons; colons: back\\slashes\\n \\; \\,",
    "Lines\nof several\n\tkinds\u2028here",
    '=HYPERLINK("https://h.example","x")',
    "50% of $5 & #1_a^b~c {unbalanced } {{",
    "\\textbf{x} \\input{/etc/passwd} @article{",
    "東京 का शीर्षक e\u0301",
    "BEGIN:VEVENT END:VCALENDAR",
]

TYPES = "news wire official-report court transcript statement book video dataset other".split()

failures = []


def expect(what, found, expected):
    if found != expected:
        failures.append(f"{what}: {str(found)[:200]!r} is not {str(expected)[:200]!r}")


def one_line(title):
    """What docs/data.md says of formats that keep titles on one line."""
    kept = "".join(c for c in title if c in "\n\t\r" or not (ord(c) < 32 or 127 <= ord(c) < 160))
    return " ".join(re.split("[ \n\t\r\u2028\u2029]+", kept)).strip(" ")


def yaml(value):
    """JSON is YAML; what JSON leaves as it is and YAML doesn't allow is escaped."""
    return json.dumps(value)


def hostile_site(folder):
    content = folder / "content"
    for name in ("events", "sources"):
        (content / name).mkdir(parents=True)
    (content / "site.yaml").write_text(
        "title: 'Hostile <titles> & \"quotes\" ]]>'\nbase_url: https://harbour.example/x/\n"
        "publisher: {name: 'A & B <desk>', contact: desk@harbour.example}\nkinds:\n  report: {label: Report}\n"
    )
    for number, title in enumerate(TITLES):
        text = yaml(title).encode("utf-16", "surrogatepass").decode("utf-16")
        # Astral characters come as pairs of escapes, which YAML does not join.
        text = re.sub(
            r"\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})",
            lambda m: bytes.fromhex(m[1] + m[2]).decode("utf-16-be"),
            text,
        )
        (content / "sources" / f"s{number:02}.md").write_text(
            f"---\ntitle: {text}\noutlet: {text}\nauthors: [{text}]\npublished: 2031-01-{number + 1:02}\n"
            f"url: 'https://h.example/{number}?a=b&c={{d}}%20#e'\ntype: {TYPES[number % len(TYPES)]}\nlocator: {text}\n"
            f"language: en\naccessed: 2031-01-31\narchived: ['https://archive.example/a%20b_c#d']\nreliability: {text}\n---\n"
        )
        (content / "events" / f"e{number:02}.md").write_text(
            f"---\ntitle: {text}\ndate: 2031-01-{number + 1:02}\nkind: report\nsummary: {text}\nsources: [s{number:02}]\n"
            f"added: 2031-01-31\ncorrections: [{{date: 2031-02-01, note: {text}}}]\n---\n"
        )


def check_feeds(output):
    for path in sorted(output.rglob("*.xml")):
        done = subprocess.run(["xmllint", "--noout", path], capture_output=True, text=True)
        expect(f"xmllint {path}", done.stderr, "")
    for path in [p for p in sorted(output.rglob("*.xml")) if "sitemap" not in p.name]:
        feed = feedparser.parse(path.read_bytes(), sanitize_html=False)
        expect(f"{path}: bozo", feed.bozo, False)
        expect(f"{path}: has an author", bool(feed.feed.get("author")), True)
        ids = [entry.id for entry in feed.entries]
        expect(f"{path}: ids differ", len(set(ids)), len(ids))
        for entry in feed.entries:
            expect(f"{path}: {entry.id} has dates", bool(entry.get("updated_parsed")), True)
            expect(f"{path}: links are absolute", re.findall(r'href="(?!https?:|mailto:)[^"]*"', str(entry.get("content"))), [])
    feed = json.loads((output / "feed.json").read_text())
    if "JSONFEED_SCHEMA" in os.environ:
        jsonschema.validate(feed, json.loads(Path(os.environ["JSONFEED_SCHEMA"]).read_text()))
    return feedparser.parse((output / "feed.xml").read_bytes(), sanitize_html=False), feed


def check_calendar(output):
    data = (output / "timeline.ics").read_bytes()
    calendar = icalendar.Calendar.from_ical(data)
    for event in calendar.walk("VEVENT"):
        expect(f"{event['UID']}: errors", event.errors, [])
        expect(f"{event['UID']}: ends after it begins", event["DTSTART"].dt < event["DTEND"].dt, True)
    return calendar


def check_bibliographies(output):
    text = (output / "sources.bib").read_text()
    parser = bibtexparser.bparser.BibTexParser(ignore_nonstandard_types=False, common_strings=True)
    entries = bibtexparser.loads(text, parser).entries
    expect(f"{output}: entries", len(entries), len(re.findall(r"^@\w+\{", text, re.M)))
    if shutil.which("biber"):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(output / "sources.bib", folder)
            done = subprocess.run(
                ["biber", "--tool", "--validate-datamodel", "--nolog", "sources.bib"],
                cwd=folder, capture_output=True, text=True,
            )
            # Many articles name no author, and a made-up one would be worse.
            wrong = [
                line for line in done.stdout.splitlines()
                if line.startswith(("ERROR", "WARN")) and "Missing mandatory field 'author'" not in line
            ]
            expect(f"{output}: biber", wrong, [])
    records = json.loads((output / "sources.csl.json").read_text())
    if "CSL_SCHEMA" in os.environ:
        jsonschema.validate(records, json.loads(Path(os.environ["CSL_SCHEMA"]).read_text()))
    return {entry["ID"]: entry for entry in entries}, records


def check_json(output):
    schema = json.loads((output / "timeline.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    data = json.loads((output / "timeline.json").read_text())
    jsonschema.Draft202012Validator(schema).validate(data)
    of_event = {"$ref": "#/$defs/EventDocument", "$defs": schema["$defs"]}
    for path in sorted(output.glob("events/*/index.json")):
        jsonschema.Draft202012Validator(of_event).validate(json.loads(path.read_text()))
    for path in sorted(output.rglob("*.html")):
        for script in re.findall(r'<script type="application/ld\+json">(.*?)</script>', path.read_text(), re.S):
            linked = json.loads(script)
            expect(f"{path}: context", linked["@context"], "https://schema.org")
    return data


def check_hostile(output, feed, json_feed, calendar, bibtex, records, data):
    titles = {f"e{number:02}": title for number, title in enumerate(TITLES)}
    for entry in feed.entries:
        # A plain title may be read as HTML by feedparser, which then decodes it once more; the raw text is checked.
        expect(entry.id, entry.title_detail.value, one_line(titles[entry.id.rstrip("/")[-3:]]))
    for item in json_feed["items"]:
        expect(item["id"], item["title"], one_line(titles[item["id"].rstrip("/")[-3:]]))
    for event in calendar.walk("VEVENT"):
        expect(str(event["UID"]), str(event["SUMMARY"]), one_line(titles[event["UID"].split("@")[0]]))
    for event in data["events"]:
        expect(event["id"], event["title"], titles[event["id"]])
    for record in records:
        expect(record["id"], record["title"], one_line(titles["e" + record["id"][1:]]))
    expect("bibtex", len(bibtex), len(TITLES))
    with (output / "timeline.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            line = one_line(titles[row["id"]])
            expect(row["id"], row["title"], "'" + line if line[0] in "=+-@'" else line)


def main():
    dateline, *outputs = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        site, built = Path(folder) / "site", Path(folder) / "public"
        hostile_site(site)
        subprocess.run([dateline, "build", "--site", site, "--output", built], check=True, capture_output=True)
        feed, json_feed = check_feeds(built)
        check_hostile(
            built, feed, json_feed, check_calendar(built), *check_bibliographies(built), check_json(built)
        )
    for output in map(Path, outputs):
        check_feeds(output)
        check_calendar(output)
        check_bibliographies(output)
        check_json(output)
    print("\n".join(failures) or "everything was read as it was meant")
    return 1 if failures else 0


sys.exit(main())
