//! Every data file of a build, read by programs that are not ours: `check.py` with Python's parsers of feeds, calendars,
//! bibliographies, JSON Schema and HTML, `json-ld/check.mjs` with schema.org's vocabulary.
//!
//! What they need of packages is installed beneath `target`, by lists that name each with its checksum; other programs
//! are installed where that is allowed (Debian, as root). Anywhere else the test fails with a line that names them.

use crate::harness::{TODAY, program, root};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A program with an argument that it answers, and the Debian package that brings it.
const NEEDS: &[(&[&str], &str)] = &[
    (&["python3", "-m", "pip", "--version"], "python3-pip"),
    (&["xmllint", "--version"], "libxml2-utils"),
    (&["node", "--version"], "nodejs"),
    (&["npm", "--version"], "npm"),
];

#[test]
fn other_programs_read_what_we_mean() {
    install_what_is_missing();
    let tests = root().join("tests/formats");
    let work = Path::new(env!("CARGO_TARGET_TMPDIR")).join("formats");
    let (case, hostile) = (work.join("case"), work.join("hostile"));
    // Whoever has deleted `.dateline` since made a stranger's folder of it.
    let _ = std::fs::remove_dir_all(&case);
    run(program(TODAY)
        .args(["build", "--base-url", "https://timeline.example/any/sub/path/", "--output"])
        .arg(&case)
        .current_dir(root()));
    run(Command::new("python3")
        .arg(tests.join("check.py"))
        .args([OsStr::new(env!("CARGO_BIN_EXE_dateline")), hostile.as_os_str(), case.as_os_str()])
        .env("PYTHONPATH", python_packages(&tests, &work))
        // The hostile site's events lie in the future of whoever runs this early.
        .env("SOURCE_DATE_EPOCH", "1988150400"));
    let vocabulary = tests.join("json-ld");
    node_packages(&vocabulary);
    run(Command::new("node").arg(vocabulary.join("check.mjs")).args([
        &case,
        &hostile.join("bare"),
        &hostile.join("public"),
    ]));
}

/// Runs a program, whose output passes through.
fn run(command: &mut Command) {
    let status = command.stdin(Stdio::null()).status();
    assert!(status.is_ok_and(|status| status.success()), "{command:?} failed; its reason stands above");
}

fn install_what_is_missing() {
    let missing = || NEEDS.iter().filter(|(command, _)| !answers(command)).map(|(_, package)| *package);
    let packages: Vec<&str> = missing().collect();
    if !packages.is_empty() && Path::new("/etc/debian_version").exists() {
        println!("installing {}", packages.join(", "));
        answers(&["apt-get", "update", "--quiet"]);
        answers(
            &[&["apt-get", "install", "--quiet", "--yes", "--no-install-recommends"], packages.as_slice()].concat(),
        );
    }
    let still: Vec<&str> = missing().collect();
    assert!(still.is_empty(), "this test needs what is not installed here; on Debian: {}", still.join(", "));
}

fn answers(command: &[&str]) -> bool {
    let mut program = Command::new(command[0]);
    program.args(&command[1..]).env("DEBIAN_FRONTEND", "noninteractive");
    program.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    program.status().is_ok_and(|status| status.success())
}

/// The packages of `requirements.txt`, in a folder for this Python alone: one of them is compiled.
fn python_packages(tests: &Path, work: &Path) -> PathBuf {
    let version = Command::new("python3").arg("--version").output().expect("python3 was looked for above").stdout;
    let folder = work.join(String::from_utf8_lossy(&version).trim().replace(' ', "-"));
    let list = tests.join("requirements.txt");
    let wanted = fs::read(&list).expect("the list of packages lies beside this file");
    let installed = folder.join("requirements.txt");
    if fs::read(&installed).is_ok_and(|there| there == wanted) {
        return folder;
    }
    _ = fs::remove_dir_all(&folder);
    let options = [
        "--quiet",
        "--disable-pip-version-check",
        "--root-user-action=ignore",
        "--no-warn-conflicts",
        "--require-hashes",
    ];
    run(Command::new("python3")
        .args(["-m", "pip", "install"])
        .args(options)
        .arg("--target")
        .arg(&folder)
        .arg("-r")
        .arg(&list));
    fs::write(installed, wanted).expect("the folder was just made");
    folder
}

/// `npm ci` when there are no packages, or older ones than the lock file.
fn node_packages(folder: &Path) {
    let changed = |file: &str| fs::metadata(folder.join(file)).and_then(|metadata| metadata.modified()).ok();
    if changed("node_modules/.package-lock.json") < changed("package-lock.json").max(changed("package.json")) {
        let options = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
        run(Command::new("npm").args(options).current_dir(folder));
    }
}
