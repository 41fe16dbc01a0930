//! No allegation without its answer and its outcome.

use super::*;

#[test]
fn no_allegation_stands_without_its_status() {
    let checked = Arc::new(site(&[]));
    let pages = pages(Arc::clone(&checked));
    let claim = checked.site.claims.refs().next().expect("a claim");
    let wording = crate::ledger::Wording { site: &checked.site, ledger: &checked.ledger, words: &checked.words };
    let status = wording.short(claim, crate::ledger::Whose::Everybody);
    let marker = format!("({})", wording.marker(claim, crate::ledger::Whose::Everybody));
    assert_eq!(status, "Denied. Harbour Inquiry: The inquiry found no evidence that she sold licences.");
    let mut told = 0;
    for (path, page) in html(&pages) {
        let seen = visible(page);
        for title in ["The Ledger reports that berths were sold", "Berths were sold, members say"] {
            let times = seen.matches(title).count();
            // A claim's page has its status once, in full, at its head.
            let statuses = seen.matches(&status).count() + seen.matches(&marker).count();
            assert!(
                times <= statuses || path.starts_with("claims/"),
                "{path} tells “{title}” {times} times and {statuses} statuses"
            );
            told += times;
            // Where markup can't stand beside it, the status follows in brackets: "Title [Denied. …]".
            let head = page.split("</head>").next().unwrap_or_default();
            let attributes = ["title", "content", "alt", "aria-label"].map(|name| attributes(page, name).join("\n"));
            for text in attributes.iter().map(String::as_str).chain([head]) {
                for after in text.split(title).skip(1) {
                    assert!(
                        [" — Ida Bloom: denied, ", " (Ida Bloom: denied, ", " [Denied. Harbour Inquiry"]
                            .iter()
                            .any(|told| after.starts_with(told)),
                        "{path} has “{title}” where no status stands"
                    );
                }
            }
        }
    }
    assert!(told > 15, "{told}");
}

/// Each template that tells of a claim, an event or a title, with what it must print and what is not enough.
const TEMPLATES: [(&str, &str, &str); 14] = [
    ("event-card.html", CARD, "{{ event.title }} {{ event.marker }}"),
    ("event-entry.html", "{{ event.marker }} {{ event.caveat }}", "{{ event.title }} {{ event.caveat }}"),
    ("event.html", PAGE, "{{ event.title }} {{ event.marker }} {{ event.caveat }}"),
    ("source-entry.html", "{{ source.marker }}", "{{ source.title }}"),
    ("source-line.html", "{{ source.marker }}", "{{ source.title }}"),
    ("source-headline.html", "{{ source.marker }}", "{{ source.title }}"),
    ("source.html", SOURCE, "{{ source.title }} {{ source.marker }}"),
    ("claim.html", "{{ claim.status }}", "{{ claim.statement }}"),
    ("claim-step.html", STEP, "{{ event.title }} {{ event.caveat }}"),
    ("claims.html", "{% for entry in claims %}{{ entry.claim.status }}{% endfor %}", "{{ claims[0].claim.statement }}"),
    ("claims-appendix.html", "{% for claim in claims %}{{ claim.status }}{% endfor %}", "{{ claims[0].statement }}"),
    ("party.html", "{% for claim in claims %}{{ claim.status }}{% endfor %}", "{{ name }}"),
    ("front.html", FRONT, "{{ leading[0].statement }}{% for claim in others %}{{ claim.status }}{% endfor %}"),
    ("turning-point.html", "{{ event.marker }} {{ event.caveat }}", "{{ event.title }} {{ event.caveat }}"),
];
const CARD: &str = "{% for claim in event.claims %}{{ claim.status }}{% endfor %}{{ event.caveat }}";
const PAGE: &str = "{% for bearing in claims %}{% for claim in bearing.claims %}{{ claim.status }}{% endfor %}{% endfor %}{{ event.caveat }}";
const SOURCE: &str = "{% for claim in source.claims %}{{ claim.status }}{% endfor %}\
                      {% for claim in claims %}{{ claim.status }}{% endfor %}";
const FRONT: &str = "{% for claim in leading %}{{ claim.status }}{% endfor %}\
                     {% for claim in others %}{{ claim.status }}{% endfor %}\
                     {% for event in turning_points %}{{ event }}{% endfor %}";
