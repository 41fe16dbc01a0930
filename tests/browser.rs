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

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const MADE_UP_EVENTS: usize = 2000;
const MADE_UP_SOURCES: usize = 6400;
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
    Need { name: "Firefox", package: "firefox-esr", found: || firefox().is_some() },
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
    let made_up = scratch.join("made-up");
    made_up_site::write(MADE_UP_EVENTS, MADE_UP_SOURCES, &made_up).expect("the made-up site can be written");
    let big = build(&made_up, &scratch.join("big"));

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
