"""Reads every data file of a build with programs that are not ours.

    check.py DATELINE WORK [OUTPUT ...]

builds a site of hostile texts in the folder WORK and reads what came of it, then the builds of other sites. `tests/suite/formats/programs.rs`
beside it installs what this needs and runs it. Uses biber where it is installed. Schemas of other people that are not
ours to keep are taken from the files that CSL_SCHEMA and JSONFEED_SCHEMA name, if they do.
"""

import csv
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

import bibtexparser
import feedparser
import html5lib
import icalendar
import jsonschema
from pylatexenc import latex2text

def question(title):
    """A claim's statement, which is one sentence and not too long."""
    return "Whether " + re.sub("[.!?\u2026\n\u2028]", ",", title)[:1900]


TITLES = [
    "Quotes \" and ' and “these” and `those`",
    "<script>alert(1)</script> & <b>bold</b> &amp; &lt;",
    "]]> <![CDATA[ --> <!-- ]]>",
    "Escape \\x1b[31m, written out",
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

# An event that bears on a claim, and its title where formats put a marker behind it.
FOUND = "Somebody looked into it"
MARKED = FOUND + " — Vale: denied, findings in favour"

ARCHIVED = ["https://archive.example/a%20b_c#d", "https://archive.example/2"]
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
    """JSON is YAML, but for astral characters, which JSON writes as pairs of escapes that YAML does not join."""
    return re.sub(
        r"\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})",
        lambda pair: bytes.fromhex(pair[1] + pair[2]).decode("utf-16-be"),
        json.dumps(value),
    )


OUTPUTS = "outputs: [event-data, event-embeds, event-cards]\n"


def hostile_site(folder, outputs=OUTPUTS):
    content = folder / "content"
    for name in ("events", "sources", "people", "organizations", "places", "claims", "pages"):
        (content / name).mkdir(parents=True)
    (content / "site.yaml").write_text(
        "title: 'Hostile <titles> & \"quotes\" ]]>'\nbase_url: https://harbour.example/x/\n"
        "description: 'About \"it\" & <more>'\nlicense: https://license.example/by\nlanguage: en-GB\n" + outputs +
        "publisher: {name: 'A & B <desk>', contact: 'https://harbour.example/desk?a=b&c'}\nkinds:\n  report: {label: Report}\n"
    )
    (content / "pages" / "about.md").write_text("---\ntitle: About\n---\nWho we are.\n")
    for number, title in enumerate(TITLES):
        text = yaml(title)
        (content / "sources" / f"s{number:02}.md").write_text(
            f"---\ntitle: {text}\noutlet: {text}\nauthors: [{text}, Ida Bloom]\npaywalled: {str(number % 2 == 0).lower()}\npublished: 2031-01-{number + 1:02}\n"
            f"url: 'https://h.example/{number}?a=b&c={{d}}%20#e'\ntype: {TYPES[number % len(TYPES)]}\nlocator: {text}\n"
            f"language: en\naccessed: 2031-01-31\narchived: {ARCHIVED[: 1 + number % 2]}\nreliability: {text}\n---\n"
        )
        party = f"---\nname: {text}\nrole: {text}\nalso_known_as: [{text}]\nlinks: [https://www.wikidata.org/wiki/Q{number}]\n---\n"
        (content / "people" / f"p{number:02}.md").write_text(party.replace("\nrole:", "\nshort_name: Vale\nrole:", 1))
        (content / "organizations" / f"o{number:02}.md").write_text(party)
        (content / "places" / f"at{number:02}.md").write_text(
            f"---\nname: {text}\ncoordinates: {{latitude: 51.5, longitude: -0.125}}\n---\n"
        )
        (content / "claims" / f"c{number:02}.md").write_text(
            "---\nstatement: " + yaml(question(title)) + f"\nabout: [p{number:02}]\n---\n"
        )
        stances = (
            f"claims:\n- {{claim: c{number:02}, stance: denies, by: [p{number:02}], citing: [{text}]}}\n"
            f"- {{claim: c{number:02}, stance: found-false, by: [o{number:02}], finding: {text}}}\n"
        )
        date = f"2031-01-{number + 1:02}" + ("/2031-02-01" if number % 2 else "")
        (content / "events" / f"e{number:02}.md").write_text(
            f"---\ntitle: {text}\ndate: {date}\nkind: report\nsummary: {text}\nsources: [s{number:02}]\n"
            f"people: [p{number:02}]\norganizations: [o{number:02}]\nplaces: [at{number:02}]\ntags: [{yaml(title[:40])}]\n"
            f"added: 2031-01-31\ncorrections: [{{date: 2031-02-01, note: {text}}}]\n---\n"
            f"It was found so [@s{number:02}].\n"
        )
        # Titles that bear on a claim have more behind them.
        (content / "events" / f"f{number:02}.md").write_text(
            f"---\ntitle: {FOUND}\ndate: 2031-01-31\nkind: report\n{stances}added: 2031-01-31\n---\nIt was found so [@s{number:02}].\n"
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
    titles |= {f"f{number:02}": MARKED for number in range(len(TITLES))}
    for entry in feed.entries:
        # A plain title may be read as HTML by feedparser, which then decodes it once more; the raw text is checked.
        expect(entry.id, entry.title_detail.value, one_line(titles[entry.id.rstrip("/")[-3:]]))
    for item in json_feed["items"]:
        expect(item["id"], item["title"], one_line(titles[item["id"].rstrip("/")[-3:]]))
    for event in calendar.walk("VEVENT"):
        line = one_line(titles[event["UID"].split("@")[0]])
        # A stretch of time is said in words before the title.
        expect(str(event["UID"]), re.sub("^[0-9A-Za-z ]+ to 1 February 2031: ", "", str(event["SUMMARY"])), line)
    for event in data["events"]:
        expect(event["id"], event["title"], FOUND if event["id"].startswith("f") else titles[event["id"]])
    for record in records:
        expect(record["id"], record["author"][0]["literal"], one_line(titles["e" + record["id"][1:]]))
        expect(record["id"], record["title"], one_line(titles["e" + record["id"][1:]]))
    expect("bibtex", len(bibtex), len(TITLES))
    known = latex2text.get_default_latex_context_db()
    names = {"textquotedbl": '"', "textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
    known.add_context_category(
        "ours", prepend=True, macros=[latex2text.MacroTextSpec(name, text) for name, text in names.items()]
    )
    read = latex2text.LatexNodes2Text(latex_context=known, math_mode="text", keep_comments=True)
    # Single quotation marks are curled, as TeX does.
    plain = lambda text: re.sub("[‘’`']", "'", text)
    for name, entry in bibtex.items():
        title = one_line(titles["e" + name[1:]])
        for field in ("title", "journaltitle" if "journaltitle" in entry else "title"):
            expect(f"{name}: {field}", plain(read.latex_to_text(entry[field])), plain(title))
    with (output / "timeline.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            line = one_line(titles[row["id"]])
            expect(row["id"], row["title"], "'" + line if line[0] in "=+-@'" else line)


def check_pages(output, titles, has_outputs):
    """The same titles in pages, which hold texts as they were written; there space is space."""
    space = lambda text: " ".join(text.split())
    for id, title in titles.items():
        line = space(title)
        text = (output / "events" / id / "index.html").read_text()
        page = html5lib.parse(text, namespaceHTMLElements=False)
        expect(f"{id}: heading", space("".join(page.find(".//h1").itertext())), line)
        expect(f"{id}: scripts", [s.get("type") for s in page.iter("script") if not s.get("src")], ["application/ld+json"])
        meta = {m.get(key): m.get("content") for m in page.iter("meta") for key in ("name", "property")}
        for name in ("og:title", "og:description", "description"):
            expect(f"{id}: {name}", line in space(meta[name]), True)
        expect(f"{id}: <title>", line in space("".join(page.find(".//title").itertext())), True)
        linked = [json.loads(s.text) for s in page.iter("script") if s.get("type") == "application/ld+json"]
        expect(f"{id}: headline", linked[0]["headline"], one_line(title))
        [cite] = [line for line in page.iter("p") if line.get("id") == "cite"]
        said = space("".join(cite.itertext()))
        expect(f"{id}: cite this page", line.rstrip(".") in said and said.endswith(f"/x/events/{id}/"), True)
        found = [link for link in page.iter("link") if link.get("type") == "application/json+oembed"]
        offered = [code.get("value") or "".join(code.itertext()) for code in page.iter("textarea")]
        expect(f"{id}: code to copy", any("<iframe" in code for code in offered), has_outputs)
        if not has_outputs:
            expect(f"{id}: an event's files", [file.name for file in (output / "events" / id).iterdir()], ["index.html"])
            expect(f"{id}: no oEmbed", found, [])
            continue
        [found] = found
        expect(f"{id}: oEmbed's address", found.get("href"), f"https://harbour.example/x/events/{id}/oembed.json")
        answer = json.loads((output / "events" / id / "oembed.json").read_text())
        expect(f"{id}: oEmbed", answer["title"], one_line(title))
        [frame] = html5lib.parseFragment(answer["html"], namespaceHTMLElements=False)
        expect(f"{id}: frame", (frame.tag, frame.get("title")), ("iframe", one_line(title)))
        embed = html5lib.parse((output / "events" / id / "embed" / "index.html").read_text(), namespaceHTMLElements=False)
        said = space("".join(embed.find(".//main").itertext()))
        # As heading, as summary, and as the title of its source.
        expect(f"{id}: embed", said.count(line) >= 3, True)
    front = html5lib.parse((output / "index.html").read_text(), namespaceHTMLElements=False)
    [found] = [link.get("href") for link in front.iter("link") if link.get("type") == "application/json+oembed"]
    expect("the front's oEmbed", found, "https://harbour.example/x/oembed.json")
    answer = json.loads((output / "oembed.json").read_text())
    for code in [answer["html"], "".join(front.find(".//textarea").itertext())]:
        [frame] = html5lib.parseFragment(code, namespaceHTMLElements=False)
        expect("the front's frame", frame.get("src"), "https://harbour.example/x/embed/")
    expect("what it leads to", (output / "embed" / "index.html").exists(), True)


def check_cards(output):
    cards = sorted(output.rglob("card.png"))
    expect(f"{output}: a card", bool(cards), True)
    for card in cards:
        data = card.read_bytes()
        size = (data[:8], *struct.unpack(">II", data[16:24]))
        expect(f"{card}: a picture of the size that pages name", size, (b"\x89PNG\r\n\x1a\n", 1200, 630))


def main():
    dateline, work, *outputs = sys.argv[1:]
    shutil.rmtree(work, ignore_errors=True)
    # With one file for an event, as by default, and with all that there may be of each.
    for name, settings in (("bare", ""), ("public", OUTPUTS)):
        site, built = Path(work) / f"{name}-site", Path(work) / name
        hostile_site(site, settings)
        done = subprocess.run([dateline, "build", "--site", site, "--output", built], capture_output=True, text=True)
        if done.returncode:
            sys.exit(done.stderr)
        feed, json_feed = check_feeds(built)
        check_hostile(built, feed, json_feed, check_calendar(built), *check_bibliographies(built), check_json(built))
        check_cards(built)
        check_pages(built, {f"e{number:02}": title for number, title in enumerate(TITLES)}, bool(settings))
    for output in map(Path, outputs):
        check_feeds(output)
        check_calendar(output)
        check_bibliographies(output)
        check_json(output)
        check_cards(output)
    print("\n".join(failures) or "everything was read as it was meant")
    return 1 if failures else 0


sys.exit(main())