const STEP: &str = "{% for claim in others %}{{ claim.status }}{% endfor %}{{ event.caveat }}";

#[test]
fn a_template_that_drops_the_status_is_refused() {
    let files = with_a_second_claim();
    let made_with = |name: &str, text: &str| made(site_of(files.clone(), &[(name, text)]));
    for (name, enough, too_little) in TEMPLATES {
        if let Err(error) = made_with(name, enough) {
            panic!("{name}: {error}");
        }
        // Nobody reads what stands in a comment or an attribute.
        let (comment, attribute) = (format!("<!-- {enough} -->"), format!("<p title='{enough}'></p>"));
        for text in [too_little, &comment, &attribute, &format!("<script>{enough}</script>")] {
            let error = made_with(name, text).err().unwrap_or_else(|| panic!("{name} got through: {text}"));
            let message = error.to_string();
            assert!(message.contains(&format!("templates/{name}")), "{name}: {message}");
        }
    }
}

/// The site with an event that alleges a second claim, whose label is its statement.
fn with_a_second_claim() -> Vec<(&'static str, Folder, String)> {
    let mut files = files();
    files[0].2 = REPORT.replace(
        "citing: two board members}\n",
        "citing: two board members}\n  - {claim: hid, stance: alleges, by: [ledger]}\n",
    );
    let claim = "---\nstatement: Whether Ida Bloom hid licences\nabout: [ida-bloom]\n---\n";
    files.push(("claims/hid.md", Folder::Claims, claim.to_owned()));
    files[1].2 =
        files[1].2.replace("by: [ida-bloom]}]", "by: [ida-bloom]}, {claim: hid, stance: denies, by: [ida-bloom]}]");
    files[3].2 = files[3].2.replace("licences}]", "licences}, {claim: hid, stance: not-substantiated, by: [inquiry], finding: The inquiry found no evidence that she sold licences}]");
    files
}

/// A format that leaves the status out can't make a record.
#[test]
fn a_record_without_its_status_is_none() {
    let renderer = SiteRenderer::new(Arc::new(site(&[]))).expect("templates");
    let cx = renderer.context();
    let (_, row) = cx.site.events.iter().find(|(_, row)| row.id.as_str() == "2031-04-04-report").expect("an event");
    let (_, source) = cx.site.sources.iter().find(|(_, row)| row.id.as_str() == "ledger-1").expect("a source");
    let whole = NoticedRecord::of_event(&cx, row, |notices| notices.before(&cx, &row.title)).into_inner();
    assert!(whole.starts_with("Denied. Harbour Inquiry: "), "{whole}");
    let made = |make: &dyn Fn()| std::panic::catch_unwind(std::panic::AssertUnwindSafe(make)).is_ok();
    assert!(!made(&|| drop(NoticedRecord::of_event(&cx, row, |_| row.title.clone()))));
    // A few words are no line.
    assert!(!made(&|| drop(NoticedRecord::of_event(&cx, row, |notices| format!(
        "{} {}",
        row.title,
        notices.markers(&cx)[0]
    )))));
    assert!(!made(&|| drop(NoticedRecord::of_title(&cx, source, |_| source.title.clone()))));
}

#[test]
fn two_claims_that_stand_alike_are_both_told() {
    let files = with_a_second_claim();
    assert!(made(site_of(files.clone(), &[])).is_ok());
    let once = "{% if event.claims %}{{ event.claims[0].status }}{% endif %}{{ event.caveat }}";
    assert!(made(site_of(files, &[("event-card.html", once)])).is_err(), "one status stood for two claims");
}

