#!/usr/bin/env python3
"""Builds one made-up site with Dateline, Hugo, Blades and Zola, and prints time and memory of each as ratios.

    cargo build --release && cargo build --release --example made_up_site
    cargo install blades --version 0.6.0
    python3 benches/compare.py 10000
    python3 benches/compare.py 10000 --work /var/tmp        # on a disk

The others get the same events: one page each with its sources linked, a page for each source, person, tag and year
with its events, a feed and a sitemap. Dateline writes all that it writes by default. A program that isn't there is left
out, and the table says so. Nothing here needs more than Python's own library; the site and what is built lie in
memory where /dev/shm exists. Ratios are to Hugo's time. docs/performance.md says what came out.
"""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BASE = "https://harbour.example/affair/"

HUGO_SETTINGS = f"""baseURL = "{BASE}"
title = "The harbour affair"
disableKinds = ["section"]
[taxonomies]
source = "sources"
person = "people"
tag = "tags"
year = "years"
[outputs]
home = ["html", "rss"]
taxonomy = ["html"]
term = ["html"]
"""

HUGO_LAYOUTS = {
    "_default/baseof.html": '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>\n'
    '<body><nav><a href="{{ "/" | relURL }}">The harbour affair</a></nav>\n{{ block "main" . }}{{ end }}</body></html>\n',
    "_default/single.html": '{{ define "main" }}<article><h1>{{ .Title }}</h1>\n<p><time>{{ .Date.Format "2006-01-02" }}</time></p>\n'
    "{{ .Content }}\n"
    '{{ range $name := slice "sources" "people" "tags" }}<ul>{{ range $.GetTerms $name }}'
    '<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}</ul>\n{{ end }}</article>{{ end }}',
    "_default/list.html": '{{ define "main" }}<h1>{{ .Title }}</h1>\n<ul>{{ range .Pages }}<li><time>'
    '{{ .Date.Format "2006-01-02" }}</time> <a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>\n{{ end }}</ul>{{ end }}',
    "index.html": '{{ define "main" }}<h1>{{ .Title }}</h1>\n<ul>{{ range first 50 .Site.RegularPages }}<li>'
    '<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>\n{{ end }}</ul>{{ end }}',
}

ZOLA_SETTINGS = f"""base_url = "{BASE.rstrip('/')}"
title = "The harbour affair"
generate_feeds = true
taxonomies = [{{name = "sources"}}, {{name = "people"}}, {{name = "tags"}}, {{name = "years"}}]
"""

ZOLA_HEAD = (
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{{ %s }}</title></head>\n'
    '<body><nav><a href="{{ config.base_url }}">The harbour affair</a></nav>\n'
)

ZOLA_TEMPLATES = {
    "page.html": ZOLA_HEAD % "page.title"
    + "<article><h1>{{ page.title }}</h1>\n<p><time>{{ page.date }}</time></p>\n{{ page.content | safe }}\n"
    + "{% for name, terms in page.taxonomies %}<ul>{% for term in terms %}"
    + '<li><a href="{{ get_taxonomy_url(kind=name, name=term) }}">{{ term }}</a></li>{% endfor %}</ul>\n{% endfor %}'
    + "</article></body></html>\n",
    "taxonomy_single.html": ZOLA_HEAD % "term.name"
    + "<h1>{{ term.name }}</h1>\n<ul>{% for page in term.pages %}<li><time>{{ page.date }}</time> "
    + '<a href="{{ page.permalink }}">{{ page.title }}</a></li>\n{% endfor %}</ul></body></html>\n',
    "taxonomy_list.html": ZOLA_HEAD % "taxonomy.name"
    + "<ul>{% for term in terms %}<li><a href=\"{{ term.permalink }}\">{{ term.name }}</a></li>\n{% endfor %}</ul></body></html>\n",
    "index.html": ZOLA_HEAD % "config.title"
    + '<ul>{% for page in section.pages | slice(end=50) %}<li><a href="{{ page.permalink }}">{{ page.title }}</a></li>\n'
    + "{% endfor %}</ul></body></html>\n",
}


