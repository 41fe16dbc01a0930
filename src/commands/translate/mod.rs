//! `translate`: makes a translation's file, shows what changed since, takes the new fingerprint, says how far each
//! language has come.

mod draft;
mod earlier;

use super::{CommandOutcome, Terminal};
use crate::Error;
use crate::commands::build::today;
use crate::localize::status::{FileState, LanguageStatus, OriginalFile, originals, status};
use crate::parse::Documents;
use crate::parse::translation::TranslationDocument;
use crate::tidy::{Change, difference};
use clap::{Args, ValueEnum};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Which file, into which language, and what to do.
#[derive(Debug, Clone, Args)]
pub struct TranslateArguments {
    /// The id of the file to translate
    #[arg(value_name = "ID", required_unless_present = "status")]
    id: Option<String>,
    /// The language into which it is translated, as `languages` in content/site.yaml has it
    #[arg(value_name = "LANG", required_unless_present = "status")]
    language: Option<String>,
    /// Say that no word of the translation needs to change: it takes the original's present fingerprint
    #[arg(long, conflicts_with = "status")]
    accept: bool,
    /// Who translates it; `machine` for a program
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// List for each language what is translated, stale and missing
    #[arg(long)]
    status: bool,
    /// How `--status` is printed
    #[arg(long, value_enum, default_value_t = StatusFormat::Human)]
    format: StatusFormat,
    /// The folder that holds `content/`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum StatusFormat {
    Human,
    Json,
}

/// Does what was asked for.
pub fn translate(arguments: &TranslateArguments, terminal: &Terminal) -> Result<CommandOutcome, Error> {
    let (inputs, _) = crate::read::read(&arguments.site)?;
    let (documents, _) = crate::parse::parse(&inputs);
    if arguments.status {
        let all = status(&documents);
        terminal.print(&match arguments.format {
            StatusFormat::Human => told(&all),
            StatusFormat::Json => serde_json::to_string_pretty(&all).expect("our own types have text keys") + "\n",
        })?;
        return Ok(CommandOutcome::Clean);
    }
    let (Some(id), Some(language)) = (&arguments.id, &arguments.language) else {
        return Err(Error::Refused("name a file and a language, or ask for `--status`".to_owned()));
    };
    let language = language_of(&documents, language)?;
    let all = originals(&documents);
    let original = one(&all, id)?;
    let Some(translation) = original.translation(&documents, &language) else {
        let path = draft::path(original, &language);
        let text = draft::text(original, today()?, arguments.by.as_deref());
        return made(&arguments.site, &path, &text, terminal);
    };
    match (original.state(Some(translation)), arguments.accept) {
        (_, true) => accept(&arguments.site, original, translation, &inputs, terminal),
        (FileState::Translated, false) => {
            terminal.say(&format!("`{}` says what its original does\n", translation.file));
            Ok(CommandOutcome::Clean)
        }
        _ => {
            terminal.print(&changed(&arguments.site, original, translation, &inputs))?;
            let accept = "`--accept` takes the new fingerprint, once the translation says what the original does";
            terminal.say(&format!("{accept}: {}\n", translation.file));
            Ok(CommandOutcome::Clean)
        }
    }
}

fn language_of(documents: &Documents, language: &str) -> Result<String, Error> {
    match documents.languages.named(language) {
        Some(words) => Ok(words.language.tag().to_owned()),
        None => Err(Error::Refused(format!(
            "the site isn't offered in `{language}`: add it to `languages` in content/site.yaml first"
        ))),
    }
}

/// The file with this id; where several sorts of files have one of that name, its path tells which is meant.
fn one<'a, 'd>(all: &'a [OriginalFile<'d>], id: &str) -> Result<&'a OriginalFile<'d>, Error> {
    let found: Vec<_> = all.iter().filter(|original| original.id.as_str() == id || **original.file == *id).collect();
    match found.as_slice() {
        [only] => Ok(only),
        [] => {
            let ids = all.iter().map(|original| original.id.as_str());
            let help = match crate::diagnostic::suggest::nearest(id, ids) {
                Some(near) => format!("; {}", crate::diagnostic::suggest::did_you_mean(near)),
                None => String::new(),
            };
            Err(Error::Refused(format!("no file of the content has the id `{id}`{help}")))
        }
        several => {
            let files: Vec<String> = several.iter().map(|original| format!("`{}`", original.file)).collect();
            Err(Error::Refused(format!("several files have the id `{id}`; name one of {}", files.join(", "))))
        }
    }
}

