//! Cards are drawn once: a build that needs the same picture again takes the one that was kept.

use crate::harness::Site;
use dateline::write::{Content, Outputs, Raster, write};
use std::sync::atomic::{AtomicUsize, Ordering};

static DRAWN: AtomicUsize = AtomicUsize::new(0);

fn draw(input: &str) -> Vec<u8> {
    DRAWN.fetch_add(1, Ordering::SeqCst);
    format!("picture of {input}").into_bytes()
}

fn outputs(inputs: &[&str]) -> Outputs {
    let drawing =
        |input: &&str| (format!("{input}/card.png"), Content::Raster(Raster { input: (*input).to_owned(), draw }));
    inputs.iter().map(drawing).collect()
}

#[test]
fn a_card_is_drawn_again_only_when_its_inputs_changed() {
    let site = Site::empty();
    let (site, output) = (site.path().to_owned(), site.path().join("public"));
    let build = |inputs: &[&str]| {
        let before = DRAWN.load(Ordering::SeqCst);
        let written = write(&outputs(inputs), &output, &site).expect("it can be written");
        (DRAWN.load(Ordering::SeqCst) - before, written.written, written.removed)
    };
    let kept = || std::fs::read_dir(site.join(".dateline/cards")).expect("the cards").count();
    assert_eq!(build(&["a", "b"]), (2, 2, 0));
    assert_eq!(std::fs::read(output.join("a/card.png")).expect("a card"), b"picture of a");
    assert_eq!(build(&["a", "b"]), (0, 0, 0));
    assert_eq!(build(&["a", "c"]), (1, 1, 1));
    assert_eq!(kept(), 2, "what no page needs any more is forgotten");
    // A new output folder takes what was kept; a stranger's file beside it stays.
    std::fs::remove_dir_all(&output).expect("it goes");
    std::fs::write(site.join(".dateline/cards/notes.txt"), "mine").expect("a file");
    assert_eq!(build(&["a", "c"]), (0, 2, 0));
    assert_eq!(build(&[]), (0, 0, 2));
    assert_eq!(kept(), 1);
}
