//! The built site in real browsers.
//!
//! Builds the case and a made-up site of 2,000 events, then runs the Node project in `tests/browser` on them, whose
//! output passes through. What it needs of other programs it installs where it may (Debian, as root); anywhere else
//! it fails with one line that names what to install. It is never left out in silence.

#[path = "../examples/made_up_site.rs"]
#[expect(dead_code, reason = "an example has a main function of its own")]
mod made_up_site;

#[path = "suite/hostile/attempts.rs"]
mod attempts;
#[path = "../fuzz/trials/mod.rs"]
#[allow(dead_code, reason = "the fuzzer's trials, of which few are wanted here")]
mod trials;

use made_up_site::Size;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const MADE_UP_EVENTS: usize = 2000;
const MADE_UP_SOURCES: usize = 6400;
/// Of a site on which nobody is accused, whose front page tells all of them.
const PLAIN_EVENTS: usize = 60;
/// Of a site whose only year takes several pages.
const CROWDED_EVENTS: usize = 300;
/// As in `tests/browser/lib/sites.mjs`: 404.html names this path, under which the suites serve the sites.
const BASE_URL: &str = "https://timeline.example/any/sub/path/";

/// A program that the suites need: how to tell that it is there, and the Debian package that brings it.
struct Need {
    name: &'static str,
    package: &'static str,
    found: fn() -> bool,
}

const NEEDS: &[Need] = &[
    Need { name: "Node.js 20 or newer", package: "nodejs", found: || major_version("node") >= Some(20) },
    Need { name: "npm", package: "npm", found: || major_version("npm").is_some() },
    Need { name: "Java 17 or newer", package: "default-jre-headless", found: || java_version() >= Some(17) },
    Need { name: "Chromium", package: "chromium", found: || chromium().is_some() },
    // Playwright speaks with it as no older one understands (WebDriver BiDi's `network.addDataCollector`).
    Need {
        name: "Firefox 143 or newer",
        package: "firefox-esr",
        found: || firefox().and_then(|program| major_version(program.to_str()?)) >= Some(143),
    },
];

#[test]
fn the_site_works_in_real_browsers() {
    install_what_is_missing();
    let suites = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    install_packages(&suites);

    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser");
    if scratch.exists() {
        fs::remove_dir_all(&scratch).expect("the last run's sites can be removed");
    }
    let case = build(Path::new(env!("CARGO_MANIFEST_DIR")), &scratch.join("case"));
    let made = |name: &str, size: Size, more: &str| {
        let folder = scratch.join(format!("{name}-content"));
        made_up_site::write(size, &folder).expect("a made-up site can be written");
        let settings = folder.join("content/site.yaml");
        let text = fs::read_to_string(&settings).expect("the made-up site has settings");
        fs::write(&settings, text + more).expect("they can be written");
        build(&folder, &scratch.join(name))
    };
    // The case has one file for an event, as by default; the big site has more (without cards, which take long to draw).
    let outputs = "outputs: [event-data, event-embeds]\n";
    let big = made("big", Size { sources: MADE_UP_SOURCES, ..Size::of(MADE_UP_EVENTS) }, outputs);
    let plain = made("plain", Size { claims: 0, ..Size::of(PLAIN_EVENTS) }, "");
    let crowded = made("crowded", Size { years: 1, sources: 60, ..Size::of(CROWDED_EVENTS) }, "");

    let languages = scratch.join("languages-content");
    for part in ["_base", "languages"] {
        copy(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(part).join("content"),
            &languages.join("content"),
        );
    }
    let languages = build(&languages, &scratch.join("languages"));

    let hostile = scratch.join("hostile");
    attempts::write_sites(&hostile);

    let mut node = Command::new("node");
    node.args([
        "--test",
        "--test-concurrency=2",
        "--test-timeout=3600000",
        "--test-force-exit",
        "--test-reporter=spec",
    ])
    .current_dir(&suites)
    .env("SITE_DIR", case)
    .env("BIG_SITE_DIR", big)
    .env("PLAIN_SITE_DIR", plain)
    .env("CROWDED_SITE_DIR", crowded)
    .env("LANGUAGES_SITE_DIR", languages)
    .env("HOSTILE_DIR", hostile)
    .env("DATELINE", env!("CARGO_BIN_EXE_dateline"))
    .env("CHROMIUM", chromium().expect("Chromium was looked for above"))
    .env("FIREFOX", firefox().expect("Firefox was looked for above"))
    .stdin(Stdio::null());
    let status = node.status().expect("node was looked for above");
    assert!(status.success(), "the browser suites failed; their report stands above");
}

