//! Killed at any moment.

use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use dateline::interruption;
use dateline::write::{Content, Outputs, write};

use super::{Tree, alone, as_tree, put, tree};

const PAGES: usize = 1_500;

/// Two states of one site that share most addresses and no bytes.
fn site(version: &str) -> Outputs {
    let mut outputs = Outputs::new();
    for page in 0..PAGES {
        let text = format!("<p>{version} {page}</p>\n").repeat(60 + page % 200);
        let path = match page % 10 {
            0 => format!("only-in-{version}/{page}/index.html"),
            1 => format!("assets/{page}.css"),
            _ => format!("events/{page}/index.html"),
        };
        outputs.insert(path, Content::Bytes(text.into_bytes().into()));
    }
    outputs.insert("index.html".to_owned(), Content::Bytes(version.repeat(50_000).into_bytes().into()));
    outputs
}

/// Not a test: writes one site, then the other, and so on until it is killed.
#[test]
#[ignore = "run and killed by the tests below"]
fn writer() {
    let site_folder = std::env::var("DATELINE_TEST_SITE").expect("the tests below name the site");
    let site_folder = Path::new(&site_folder);
    let sites = [site("one"), site("two")];
    interruption::listen().unwrap();
    std::fs::write(site_folder.join(BEGUN), "").unwrap();
    for turn in 0.. {
        write(&sites[turn % 2], &site_folder.join("public"), site_folder).unwrap();
    }
}

/// Says that the writer has begun: on a busy machine a process takes its time to start.
const BEGUN: &str = "begun";

/// Starts the writer, kills it so long after it has begun, and says how it ended.
fn write_and_kill(site: &Path, after: Duration, signal: &str) -> ExitStatus {
    let begun = site.join(BEGUN);
    _ = std::fs::remove_file(&begun);
    let mut writer = alone("faults::killed::writer")
        .env("DATELINE_TEST_SITE", site)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while !begun.exists() {
        assert!(writer.try_wait().unwrap().is_none(), "the writer ended before it began");
        std::thread::sleep(Duration::from_millis(2));
    }
    std::thread::sleep(after);
    assert!(writer.try_wait().unwrap().is_none(), "the writer ended by itself");
    let number = writer.id().to_string();
    assert!(Command::new("kill").args([signal, &number]).status().expect("`kill` can be run").success());
    writer.wait().unwrap()
}

/// Moments that are spread evenly and the same in every run.
fn moments(count: usize, longest: Duration) -> impl Iterator<Item = Duration> {
    let mut state = 20_310_405_u64;
    std::iter::repeat_with(move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let (whole, part) = (u32::MAX >> 1, u32::try_from(state >> 33).expect("31 bits fit"));
        longest.mul_f64(f64::from(part) / f64::from(whole))
    })
    .take(count)
}

fn kills() -> usize {
    std::env::var("DATELINE_KILLS").map_or(20, |kills| kills.parse().expect("DATELINE_KILLS is a number"))
}

fn is_temporary(path: &str) -> bool {
    path.rsplit('/').next().unwrap().starts_with(".dateline-tmp-")
}

const STRANGER: &str = "only-in-one/0/mine.txt";

#[test]
fn a_killed_build_tears_nothing_and_the_next_one_mends() {
    let folder = tempfile::tempdir().unwrap();
    let (folder, public) = (folder.path(), folder.path().join("public"));
    let sites = [site("one"), site("two")];
    let trees: Vec<Tree> = sites.iter().map(as_tree).collect();
    write(&sites[1], &public, folder).unwrap();
    let start = Instant::now();
    write(&sites[0], &public, folder).unwrap();
    let longest = start.elapsed() * 2;
    put(&public, STRANGER, "mine");
    let mut unfinished = 0;
    for (round, moment) in moments(kills() * 10, longest).enumerate() {
        if round >= kills() && unfinished * 3 > kills() {
            break;
        }
        write_and_kill(folder, moment, "-KILL");
        let now = tree(&public);
        for (path, bytes) in now.iter().filter(|(path, _)| !is_temporary(path) && !path.ends_with('/')) {
            let whole = *path == STRANGER || trees.iter().any(|tree| tree.get(path) == Some(bytes));
            assert!(whole, "round {round}: `{path}` is torn, {} bytes", bytes.len());
        }
        for path in trees[0].keys().filter(|path| trees[1].contains_key(*path)) {
            assert!(now.contains_key(path), "round {round}: `{path}` is missing");
        }
        assert_eq!(now[STRANGER], b"mine", "round {round}");
        let stranger = (STRANGER.to_owned(), b"mine".to_vec());
        let is_whole = |tree: &Tree| now.iter().filter(|(path, _)| *path != STRANGER).eq(tree.iter());
        unfinished += usize::from(!trees.iter().any(is_whole));
        // Every other time the next writer has to mend, not we.
        if round % 2 == 0 {
            write(&sites[round / 2 % 2], &public, folder).unwrap();
            let mut goal = trees[round / 2 % 2].clone();
            goal.extend([stranger]);
            assert!(tree(&public) == goal, "round {round}: not mended");
        }
    }
    assert!(unfinished * 3 > kills(), "only {unfinished} of {} kills hit a build at work", kills() * 10);
}

#[test]
fn a_first_build_that_is_killed_is_finished_by_the_next() {
    let sites = [site("one"), site("two")];
    let trees: Vec<Tree> = sites.iter().map(as_tree).collect();
    for (round, moment) in moments(kills() / 3, Duration::from_millis(150)).enumerate() {
        let folder = tempfile::tempdir().unwrap();
        let (folder, public) = (folder.path(), folder.path().join("public"));
        write_and_kill(folder, moment, "-KILL");
        if public.exists() {
            for (path, bytes) in tree(&public).iter().filter(|(path, _)| !is_temporary(path) && !path.ends_with('/')) {
                assert!(trees.iter().any(|tree| tree.get(path) == Some(bytes)), "round {round}: `{path}` is torn");
            }
        }
        write(&sites[1], &public, folder).unwrap();
        assert!(tree(&public) == trees[1], "round {round}: not mended");
    }
}

/// Ctrl-C, a runner's time-out and a closed terminal leave nothing to mend.
#[cfg(unix)]
#[test]
fn a_build_that_is_asked_to_stop_leaves_a_whole_site_and_no_temporary_file() {
    use std::os::unix::process::ExitStatusExt;

    let folder = tempfile::tempdir().unwrap();
    let (folder, public) = (folder.path(), folder.path().join("public"));
    let sites = [site("one"), site("two")];
    let trees: Vec<Tree> = sites.iter().map(as_tree).collect();
    write(&sites[1], &public, folder).unwrap();
    let signals = [("-INT", 2), ("-TERM", 15), ("-HUP", 1)];
    for (round, moment) in moments(kills() / 2, Duration::from_millis(400)).enumerate() {
        let (signal, number) = signals[round % signals.len()];
        let status = write_and_kill(folder, moment, signal);
        assert_eq!(status.signal(), Some(number), "round {round}: {status}");
        assert!(trees.contains(&tree(&public)), "round {round}: {signal} left half a site");
        let left: Vec<String> = tree(folder).into_keys().filter(|path| is_temporary(path)).collect();
        assert!(left.is_empty(), "round {round}: {signal} left {left:?}");
    }
}