#[test]
fn each_place_says_as_much_as_it_must() {
    let pages = pages(site_of(with_a_second_claim(), &[]));
    let seen = |path: &str| visible(&pages[path]);
    let times = |text: &str, what: &str| text.matches(what).count();
    let short = "Denied. Harbour Inquiry: The inquiry found no evidence that she sold licences.";
    let card = format!("Whether Ida Bloom sold licences – {short}");
    // On cards each claim behind its label; on the event's own page behind its statement, and both in one block.
    for path in ["index.html", "2031/index.html", "kinds/report/index.html", "people/ida-bloom/index.html"] {
        assert_eq!(times(&seen(path), &card), 1, "{path}");
        assert!(seen(path).contains("Alleged by The Ledger"), "{path}");
    }
    // The front page begins with the claim, whole; the other stands by its label.
    assert_eq!(times(&seen("index.html"), short), times(&seen("2031/index.html"), short) + 1);
    let front = seen("index.html");
    let standing = front.split("Turning points").next().expect("it begins with how it stands");
    assert!(standing.contains("Whether Ida Bloom sold licences") && standing.contains(short), "{standing}");
    assert!(standing.contains("Whether Ida Bloom hid licences – denied, not substantiated"), "{standing}");
    let page = &pages["events/2031-04-04-report/index.html"];
    let block =
        page.split("<div class=\"claim\">").nth(1).and_then(|rest| rest.split("</div>").next()).expect("a block");
    assert!(block.contains("Alleged by <a") && block.contains("citing two board members"), "{block}");
    let block = block.split("</div>").next().expect("a block");
    assert!(visible(block).contains(short), "{block}");
    // A line of a list says it in a few words behind the title; a headline stands in quotation marks behind its outlet.
    assert!(
        seen("events/2031-04-05-denial/index.html")
            .contains("(Whether Ida Bloom sold licences – denied, not substantiated; ")
    );
    let sources = &pages["sources/index.html"];
    assert!(
        sources.contains("The Ledger: <q><cite><a")
            && visible(sources).contains("(Ida Bloom: denied, not substantiated)")
    );
    assert!(!visible(sources).contains(short));
    // A source's own page is headed by its neutral name.
    let source = &pages["sources/ledger-1/index.html"];
    assert!(source.contains("<h1>The Ledger, 4 April 2031</h1>") && visible(source).contains(&card));
    assert!(visible(source).contains("Alleged by The Ledger"));
    // The full status heads the claim's page, where each event stands once.
    let claim = &pages["claims/sold/index.html"];
    assert_eq!(times(claim, "<h3><a href=\"../../events/2031-04-04-report/index.html\">"), 1);
    let step = claim.split("events/2031-04-04-report/index.html\">The Ledger reports").nth(1).expect("a step");
    let step = visible(step.split("</article>").next().expect("an end"));
    assert!(step.contains("Whether Ida Bloom hid licences – denied, not substantiated"), "{step}");
    assert!(!step.contains("Whether Ida Bloom sold licences"), "{step}");
}

#[test]
fn a_stance_and_an_answer_that_was_sought_show_a_claim_once() {
    let mut files = files();
    files[0].2 = REPORT.replace("date_variants:", "responses: [{claim: sold, from: ida-bloom, sought_by: ledger, result: none, sources: [ledger-1]}]\ndate_variants:");
    let pages = pages(site_of(files, &[]));
    let page = &pages["events/2031-04-04-report/index.html"];
    assert_eq!(page.matches("<a class=\"statement\" href=\"../../claims/sold/").count(), 1, "{page}");
    assert!(visible(page).contains("Ida Bloom was asked by The Ledger"), "{page}");
    assert_eq!(pages["claims/sold/index.html"].matches("The Ledger reports that berths were sold</a></h3>").count(), 1);
}

#[test]
fn an_accusation_says_that_it_is_no_proof_of_guilt() {
    let pages = pages(site(&[]));
    let caveat = "Arrest: this is not proof of guilt.";
    for path in ["index.html", "events/2031-06-01-arrest/index.html", "kinds/arrest/index.html", "2031/index.html"] {
        assert!(pages[path].contains(caveat), "{path}");
    }
    for (name, text) in [("event-card.html", CARD), ("event-entry.html", "{{ event.marker }}"), ("event.html", PAGE)] {
        let error = made(site(&[(name, &text.replace("{{ event.caveat }}", ""))]));
        assert!(error.is_err_and(|error| error.to_string().contains("no proof of guilt")), "{name}");
    }
}

#[test]
fn a_withdrawn_event_is_a_notice_and_nothing_else() {
    let pages = pages(site(&[]));
    for (path, page) in &pages {
        assert!(!page.contains("said to have fled"), "{path}");
    }
    assert!(pages["events/gone/index.html"].contains("It was another person."));
    let embed = &pages["events/gone/embed/index.html"];
    assert!(embed.contains("It was another person.") && !embed.contains("<nav"), "{embed}");
    assert!(pages["corrections/index.html"].contains("It was another person."));
}