/// Builds a site with the program under test and gives the folder that it wrote.
fn build(site: &Path, output: &Path) -> PathBuf {
    let built = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .arg("build")
        .arg("--site")
        .arg(site)
        .arg("--output")
        .arg(output)
        .args(["--base-url", BASE_URL])
        .output()
        .expect("the program under test starts");
    let said = String::from_utf8_lossy(&built.stderr);
    // Warnings are the business of other tests; they would bury the browsers' report.
    assert!(built.status.success(), "{} does not build:\n{said}", site.display());
    output.to_path_buf()
}

/// Copies a folder with all that is in it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("a case has content") {
        let entry = entry.expect("it can be listed");
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &target),
            false => {
                fs::copy(entry.path(), target).expect("a file can be copied");
            }
        }
    }
}

fn install_what_is_missing() {
    let missing: Vec<&Need> = NEEDS.iter().filter(|need| !(need.found)()).collect();
    if missing.is_empty() {
        return;
    }
    if is_root() && Path::new("/etc/debian_version").exists() {
        let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
        println!("installing {}", packages.join(", "));
        let _ = apt_get(&["update", "--quiet"]);
        let _ = apt_get(&[&["install", "--quiet", "--yes", "--no-install-recommends"], packages.as_slice()].concat());
    }
    let still: Vec<String> = NEEDS
        .iter()
        .filter(|need| !(need.found)())
        .map(|need| format!("{} (on Debian: {})", need.name, need.package))
        .collect();
    assert!(still.is_empty(), "the browser tests need what is not installed here: {}", still.join(", "));
}

/// `npm ci` when there are no packages, or older ones than the lock file.
fn install_packages(suites: &Path) {
    let changed = |file: &str| fs::metadata(suites.join(file)).and_then(|metadata| metadata.modified()).ok();
    if changed("node_modules/.package-lock.json") >= changed("package-lock.json").max(changed("package.json")) {
        return;
    }
    let status = Command::new("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(suites)
        .stdin(Stdio::null())
        .status();
    assert!(status.is_ok_and(|status| status.success()), "`npm ci` in tests/browser failed; its reason stands above");
}

fn apt_get(arguments: &[&str]) -> Option<()> {
    let status = Command::new("apt-get")
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status();
    status.is_ok_and(|status| status.success()).then_some(())
}

/// The address of the browser, from the environment or where systems keep it.
fn chromium() -> Option<PathBuf> {
    program("CHROMIUM", &["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"])
}

fn firefox() -> Option<PathBuf> {
    program("FIREFOX", &["/usr/bin/firefox-esr", "/usr/bin/firefox"])
}

fn program(variable: &str, usual: &[&str]) -> Option<PathBuf> {
    let chosen = env::var_os(variable).map(PathBuf::from);
    chosen.into_iter().chain(usual.iter().map(PathBuf::from)).find(|path| path.exists())
}

/// The first number that `PROGRAM --version` prints.
fn major_version(program: &str) -> Option<u32> {
    first_number(&output(program, "--version")?)
}

fn java_version() -> Option<u32> {
    first_number(&output("java", "-version")?)
}

/// What a program prints, wherever it prints it; nothing when it cannot be started or fails.
fn output(program: &str, argument: &str) -> Option<String> {
    let output = Command::new(program).arg(argument).stdin(Stdio::null()).output().ok()?;
    let both = [output.stdout, output.stderr].concat();
    output.status.success().then(|| String::from_utf8_lossy(&both).into_owned())
}

fn first_number(text: &str) -> Option<u32> {
    let digits = text.split(|character: char| !character.is_ascii_digit()).find(|part| !part.is_empty());
    digits?.parse().ok()
}

fn is_root() -> bool {
    output("id", "-u").is_some_and(|user| user.trim() == "0")
}
