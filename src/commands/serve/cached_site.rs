//! Judges the site again after a save, reading and parsing only what was saved.

use super::watch::Saved;
use crate::diagnostic::Diagnostic;
use crate::parse::ParseCache;
use crate::read::{self, Inputs};
use crate::{Checked, Error, Options};
use std::path::PathBuf;

/// A site whose files are kept from save to save, with what each says.
#[derive(Debug)]
pub struct CachedSite {
    /// The site's folder without links in its path, as the watcher names it.
    folder: PathBuf,
    inputs: Option<(Inputs, Vec<Diagnostic>)>,
    parsed: ParseCache,
}

impl CachedSite {
    /// The site in this folder, of which nothing is known yet.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, inputs: None, parsed: ParseCache::default() }
    }

    /// The site as it is after `saved`; the same that [`crate::check`] would find.
    pub fn check(&mut self, options: &Options, saved: &Saved) -> Result<Checked, Error> {
        let is_known = match (&mut self.inputs, saved) {
            (Some((inputs, diagnostics)), Saved::Files(files)) => inputs.read_again(&self.folder, files, diagnostics),
            _ => false,
        };
        if !is_known {
            // What can't be read now is not known for the next time either.
            self.inputs = None;
            self.inputs = Some(read::read(&options.site)?);
        }
        let (inputs, diagnostics) = self.inputs.clone().expect("they were read just now");
        crate::judge_cached(inputs, diagnostics, options, &mut self.parsed, &mut |_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::Drafts;
    use std::collections::BTreeSet;
    use std::fs;

    /// After each save, what is kept and what is read anew come to the same.
    #[test]
    fn a_site_read_again_is_the_site_read_anew() {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().canonicalize().unwrap();
        let options = Options {
            site: site.clone(),
            base_url: None,
            drafts: Drafts::Shown,
            strict: false,
            today: chrono::NaiveDate::from_ymd_opt(2033, 1, 1).unwrap(),
        };
        let mut cached = CachedSite::new(site.clone());
        let mut save = |saved: &[(&str, Option<&str>)]| {
            let mut files = BTreeSet::new();
            for (path, text) in saved {
                let path = site.join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                match text {
                    Some(text) => fs::write(&path, text).unwrap(),
                    None => fs::remove_file(&path).unwrap_or_default(),
                }
                files.insert(path);
            }
            let again = cached.check(&options, &Saved::Files(files)).unwrap();
            let anew = crate::check(&options, &mut |_| ()).unwrap();
            assert_eq!(again.diagnostics, anew.diagnostics);
            assert_eq!(format!("{:?}", again.site), format!("{:?}", anew.site));
            again.diagnostics.len()
        };
        let site_file = "title: T\nkinds: {report: {label: Report}}\n";
        let event = "---\ntitle: A\ndate: 2031\nkind: report\nsources: [s]\n---\nA [@s].\n";
        save(&[("content/site.yaml", Some(site_file))]);
        save(&[("content/events/a.md", Some(event)), ("content/sources/s.md", Some("---\ntitle: S\n---\n"))]);
        let before = save(&[("content/events/a.md", Some(&event.replace("title: A", "title: B")))]);
        assert!(save(&[("content/events/a.md", Some(&event.replace("report", "reprot")))]) > before);
        save(&[("content/events/a.md", Some("no front matter"))]);
        save(&[("content/events/a.md", Some("\u{0}"))]);
        save(&[("content/events/a.md", Some(event)), ("content/events/4913", None), ("content/events/a.md~", None)]);
        save(&[("content/events/a.md~", Some("a backup"))]);
        save(&[("content/events/a.md~", None)]);
        save(&[("content/site.yaml", Some("title: U\n"))]);
        save(&[("content/site.yaml", Some(site_file))]);
        save(&[("content/events/2031/b.md", Some(event))]);
        save(&[("content/events/2031/b.md", None), ("content/events/a.md", Some(event))]);
        let compared = "quotations:\n- source: s\n  quote: was so\n  in: [event:a]\n  verdict: verbatim\n  checked: 2032-01-01\n  from: local\n";
        save(&[("content/verification.yaml", Some(compared))]);
        let verbatim = save(&[("content/events/a.md", Some(&event.replace("[@s]", "[@s, \"was so\"]")))]);
        let differs = save(&[("content/verification.yaml", Some(&compared.replace("verbatim", "differs")))]);
        assert_eq!(differs, verbatim + 1, "the altered quotation is told");
        save(&[("content/verification.yaml", None), ("content/events/a.md", Some(event))]);
        save(&[("templates/words/en.yaml", Some("page: {draft: Sketch}\n"))]);
        save(&[("static/x.txt", Some("x"))]);
        save(&[("static/x.txt", None)]);
        // What was only told of, and is gone.
        let whole = save(&[("content/events/a.md", Some(event))]);
        for stray in ["content/notes.txt", "content/events/b.markdown"] {
            assert_eq!(save(&[(stray, Some("x"))]), whole + 1);
            assert_eq!(save(&[(stray, None)]), whole);
        }
        assert_eq!(save(&[("content/sources/t.md", Some(&" ".repeat(2 << 20)))]), whole + 1);
        assert_eq!(save(&[("content/sources/t.md", None)]), whole);
    }

    /// Of a folder that is moved away, the system tells its own path alone.
    #[test]
    fn a_folder_that_is_gone_takes_its_files_along() {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().canonicalize().unwrap();
        let put = |path: &str, text: &str| {
            let path = site.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        put("content/site.yaml", "title: T\nkinds: {report: {label: Report}}\n");
        let today = chrono::NaiveDate::from_ymd_opt(2033, 1, 1).unwrap();
        let options = Options { site: site.clone(), base_url: None, drafts: Drafts::Shown, strict: false, today };
        let mut cached = CachedSite::new(site.clone());
        for (gone, file) in [
            ("content/events/2031", "content/events/2031/a.md"),
            ("content/events/2032", "content/events/2032/a.png"),
            ("static/fonts", "static/fonts/a.woff2"),
            ("templates/parts", "templates/parts/a.html"),
        ] {
            put(file, "---\ntitle: A\ndate: 2031\nkind: report\n---\n");
            cached.check(&options, &Saved::Anything).unwrap();
            fs::remove_dir_all(site.join(gone)).unwrap();
            let again = cached.check(&options, &Saved::Files([site.join(gone)].into())).unwrap();
            let anew = crate::check(&options, &mut |_| ()).unwrap();
            assert_eq!(format!("{:?}", again.inputs), format!("{:?}", anew.inputs), "{gone}");
        }
    }
}