BLADES_SETTINGS = f"""title = "The harbour affair"
url = "{BASE.rstrip('/')}"
output_dir = "OUTPUT"
"""

BLADES_HEAD = (
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{{title}}</title></head>\n'
    '<body><nav><a href="{{index.permalink}}">The harbour affair</a></nav>\n'
)

BLADES_TEMPLATES = {
    "page.html": BLADES_HEAD
    + "<article><h1>{{title}}</h1>\n<p>{{#date}}<time>{{y}}-{{m}}-{{d}}</time>{{/date}}</p>\n{{content}}\n"
    + "".join(
        "{{#taxonomies}}{{#%s}}<a href=\"../%s/{{name}}/\">{{name}}</a> {{/%s}}{{/taxonomies}}\n" % (name, name, name)
        for name in ("sources", "people", "tags")
    )
    + "</article></body></html>\n",
    "section.html": BLADES_HEAD
    + '<h1>{{title}}</h1>\n<ul>{{#pages}}<li><a href="{{permalink}}">{{title}}</a></li>\n{{/pages}}</ul></body></html>\n',
    "taxonomy.html": BLADES_HEAD
    + '<h1>{{title}}</h1>\n<ul>{{#keys}}<li><a href="{{key}}/">{{key}}</a></li>\n{{/keys}}</ul></body></html>\n',
    "taxonomy_key.html": BLADES_HEAD
    + "<h1>{{title}}</h1>\n<ul>{{#pages}}<li>{{#date}}<time>{{y}}-{{m}}-{{d}}</time>{{/date}} "
    + '<a href="{{permalink}}">{{title}}</a></li>\n{{/pages}}</ul></body></html>\n',
}


def events(site):
    """Each event of a made-up site, as what the other programs need of it."""
    for path in sorted((site / "content/events").rglob("*.md")):
        _, front, body = path.read_text("utf-8").split("---\n", 2)
        title = re.search(r'^title: "(.*)"$', front, re.M).group(1)
        date = re.search(r"\d{4}-\d{2}(-\d{2})?", re.search(r"^date: (.*)$", front, re.M).group(1)).group(0)
        cited = re.search(r"^sources:\n((?:  .*\n)+)", front, re.M).group(1)
        yield {
            "id": path.stem,
            "title": title,
            "date": date if len(date) == 10 else date + "-01",
            "sources": sorted(set(re.findall(r"courier-\d+", cited + body))),
            "people": sorted(set(re.findall(r"person-\d+", front))),
            "tags": sorted(set(re.search(r"^tags: \[(.*)\]$", front, re.M).group(1).split(", "))),
            # The others know no citations; they get the plain words.
            "body": re.sub(r" \[@[^\]]*\]", "", body),
        }


def put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def listed(items):
    return "[" + ", ".join(f'"{item}"' for item in items) + "]"


def page(event, table=""):
    """An event as both other programs read it; `table` is the head of the table that holds what it is listed under."""
    front = f'title = "{event["title"]}"\ndate = {event["date"]}\n{table}'
    front += "".join(f"{key} = {listed(event[key])}\n" for key in ("sources", "people", "tags"))
    return f"+++\n{front}years = [\"{event['date'][:4]}\"]\n+++\n{event['body']}"


def for_hugo(site, folder):
    put(folder / "hugo.toml", HUGO_SETTINGS)
    for name, text in HUGO_LAYOUTS.items():
        put(folder / "layouts" / name, text)
    for event in events(site):
        put(folder / f"content/events/{event['id']}.md", page(event))


def for_zola(site, folder):
    put(folder / "config.toml", ZOLA_SETTINGS)
    for name, text in ZOLA_TEMPLATES.items():
        put(folder / "templates" / name, text)
    put(folder / "content/_index.md", '+++\nsort_by = "date"\n+++\n')
    for event in events(site):
        put(folder / f"content/{event['id']}.md", page(event, "[taxonomies]\n"))


