//! Killed while it saves: each file is the old one or the new one, and a change is made as a whole or not at all.

use super::forms::OpenForm;
use super::preview::Preview;
use crate::harness::Site;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

const EDIT: &[&str] = &["--port", "0", "--edit"];

#[test]
fn a_kill_while_saving_leaves_all_of_a_change_or_nothing() {
    let site = Site::explained();
    for turn in 0..6_u64 {
        let mut preview = Preview::with(&site, EDIT);
        // Each change makes a person and a source, and an event that names both.
        let form = |number: usize| {
            OpenForm::at(&preview, "/_dateline/edit/new/event")
                .with("f.title", &format!("Event {number}"))
                .with("f.date", "2031-05-01")
                .with("f.kind", "report")
                .with("new_id", &format!("made-{turn}-{number}"))
                .with("new.0.kind", "person")
                .with("new.0.new_id", &format!("person-{turn}-{number}"))
                .with("new.0.f.name", &format!("Person {turn} {number}"))
                .with("new.1.kind", "source")
                .with("new.1.new_id", &format!("source-{turn}-{number}"))
                .with("new.1.f.title", &format!("Source {turn} {number}"))
                .with("new.1.f.url", &format!("https://gull.example/{turn}/{number}"))
                .with("f.people.0.person", &format!("person-{turn}-{number}"))
                .with("body", &format!("It was so [@source-{turn}-{number}]."))
        };
        let sent = AtomicUsize::new(0);
        let forms: Vec<OpenForm> = (0..4).map(form).collect();
        let killer = preview.killer();
        std::thread::scope(|scope| {
            scope.spawn(|| {
                for form in &forms {
                    sent.fetch_add(1, Ordering::SeqCst);
                    let _ = form.send_if_there(&preview, "save", "write");
                }
            });
            while sent.load(Ordering::SeqCst) < 2 {
                std::thread::sleep(Duration::from_millis(1));
            }
            std::thread::sleep(Duration::from_millis(turn * 17));
            killer.kill();
        });
        preview.wait();
        drop(preview);
        // Whatever it left is finished when the preview starts again.
        let _preview = Preview::with(&site, EDIT);
        let content = site.path().join("content");
        assert!(!content.join(".dateline-save").exists(), "{turn}");
        for number in 0..4 {
            let paths = [
                format!("people/person-{turn}-{number}.md"),
                format!("sources/source-{turn}-{number}.md"),
                format!("events/2031/made-{turn}-{number}.md"),
            ];
            let there = paths.iter().filter(|path| content.join(path).exists()).count();
            assert!(there == 0 || there == 3, "turn {turn}, change {number}: {there} of 3 files");
            for path in paths.iter().filter(|path| content.join(path).exists()) {
                let text = std::fs::read_to_string(content.join(path)).expect("a text");
                assert!(text.starts_with("---\n") && text.matches("---\n").count() == 2, "{path}: {text}");
            }
        }
    }
}