fn made(site: &Path, path: &str, text: &str, terminal: &Terminal) -> Result<CommandOutcome, Error> {
    let file = site.join(path);
    if file.exists() {
        return Err(Error::Refused(format!("`{path}` is there already and can't be read: `dateline check` says why")));
    }
    crate::atomic::replace(&file, text.as_bytes())?;
    terminal.print(&format!("{}\n", file.display()))?;
    terminal.say("it is a draft: write the words in place of the original's, and remove `draft: true`\n");
    Ok(CommandOutcome::Clean)
}

/// Puts the original's present fingerprint into the translation, and changes nothing else in it.
fn accept(
    site: &Path,
    original: &OriginalFile<'_>,
    translation: &TranslationDocument,
    inputs: &crate::read::Inputs,
    terminal: &Terminal,
) -> Result<CommandOutcome, Error> {
    let now = original.fingerprint.to_string();
    let text = inputs.text(&translation.file).map_or("", |text| text);
    let at = translation.front.translated_at;
    let Some(old) = translation.front.translated.as_ref().map(|translated| translated.from.to_string()) else {
        return Err(Error::Refused(format!("`{}` has no `translated` that can be read", translation.file)));
    };
    let (before, rest) = text.split_at(at.start);
    let place = rest.to_lowercase().find(&old).filter(|place| at.start + place < at.end);
    let Some(place) = place else {
        return Err(Error::Refused(format!(
            "`{}` has its fingerprint in an unusual form: write {now}",
            translation.file
        )));
    };
    let after = format!("{before}{}{now}{}", &rest[..place], &rest[place + old.len()..]);
    if after == text {
        terminal.say(&format!("`{}` says what its original does\n", translation.file));
        return Ok(CommandOutcome::Clean);
    }
    let path = site.join(&*translation.file);
    let raw = std::fs::read_to_string(&path).map_err(|error| Error::io("read", &path, error))?;
    let change = Change { path: (*translation.file).into(), before: text.into(), after: Some(after.clone()) };
    let (mark, raw) = raw.strip_prefix('\u{feff}').map_or(("", &*raw), |raw| ("\u{feff}", raw));
    let whole = format!("{mark}{}", crate::tidy::with_line_ends(raw, &change, &after));
    crate::atomic::replace(&path, whole.as_bytes())?;
    terminal.print(&format!("{}\n", path.display()))?;
    Ok(CommandOutcome::Clean)
}

/// What the original says now that it didn't when it was translated; both texts where git doesn't know.
fn changed(
    site: &Path,
    original: &OriginalFile<'_>,
    translation: &TranslationDocument,
    inputs: &crate::read::Inputs,
) -> String {
    let text = |file: &str| inputs.text(file).cloned().unwrap_or_else(|| "".into());
    let now = text(original.file);
    let from = translation.front.translated.as_ref().map(|translated| translated.from);
    match from.and_then(|from| earlier::text(site, original, from)) {
        Some(before) => {
            difference(&Change { path: (**original.file).into(), before: before.into(), after: Some(now.to_string()) })
        }
        None => {
            let own = text(&translation.file);
            format!("{}\n\n{}\n{}\n\n{}\n", original.file, now.trim_end(), translation.file, own.trim_end())
        }
    }
}

fn told(all: &[LanguageStatus]) -> String {
    let mut text = String::new();
    if all.is_empty() {
        text.push_str("the site is offered in no further language: `languages` in content/site.yaml names them\n");
    }
    for LanguageStatus { language, files } in all {
        let counts: Vec<String> = FileState::ALL
            .iter()
            .map(|(state, word)| (files.iter().filter(|file| file.state == *state).count(), word))
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{count} {word}"))
            .collect();
        let _ = writeln!(text, "{language}: {}", counts.join(", "));
        for (state, word) in FileState::ALL.iter().filter(|(state, _)| *state != FileState::Translated) {
            for file in files.iter().filter(|file| file.state == *state) {
                let _ = writeln!(text, "  {word}: {}", file.file);
            }
        }
    }
    text
}
