//! `withheld-name`, `unsearched-file`: a name that was promised silence stands in something that would be published.
//!
//! Here the files of the site are looked through, so that a line can be told; whoever makes the pages looks through them
//! as well, since a name may come together only there. A draft that is left out is not looked at, and neither are comments.

use crate::diagnostic::{Code, Diagnostic, Location, Span};
use crate::read::Inputs;
use crate::resolve::Site;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

const HELP: &str = "take it out, or say it without the name; a person can go by a `pseudonym`";

/// What is found in the files of a site of which `left_out` are no part.
pub fn find(inputs: &Inputs, site: &Site, left_out: &BTreeSet<Arc<str>>) -> Vec<Diagnostic> {
    if inputs.withheld.is_empty() {
        return Vec::new();
    }
    let documents = inputs.documents.par_iter().filter(|input| !left_out.contains(&input.path));
    let others = inputs.site.par_iter().chain(&inputs.verification);
    let texts = documents.chain(others).map(|input| (Arc::clone(&input.path), &input.text));
    let templates = inputs.templates.par_iter();
    let templates = templates.map(|input| (format!("templates/{}", input.path).into(), &input.text));
    let found = texts.chain(templates).flat_map_iter(|(path, text)| in_text(inputs, &path, text));
    let mut diagnostics: Vec<Diagnostic> = found.collect();
    for file in &inputs.statics {
        let path: Arc<str> = format!("static/{}", file.path).into();
        diagnostics.extend(in_file(inputs, &path, &file.search));
    }
    for (_, row) in site.events.iter().filter(|(_, row)| row.withdrawn.is_none()) {
        for media in &row.media {
            let file = inputs.media.iter().find(|file| file.path == media.path);
            diagnostics.extend(file.into_iter().flat_map(|file| in_file(inputs, &file.path, &file.search)));
        }
    }
    diagnostics
}

fn in_text(inputs: &Inputs, path: &Arc<str>, text: &str) -> Vec<Diagnostic> {
    let names = &inputs.withheld;
    let of_path = names.find(path).into_iter().map(|found| {
        let message = format!("the name of this file, which becomes an address, holds {}", names.describe(found.name));
        Diagnostic::new(Code::WithheldName, Location::start_of(path), message).help("give it another name")
    });
    let text = without_comments(text);
    let of_text = names.find(&text).into_iter().map(|found| {
        let location = Location { file: Arc::clone(path), span: Span::new(found.start, found.end) };
        let message = format!("{} stands here, which must not appear", names.describe(found.name));
        Diagnostic::new(Code::WithheldName, location, message).help(HELP)
    });
    of_path.chain(of_text).collect()
}

fn in_file(inputs: &Inputs, path: &Arc<str>, search: &crate::withheld::FileSearch) -> Vec<Diagnostic> {
    let location = || Location::start_of(path);
    let found = search.names.iter().map(|name| {
        let name = inputs.withheld.describe(*name);
        let message =
            format!("this file, its name or what is hidden in it (author, title, position, fonts) holds {name}");
        Diagnostic::new(Code::WithheldName, location(), message)
            .help("look at its properties, too; `exiftool -all= FILE` takes them out of a picture or a PDF")
    });
    let unsearched = search.unsearched.map(|why| {
        let message = format!("this file can't be searched for names that must not appear: {why}");
        Diagnostic::new(Code::UnsearchedFile, location(), message)
            .help("look through it yourself, and accept this in the settings, or publish it in another form")
    });
    found.chain(unsearched).collect()
}

/// The text with blanks in the place of lines that are comments in its front matter: nothing is made of them.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let is_yaml = !text.starts_with("---");
    let mut fences = 0;
    for line in text.split_inclusive('\n') {
        fences += usize::from(line.trim_end() == "---");
        let is_front = is_yaml || fences == 1;
        if is_front && line.trim_start().starts_with('#') {
            out.extend(line.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        } else {
            out.push_str(line);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_blank_and_keep_their_length() {
        assert_eq!(without_comments("---\n# a\ntitle: b # c\n---\n# d\n"), "---\n   \ntitle: b # c\n---\n# d\n");
        assert_eq!(without_comments("title: b\n  # é\n"), "title: b\n      \n");
    }
}
