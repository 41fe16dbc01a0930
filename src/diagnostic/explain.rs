//! What a code means, why a reader would care, an example, and the example mended.
//!
//! The words are those of the documentation, `docs/diagnostics/`, built into the binary. Markdown is what our users
//! write all day, so it is printed on the terminal as it is.

use super::Code;
use super::suggest::nearest;

/// The page on `code`, as Markdown that reads well as plain text.
pub fn explain(code: Code) -> &'static str {
    code.page()
}

/// The page on the code called `name`, or what to say when there is none.
pub fn explain_by_name(name: &str) -> Result<&'static str, String> {
    // Someone may have copied it together with what surrounds it: `error[no-source]`.
    let bare = name.trim().to_lowercase().replace('_', "-");
    let bare = bare.split_once('[').map_or(&*bare, |(_, inner)| inner).trim_end_matches([']', ':']);
    match bare.parse::<Code>() {
        Ok(code) => Ok(explain(code)),
        Err(()) => Err(match nearest(bare, Code::ALL.iter().map(|code| code.as_str())) {
            Some(near) => format!("no diagnostic is called `{name}`; did you mean `{near}`?"),
            None => format!("no diagnostic is called `{name}`; `dateline explain` lists them all"),
        }),
    }
}

/// The first paragraph of a code's page: what is wrong, on one line.
pub fn meaning(code: Code) -> String {
    let paragraph = code.page().lines().skip(2).take_while(|line| !line.is_empty());
    paragraph.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    use super::super::Severity;
    use super::*;

    /// Not checked for an example that can be tried: what is wrong with them can't be written down in a page.
    const NOT_SHOWN_AS_FILES: [Code; 4] =
        [Code::NotUtf8, Code::UnreadableInput, Code::UnverifiedQuote, Code::UnsearchedFile];

    fn folder() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/diagnostics")
    }

    /// The headings of the second level and what stands beneath each.
    fn sections(page: &str) -> Vec<(&str, &str)> {
        page.split("\n## ").skip(1).filter_map(|section| section.split_once('\n')).collect()
    }

    fn section(code: Code, name: &str) -> &'static str {
        let found = sections(explain(code)).into_iter().find(|(heading, _)| *heading == name);
        found.unwrap_or_else(|| panic!("`{code}` has no section `{name}`")).1
    }

    /// The files shown in a section: the path that the fence names, and the content.
    fn files(section: &str) -> Vec<(&str, &str)> {
        let blocks = section.split("\n```").skip(1).step_by(2);
        blocks
            .filter_map(|block| {
                let (info, content) = block.split_once('\n')?;
                Some((info.split_once(' ')?.1, content))
            })
            .collect()
    }

    #[test]
    fn every_code_has_its_page_and_every_page_its_code() {
        let pages: BTreeSet<String> = std::fs::read_dir(folder())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name != "README.md")
            .collect();
        let codes: BTreeSet<String> = Code::ALL.iter().map(|code| format!("{code}.md")).collect();
        assert_eq!(pages, codes);
    }

    #[test]
    fn every_page_has_its_sections() {
        for &code in Code::ALL {
            let page = explain(code);
            let (heading, _) = page.split_once('\n').unwrap();
            assert_eq!(heading, format!("# {code}"));
            let names: Vec<_> = sections(page).into_iter().map(|(name, _)| name).collect();
            assert_eq!(names[..3.min(names.len())], ["Why it matters", "Example", "Mend"], "{code}");
            match (code.severity(), &names[3..]) {
                (Severity::Error, []) | (Severity::Warning, [] | ["Accept it"]) => {}
                (_, rest) => panic!("`{code}` has {rest:?} after its mend"),
            }
            for (name, content) in sections(page) {
                assert!(!content.trim().is_empty(), "`{code}`: nothing under `{name}`");
            }
        }
    }

    #[test]
    fn every_page_begins_with_one_sentence() {
        for &code in Code::ALL {
            let sentence = meaning(code);
            assert!(sentence.ends_with('.'), "{code}: {sentence}");
            assert!(!sentence.trim_end_matches('.').contains(". "), "{code}: {sentence}");
        }
    }

    #[test]
    fn every_example_names_its_files_and_its_mend_differs() {
        for code in Code::ALL.iter().copied().filter(|code| !NOT_SHOWN_AS_FILES.contains(code)) {
            let (example, mend) = (files(section(code, "Example")), files(section(code, "Mend")));
            assert!(!example.is_empty() && !mend.is_empty(), "{code}");
            for (path, _) in example.iter().chain(&mend) {
                assert!(path.starts_with("content/") || *path == "withheld-names.txt", "{code}: {path}");
            }
            assert_ne!(example, mend, "{code}");
        }
    }

    #[test]
    fn every_fence_is_closed_and_every_line_fits_a_terminal() {
        for &code in Code::ALL {
            let page = explain(code);
            assert_eq!(page.lines().filter(|line| line.starts_with("```")).count() % 2, 0, "{code}");
            for line in page.lines() {
                assert!(line.chars().count() <= 100, "{code}: {line}");
            }
            assert!(page.ends_with('\n') && !page.ends_with("\n\n"), "{code}");
        }
    }

    /// The first paragraph of a page, on one line.
    fn meaning(code: Code) -> String {
        let paragraph = explain(code).split("\n\n").nth(1).unwrap();
        paragraph.lines().collect::<Vec<_>>().join(" ")
    }

    /// The tables of `docs/diagnostics/README.md`.
    fn index() -> String {
        let table = |severity| {
            let rows: String = Code::ALL
                .iter()
                .filter(|code| code.severity() == severity)
                .map(|&code| format!("| [`{code}`]({code}.md) | {} |\n", meaning(code)))
                .collect();
            format!("| Code | Meaning |\n| --- | --- |\n{rows}")
        };
        format!("## Errors\n\n{}\n## Warnings\n\n{}", table(Severity::Error), table(Severity::Warning))
    }

    /// `DATELINE_ACCEPT=1 cargo test` writes the index anew.
    #[test]
    fn the_index_lists_every_page() {
        let path = folder().join("README.md");
        let readme = std::fs::read_to_string(&path).unwrap();
        let (before, found) = readme.split_at(readme.find("## Errors\n").unwrap());
        if std::env::var_os("DATELINE_ACCEPT").is_some() {
            std::fs::write(&path, before.to_owned() + &index()).unwrap();
        } else {
            assert_eq!(found, index(), "accept with `DATELINE_ACCEPT=1 cargo test the_index_lists_every_page`");
        }
    }

    #[test]
    fn a_name_is_found_as_people_copy_it() {
        for name in ["no-source", " No-Source ", "no_source", "error[no-source]", "[no-source]:"] {
            assert_eq!(explain_by_name(name), Ok(explain(Code::NoSource)), "{name}");
        }
    }

    #[test]
    fn an_unknown_name_is_answered_with_the_nearest() {
        let answer = |name| explain_by_name(name).unwrap_err();
        assert_eq!(answer("no-sorce"), "no diagnostic is called `no-sorce`; did you mean `no-source`?");
        assert_eq!(answer("allegation"), "no diagnostic is called `allegation`; did you mean `unanswered-allegation`?");
        assert_eq!(answer("xyz"), "no diagnostic is called `xyz`; `dateline explain` lists them all");
    }
}
