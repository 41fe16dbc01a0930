//! No allegation without its answer and its outcome.

use super::*;

#[test]
fn no_allegation_stands_without_its_status() {
    let checked = Arc::new(site(&[]));
    let pages = pages(Arc::clone(&checked));
    let claim = checked.site.claims.refs().next().expect("a claim");
    let status = crate::ledger::Wording { site: &checked.site, ledger: &checked.ledger, words: &checked.words }
        .short(claim, crate::ledger::Whose::Everybody);
    assert_eq!(status, "Denied. Harbour Inquiry: The inquiry found no evidence that she sold licences.");
    let mut told = 0;
    for (path, page) in html(&pages) {
        let seen = visible(page);
        for title in ["The Ledger reports that berths were sold", "Berths were sold, members say"] {
            let times = seen.matches(title).count();
            // A claim's page has its status once, in full, at its head.
            let statuses = seen.matches(&status).count();
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
                        after.starts_with(" — denied, ") || after.starts_with(" [Denied. Harbour Inquiry"),
                        "{path} has “{title}” where no status stands"
                    );
                }
            }
        }
    }
    assert!(told > 15, "{told}");
}

#[test]
fn a_template_that_drops_the_status_is_refused() {
    let plain = "<p>{{ event.title }}</p>";
    let source = "<p>{{ source.title }}</p>";
    for (name, template) in [
        ("event-card.html", plain),
        ("event-entry.html", plain),
        ("event.html", plain),
        ("source-entry.html", source),
        ("source-line.html", source),
        ("source.html", source),
        ("claim.html", "<p>{{ claim.statement }}</p>"),
    ] {
        let hidden = template.replace(
            "</p>",
            "<!-- {% if event %}{% for claim in event.claims %}{{ claim.status }}{% endfor %}{% endif %} --></p>",
        );
        let hidden = if name.starts_with("event") { hidden } else { template.to_owned() };
        for text in [template, hidden.as_str()] {
            let error = made(site(&[(name, text)])).err().unwrap_or_else(|| panic!("{name} got through"));
            let message = error.to_string();
            assert!(message.contains(&format!("templates/{name}")), "{name}: {message}");
        }
    }
}

#[test]
fn two_claims_that_stand_alike_are_both_told() {
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
    assert!(made(site_of(files.clone(), &[])).is_ok());
    let once = "{% if event.claims %}{{ event.claims[0].status }}{% endif %}{{ event.caveat }}";
    assert!(made(site_of(files, &[("event-card.html", once)])).is_err(), "one status stood for two claims");
}

#[test]
fn an_accusation_says_that_it_says_nothing_of_guilt() {
    let pages = pages(site(&[]));
    let caveat = "Arrest: this is not proof of guilt.";
    for path in ["index.html", "events/2031-06-01-arrest/index.html", "kinds/arrest/index.html", "2031/index.html"] {
        assert!(pages[path].contains(caveat), "{path}");
    }
    let error = made(site(&[("event-card.html", "{% for claim in event.claims %}{{ claim.status }}{% endfor %}")]));
    assert!(error.is_err_and(|error| error.to_string().contains("no proof of guilt")));
}

#[test]
fn a_withdrawn_event_is_a_notice_and_nothing_else() {
    let pages = pages(site(&[]));
    for (path, page) in &pages {
        assert!(!page.contains("said to have fled"), "{path}");
    }
    assert!(pages["events/gone/index.html"].contains("It was another person."));
    assert!(pages["corrections/index.html"].contains("It was another person."));
}
