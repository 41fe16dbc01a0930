//! Makes a site, checks it, builds it, reads what came of it, and runs the program on it.

mod expected;
pub mod loopback;

pub use expected::{accepts, assert_expected, difference};

use chrono::NaiveDate;
use dateline::diagnostic::Severity;
use dateline::diagnostic::report::{DiagnosticFormat, report};
use dateline::resolve::Drafts;
use dateline::write::{Content, Outputs};
use dateline::{Checked, Options};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;
use tempfile::TempDir;

/// The day on which every site is read, unless a test says otherwise.
pub const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2033, 1, 1).expect("a day");

/// A small site in a folder of its own, which goes away with it. All people and places in our sites are invented.
pub struct Site {
    folder: TempDir,
}

impl Site {
    /// A folder with nothing in it.
    pub fn empty() -> Self {
        Self { folder: TempDir::new().expect("a folder for the test") }
    }

    /// A site of these files, by path.
    pub fn of(files: &[(&str, &str)]) -> Self {
        let site = Self::empty();
        for (path, text) in files {
            site.write(path, text);
        }
        site
    }

    /// A copy of a folder that holds `content/` and perhaps `static/` and `templates/`.
    pub fn copied(folder: &Path) -> Self {
        let site = Self::empty();
        site.lay_over(folder);
        site
    }

    /// A copy of the small site of the documentation's examples.
    pub fn explained() -> Self {
        Self::copied(&root().join("tests/explained"))
    }

    /// Copies what another folder has of a site over this one.
    pub fn lay_over(&self, folder: &Path) {
        for part in ["content", "static", "templates"] {
            if folder.join(part).is_dir() {
                copy(&folder.join(part), &self.path().join(part));
            }
        }
        if let Ok(names) = std::fs::read(folder.join("withheld-names.txt")) {
            self.write("withheld-names.txt", names);
        }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the folder can be made");
        std::fs::write(path, text).expect("the file can be written");
    }

    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// How the site is checked, unless a test says otherwise.
    pub fn options(&self) -> Options {
        options(self.path())
    }

    /// The site, read and judged.
    pub fn check(&self) -> Checked {
        check(&self.options())
    }

    /// What a build would write, by path.
    pub fn build(&self) -> BTreeMap<String, Vec<u8>> {
        bytes(outputs(self.check()))
    }

    /// Runs `dateline` in the site's folder, today.
    pub fn dateline(&self, arguments: &[&str]) -> Said {
        self.dateline_on(TODAY, arguments)
    }

    /// What `dateline check` finds in the site, as JSON, and how it ends.
    pub fn dateline_check(&self) -> Said {
        self.dateline(&["check", "--format", "json"])
    }

    /// Runs `dateline` in the site's folder on another day.
    pub fn dateline_on(&self, day: NaiveDate, arguments: &[&str]) -> Said {
        Said::from(program(day).args(arguments).current_dir(self.path()).output().expect("the program runs"))
    }
}

/// What a command said and how it ended.
#[derive(Debug)]
pub struct Said {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code().expect("the program ended by itself"),
            out: String::from_utf8(output.stdout).expect("it prints text"),
            err: String::from_utf8(output.stderr).expect("it prints text"),
        }
    }
}

/// The program under test, on a day.
pub fn program(day: NaiveDate) -> Command {
    let midnight = day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp();
    let mut program = Command::new(env!("CARGO_BIN_EXE_dateline"));
    program.env("SOURCE_DATE_EPOCH", midnight.to_string());
    program
}

/// How the site in a folder is checked, unless a test says otherwise.
pub fn options(site: &Path) -> Options {
    Options { site: site.to_owned(), base_url: None, drafts: Drafts::LeftOut, strict: false, today: TODAY }
}

/// A site, read and judged.
pub fn check(options: &Options) -> Checked {
    dateline::check(options, &mut |_| ()).expect("the site can be read")
}

/// What stands on the terminal, without colours.
pub fn human_report(checked: &Checked) -> String {
    let texts = |file: &str| checked.text(file);
    report(&checked.diagnostics, &texts, DiagnosticFormat::Human { color: false })
}

/// What a build would write; nothing keeps it from being built.
pub fn outputs(checked: impl Into<Arc<Checked>>) -> Outputs {
    let checked = checked.into();
    let is_error = checked.diagnostics.iter().any(|found| found.severity == Severity::Error);
    assert!(!is_error, "{}", human_report(&checked));
    dateline::render(checked).expect("the templates are sound")
}

/// What the files hold; a card is the drawing that it is made from.
pub fn bytes(outputs: Outputs) -> BTreeMap<String, Vec<u8>> {
    let bytes = |content: Content| match content {
        Content::Raster(raster) => raster.input.into_bytes(),
        content => content.bytes().expect("the templates are sound").into_owned(),
    };
    outputs.into_iter().map(|(path, content)| (path, bytes(content))).collect()
}

/// The repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// All files below a folder, sorted; none where there is no such folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    if !folder.exists() {
        return Vec::new();
    }
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    let files = files.map(|entry| entry.unwrap_or_else(|error| panic!("{error}")));
    files.filter(|entry| !entry.file_type().is_dir()).map(walkdir::DirEntry::into_path).collect()
}

/// Copies a folder, over what is there.
pub fn copy(from: &Path, to: &Path) {
    for file in files(from) {
        let target = to.join(file.strip_prefix(from).expect("it is below the folder"));
        std::fs::create_dir_all(target.parent().expect("a file lies in a folder")).expect("a folder can be made");
        std::fs::copy(&file, &target).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }
}