def for_blades(site, folder):
    put(folder / "Blades.toml", BLADES_SETTINGS.replace("OUTPUT", str(folder.parent / "output")))
    for name, text in BLADES_TEMPLATES.items():
        put(folder / "templates" / name, text)
    put(folder / "content/index.toml", 'title = "The harbour affair"\n')
    for event in events(site):
        put(folder / f"content/{event['id']}.md", page(event, "[taxonomies]\n"))


def run(command, folder):
    """Seconds of the whole process on the clock and of processors, and its peak memory in MB."""
    with tempfile.TemporaryFile() as said:
        start = time.monotonic()
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"{command[0]} failed:\n{said.read().decode('utf-8', 'replace')[-2000:]}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def size(folder):
    files = [path for path in folder.rglob("*") if path.is_file()]
    return len(files), sum(path.stat().st_size for path in files) / 1e6


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("events", type=int)
    arguments.add_argument("--dateline", default=str(ROOT / "target/release/dateline"))
    arguments.add_argument("--generator", default=str(ROOT / "target/release/examples/made_up_site"))
    arguments.add_argument("--hugo", default="hugo")
    arguments.add_argument("--blades", default="blades")
    arguments.add_argument("--zola", default="zola")
    arguments.add_argument("--work", help="the folder to work in; else in memory where there is /dev/shm")
    arguments.add_argument("--runs", type=int, default=3, help="the fastest of so many counts")
    given = arguments.parse_args()
    place = given.work or ("/dev/shm" if os.path.isdir("/dev/shm") else None)
    with tempfile.TemporaryDirectory(dir=place) as work:
        work = pathlib.Path(work)
        site, output = work / "dateline", work / "output"
        subprocess.run([given.generator, str(given.events), str(site), str(max(10, given.events // 10))], check=True)
        rows = []

        def measure(name, command, folder, before):
            program = shutil.which(command[0])
            if program is None:
                print(f"{name} is not here: `{command[0]}` was not found")
                return
            command = [os.path.abspath(program), *command[1:]]
            results = []
            for _ in range(given.runs):
                before()
                results.append(run(command, folder))
            seconds, processor, _ = (min(column) for column in zip(*results))
            rows.append((name, seconds, processor, max(peak for _, _, peak in results), *size(output)))

        def anew():
            shutil.rmtree(output, ignore_errors=True)
            shutil.rmtree(site / ".dateline", ignore_errors=True)
            (work / "Blades/.blades").unlink(missing_ok=True)

        build = [given.dateline, "build", "--site", str(site), "--output", str(output)]
        measure("Dateline", build, work, anew)
        measure("Dateline, nothing changed", build, work, lambda: None)
        for name, make, command in (
            ("Hugo", for_hugo, [given.hugo, "--quiet", "--destination", str(output)]),
            ("Blades", for_blades, [given.blades, "build"]),
            ("Zola", for_zola, [given.zola, "build", "--output-dir", str(output)]),
        ):
            if shutil.which(command[0]):
                make(site, work / name)
            measure(name, command, work / name if (work / name).exists() else work, anew)
        hugo = next((row for row in rows if row[0] == "Hugo"), None)
        ratio = lambda row, column: f"{row[column] / hugo[column]:6.2f}" if hugo else "     –"
        print(f"{given.events} events on {os.cpu_count()} cores, the best of {given.runs} runs, beside Hugo")
        print(f"{'':26} {'seconds':>8} {'ratio':>6} {'CPU s':>8} {'ratio':>6} {'peak MB':>8} {'ratio':>6} {'files':>8} {'MB':>7}")
        for row in rows:
            name, seconds, processor, peak, files, megabytes = row
            print(
                f"{name:26} {seconds:8.2f} {ratio(row, 1)} {processor:8.2f} {ratio(row, 2)} {peak:8.0f} {ratio(row, 3)} "
                f"{files:8} {megabytes:7.1f}"
            )


if __name__ == "__main__":
    main()
