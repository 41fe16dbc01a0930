//! `content/verification.yaml`, which `verify` and `links` write and a build reads.

mod text;

use crate::Error;
use crate::atomic;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Verification;
use crate::parse;
use crate::read::{self, Folder, Input, Inputs};
use crate::resolve::{self, Drafts, Site};
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Where the file stands in a site's folder.
pub const PATH: &str = "content/verification.yaml";

/// The site with its drafts, and how many errors its content has.
///
/// # Errors
///
/// Where there is no site, or the records of earlier runs can't be read: writing would lose them.
pub fn site(folder: &Path) -> Result<(Inputs, Site, usize), Error> {
    let (inputs, mut diagnostics) = read::read(folder)?;
    let (documents, found) = parse::parse(&inputs);
    diagnostics.extend(found);
    refuse_broken(&diagnostics)?;
    let (site, found) = resolve::resolve(documents, &inputs.media, Drafts::Shown);
    diagnostics.extend(found);
    let is_error = |diagnostic: &&Diagnostic| diagnostic.severity == Severity::Error;
    let errors = diagnostics.iter().filter(is_error).count();
    Ok((inputs, site, errors))
}

/// The file while a command works that adds to it.
///
/// `verify` and `links` may run at once, as may two that verify. So nobody writes back what the file held when they began:
/// each change is made to what it holds now, while nobody else makes one.
#[derive(Debug)]
pub struct RecordsFile {
    path: PathBuf,
    lock: PathBuf,
    /// The text that `records` are, once it was read.
    text: Option<String>,
    records: Verification,
    changed: Instant,
    /// Local texts come faster than a long file is written.
    pause: Duration,
}

/// Whoever stops us loses no more than what was found in this time, or in four times what writing takes.
const PAUSE: Duration = Duration::from_millis(200);

impl RecordsFile {
    /// The file of the site in `folder`; `records` are what it held when the site was read.
    pub fn open(folder: &Path, records: &Verification) -> Self {
        Self {
            path: folder.join(PATH),
            lock: folder.join(".dateline/verification.lock"),
            text: None,
            records: records.clone(),
            changed: Instant::now(),
            pause: PAUSE,
        }
    }

    /// What it held after the last change.
    pub fn records(&self) -> &Verification {
        &self.records
    }

    /// Whether the last change was so long ago that the next one may be made.
    pub fn is_due(&self) -> bool {
        self.changed.elapsed() >= self.pause
    }

    /// Makes a change. The file is whole at every moment: whoever stops us loses nothing.
    ///
    /// # Errors
    ///
    /// Where it can't be read or written, or would be longer than what is read.
    pub fn update(&mut self, change: impl FnOnce(&mut Verification)) -> Result<(), Error> {
        let start = Instant::now();
        let _lock = lock(&self.lock)?;
        let text = match std::fs::read_to_string(&self.path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
            Err(error) => return Err(Error::io("read", &self.path, error)),
        };
        if self.text.as_ref() != Some(&text) {
            self.records = parsed(&text)?;
        }
        change(&mut self.records);
        self.records.sort();
        let changed = if self.records == Verification::default() && text.is_empty() {
            String::new()
        } else {
            text::text(&self.records)
        };
        if changed.len() as u64 > read::MAX_VERIFICATION {
            let most = read::MAX_VERIFICATION >> 20;
            return Err(Error::Refused(format!(
                "`{PATH}` would have more than the {most} MiB that are read, and was left as it was: split the site"
            )));
        }
        if changed != text {
            atomic::replace(&self.path, changed.as_bytes())?;
        }
        self.text = Some(changed);
        self.changed = Instant::now();
        self.pause = PAUSE.max(start.elapsed() * 4);
        Ok(())
    }
}

/// The right to change the file, until this is dropped or the program ends.
fn lock(path: &Path) -> Result<Option<File>, Error> {
    let failed = |error| Error::io("lock", path, error);
    let folder = path.parent().unwrap_or(Path::new("."));
    if let Some(link) = [folder, path].into_iter().find(|path| path.is_symlink()) {
        return Err(Error::Refused(format!("`{}` is a symbolic link; remove it", link.display())));
    }
    std::fs::create_dir_all(folder).map_err(failed)?;
    let file = File::options().create(true).truncate(false).write(true).open(path).map_err(failed)?;
    match file.lock() {
        Ok(()) => Ok(Some(file)),
        // Some network disks have no locks. Two commands at once are rare, and the file would be whole even then.
        Err(error) if error.kind() == ErrorKind::Unsupported => Ok(None),
        Err(error) => Err(failed(error)),
    }
}

