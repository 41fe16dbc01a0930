//! Programs cut what they show: a feed's title, a calendar's line. What becomes of an allegation stands within what is
//! left, or the allegation doesn't.

use crate::harness::{Site, bytes, outputs};
use dateline::ledger::Wording;
use icalendar::{CalendarComponent, Component};
use proptest::prelude::*;

/// Programs show at least so much.
const SHOWN: usize = 110;

/// What an editor may type: words of any length, marks, other scripts.
fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof!["[a-z]{1,12}", "[а-я]{1,8}", "[東京港務]{1,6}", "[a-z]{60,90}", Just("—".to_owned())];
    proptest::collection::vec(word, 1..14).prop_map(|words| words.join(" "))
}

/// A site on which somebody alleges something in these words, on a day or some time in a month.
fn site(title: &str, summary: &str, label: &str, headline: &str, is_exact: bool) -> Site {
    let date = if is_exact { "2031-04-04" } else { "2031-04-04~/2031-05" };
    let label: String = label.split(' ').take(5).collect::<Vec<_>>().join(" ");
    let event = |title: &str, date: &str, summary: &str, stance: &str| {
        format!(
            "---\ntitle: {title:?}\ndate: {date}\nkind: report\nsummary: {summary:?}\nsources: [s]\n\
             claims: [{{claim: c, {stance}}}]\ncorrections: [{{date: 2031-07-01, note: {title:?}}}]\nadded: 2031-06-01\n---\n"
        )
    };
    Site::of(&[
        ("content/site.yaml", "title: S\nbase_url: https://h.example/\nkinds:\n  report: {label: Report}\n"),
        ("content/people/vale.md", "---\nname: Noor Vale\n---\n"),
        ("content/organizations/ledger.md", "---\nname: The Ledger\n---\n"),
        ("content/claims/c.md", &format!("---\nstatement: Whether Vale did.\nlabel: {label:?}\nabout: [vale]\n---\n")),
        (
            "content/sources/s.md",
            &format!(
                "---\ntitle: {headline:?}\noutlet: The Ledger\nurl: https://l.example/a\nclaims: [{{claim: c, stance: alleges}}]\n---\n"
            ),
        ),
        ("content/events/report.md", &event(title, date, summary, "stance: alleges, by: [ledger]")),
        ("content/events/answer.md", &event("Vale answers", "2031-05-02", "No.", "stance: denies, by: [vale]")),
    ])
}

fn assert_marked(place: &str, text: &str, allegations: &[&str], statuses: &[String]) {
    let shown: String = text.chars().take(SHOWN).collect();
    for allegation in allegations {
        // Its first words, since it may be cut as well.
        let start: String = allegation.chars().take(12).collect();
        let has_status = statuses.iter().any(|status| shown.to_lowercase().contains(&status.to_lowercase()));
        assert!(!shown.contains(&start) || has_status, "{place}: {shown}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, max_shrink_iters: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_left_holds_the_marker(title in words(), summary in words(), label in words(), headline in words(), is_exact: bool) {
        // Words of their own, so that none is found in another.
        let [title, summary, headline] = [("Aaa", title), ("Bbb", summary), ("Ccc", headline)].map(|(mark, text)| format!("{mark}{} {text}", mark.repeat(3)));
        let checked = site(&title, &summary, &label, &headline, is_exact).check();
        let claim = checked.site.claims.refs().next().expect("a claim");
        let wording = Wording { site: &checked.site, ledger: &checked.ledger, words: &checked.words };
        let statuses = [wording.short(claim, dateline::ledger::Whose::Everybody), wording.marker(claim, dateline::ledger::Whose::Everybody)];
        let files = bytes(outputs(checked));
        let allegations = [title.as_str(), &summary, &headline];
        for path in ["feed.xml", "feed.json", "claims/c/feed.xml", "corrections.xml"] {
            let feed = feed_rs::parser::parse(files[path].as_slice()).expect("a feed");
            for entry in feed.entries {
                assert_marked(path, &entry.title.expect("a title").content, &allegations, &statuses);
                if let Some(summary) = entry.summary {
                    assert_marked(path, &summary.content, &allegations, &statuses);
                }
            }
        }
        let calendar: icalendar::Calendar = String::from_utf8_lossy(&files["timeline.ics"]).parse().expect("a calendar");
        for component in calendar.components {
            if let CalendarComponent::Event(event) = component {
                assert_marked("SUMMARY", event.get_summary().expect("a summary"), &allegations, &statuses);
                assert_marked("DESCRIPTION", event.get_description().expect("a description"), &allegations, &statuses);
            }
        }
    }
}