/// The records that a text holds.
fn parsed(text: &str) -> Result<Verification, Error> {
    let input = Input { folder: Folder::Verification, path: PATH.into(), text: text.replace("\r\n", "\n").into() };
    let inputs = Inputs { verification: Some(input), ..Inputs::default() };
    let (documents, found) = parse::parse(&inputs);
    refuse_broken(&found)?;
    Ok(Arc::unwrap_or_clone(documents.verification))
}

/// Writing over a file that can't be read would lose what it says.
fn refuse_broken(diagnostics: &[Diagnostic]) -> Result<(), Error> {
    let broken = diagnostics.iter().find(|diagnostic| &*diagnostic.location.file == PATH);
    broken.map_or(Ok(()), |broken| {
        let message = format!("`{PATH}` can't be read: {}; `dateline check` shows where", broken.message);
        Err(Error::Refused(message))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Span;
    use crate::model::{CheckedQuotation, ComparedText, LinkState, TextOrigin, Verdict, VisitedLink};
    use crate::quotation::Fragment;
    use std::fs;

    fn verification(quote: &str) -> Verification {
        let day = |text: &str| text.parse().unwrap();
        Verification {
            quotations: vec![CheckedQuotation {
                source: "courier".into(),
                quote: quote.trim().into(),
                places: vec!["event:2031-04-05-warden-resigns".into()],
                verdict: Verdict::Verbatim,
                checked: day("2031-05-03"),
                text: Some(ComparedText { from: TextOrigin::Local, sha256: "ab".repeat(32) }),
                times: Some(2),
                link: Some(Fragment {
                    before: Some("said: “".into()),
                    start: quote.trim().into(),
                    ..Fragment::default()
                }),
                places_by_locator: vec![(
                    "paragraph 4".into(),
                    Fragment { start: quote.trim().into(), after: Some("then".into()), ..Fragment::default() },
                )],
                reason: None,
                at: Span::default(),
            }],
            links: vec![VisitedLink {
                url: "https://courier.example/a?b=c#d".into(),
                checked: day("2031-05-04"),
                state: LinkState::Changed,
                status: Some(200),
                to: None,
                reason: Some("the text: is another".into()),
                text: Some("cd".repeat(32)),
                since: Some(day("2031-05-01")),
                etag: Some("W/\"x\"".into()),
                last_modified: None,
            }],
        }
    }

    fn save(folder: &Path, records: &Verification) -> Result<(), Error> {
        RecordsFile::open(folder, records).update(|file| *file = records.clone())
    }

    fn round_trip(verification: &Verification) -> Verification {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        save(folder.path(), verification).unwrap();
        let (_, site, _) = site(folder.path()).unwrap();
        let mut back = Verification::clone(&site.verification);
        for record in &mut back.quotations {
            record.at = Span::default();
        }
        back
    }

    #[test]
    fn what_is_written_is_read() {
        let written = verification("I resign: “tonight”");
        assert_eq!(round_trip(&written), written);
        assert_eq!(round_trip(&Verification::default()), Verification::default());
    }

    #[test]
    fn a_line_separator_inside_a_quotation_is_a_space() {
        assert_eq!(round_trip(&verification("I resign\u{2028}tonight")), verification("I resign tonight"));
    }

    #[test]
    fn a_file_that_cannot_be_read_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        fs::write(folder.path().join(PATH), "quotations: [{source: x}]\n").unwrap();
        assert!(matches!(site(folder.path()), Err(Error::Refused(message)) if message.contains(PATH)));
    }

    #[test]
    fn nothing_is_left_beside_the_file() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        for quote in ["a b c", "a b d", "a b d"] {
            save(folder.path(), &verification(quote)).unwrap();
        }
        let names: Vec<_> =
            fs::read_dir(folder.path().join("content")).unwrap().map(|it| it.unwrap().file_name()).collect();
        assert_eq!(names, ["verification.yaml"]);
    }

    proptest::proptest! {
        #[test]
        fn any_quotation_survives(quote in "[^\\p{C}\\s]([^\\p{C}\\p{Zl}\\p{Zp}]{0,30}[^\\p{C}\\s])?") {
            let written = verification(&quote);
            proptest::prop_assert_eq!(round_trip(&written), written);
        }
    }
}
