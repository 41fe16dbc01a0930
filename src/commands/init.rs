//! `init DIR`: a small, complete site to begin with. Everything in it is built in.

use super::schema_files::{ids_of, write_all};
use super::{CommandOutcome, Terminal, vscode};
use crate::Error;
use clap::Args;
use include_dir::{Dir, DirEntry, include_dir};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The example site, as it lies in this repository, where it is a site of its own.
static EXAMPLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates/init");

/// What stands in the workflows for the action that installs Dateline.
const ACTION: &str = "OWNER/dateline@COMMIT";

/// The repository and the commit that a release was built from, which its workflow knows.
const BUILT_FROM: (Option<&str>, Option<&str>) = (option_env!("GITHUB_REPOSITORY"), option_env!("GITHUB_SHA"));

/// Where the new site goes.
#[derive(Debug, Args)]
pub struct InitArguments {
    /// A new or empty folder
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// The action that the workflows install Dateline with, pinned to a commit; releases know their own
    #[arg(long, value_name = "OWNER/NAME@COMMIT", value_parser = action)]
    pub action: Option<String>,
}

/// Makes the site.
pub fn init(arguments: &InitArguments, terminal: &Terminal) -> Result<CommandOutcome, Error> {
    let folder = &arguments.folder;
    refuse_what_is_there(folder)?;
    let built_from = match BUILT_FROM {
        (Some(repository), Some(commit)) => Some(format!("{repository}@{commit}")),
        _ => None,
    };
    let action = arguments.action.clone().or(built_from);
    write_all(folder, &files(action.as_deref()))?;
    write_all(&folder.join(".vscode"), &vscode::files(&ids_of(folder)?))?;
    let shown = folder.display();
    terminal.say(&format!(
        "a small example site is in `{shown}`; its README.md tells how to go on\n\n  cd {shown}\n  dateline serve\n\n\
         shows it while you write\n"
    ));
    if action.is_none() {
        terminal.say(&format!(
            "\nthis program was not built by a release: in the three workflows in `{shown}/.github/workflows`, write the \
             repository and the commit to install Dateline from in place of `{ACTION}`\n",
        ));
    }
    Ok(CommandOutcome::Clean)
}

/// The example's files by path.
fn files(action: Option<&str>) -> BTreeMap<String, String> {
    fn collect(dir: &'static Dir<'static>, files: &mut BTreeMap<String, String>) {
        for entry in dir.entries() {
            match entry {
                DirEntry::Dir(dir) => collect(dir, files),
                DirEntry::File(file) => {
                    let path = file.path().to_str().expect("our own file names are text").replace('\\', "/");
                    let text = file.contents_utf8().expect("the example's files are text");
                    files.insert(path, text.to_owned());
                }
            }
        }
    }
    let mut files = BTreeMap::new();
    collect(&EXAMPLE, &mut files);
    if let Some(action) = action {
        for (_, text) in files.iter_mut().filter(|(path, _)| path.starts_with(".github/workflows/")) {
            *text = text.replace(ACTION, action);
        }
    }
    files
}

/// A folder with anything in it may be somebody's work; a fresh repository is none yet.
fn refuse_what_is_there(folder: &Path) -> Result<(), Error> {
    match std::fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(Error::io("look into", folder, error)),
        Ok(entries) => {
            for entry in entries {
                let name = entry.map_err(|error| Error::io("look into", folder, error))?.file_name();
                if name != ".git" {
                    return Err(Error::Refused(format!(
                        "`{}` is not empty: it has `{}`; name a new folder",
                        folder.display(),
                        Path::new(&name).display(),
                    )));
                }
            }
            Ok(())
        }
    }
}

/// `OWNER/NAME@COMMIT` in full: a branch or tag can be moved to other code.
fn action(text: &str) -> Result<String, String> {
    let word = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
    let is_pinned = text.split_once('@').is_some_and(|(repository, commit)| {
        repository.split_once('/').is_some_and(|(owner, name)| word(owner) && word(name))
            && commit.len() == 40
            && commit.bytes().all(|byte| byte.is_ascii_hexdigit())
    });
    if is_pinned { Ok(text.to_owned()) } else { Err("write it like OWNER/NAME@COMMIT, with all 40 digits".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::super::issue_form::with_kinds;
    use super::super::new::issue::QUESTIONS;
    use super::*;
    use crate::yaml::{self, Node, Value};

    fn get<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
        let Value::Map(entries) = &node.value else { return None };
        entries.iter().find(|(name, _)| name.value == key).map(|(_, value)| value)
    }

    fn list(node: &Node) -> &[Node] {
        if let Value::List(items) = &node.value { items } else { &[] }
    }

    fn text(node: &Node) -> &str {
        if let Value::Scalar { text, .. } = &node.value { text } else { "" }
    }

    #[test]
    fn the_form_asks_what_new_understands_with_the_kinds_of_the_site() {
        let files = files(None);
        let form = yaml::read(&files[".github/ISSUE_TEMPLATE/event.yml"]).expect("YAML");
        let fields = list(get(&form, "body").expect("a body"));
        let attributes: Vec<_> = fields.iter().filter_map(|field| get(field, "attributes")).collect();
        let labels: Vec<_> = attributes.iter().filter_map(|attributes| get(attributes, "label")).map(text).collect();
        assert_eq!(labels, QUESTIONS);
        let options = attributes.iter().find_map(|attributes| get(attributes, "options")).expect("the kinds");
        let site = yaml::read(&files["content/site.yaml"]).expect("YAML");
        let Value::Map(kinds) = &get(&site, "kinds").expect("kinds").value else { panic!("kinds are a map") };
        let kinds: Vec<_> = kinds.iter().filter_map(|(_, kind)| get(kind, "label")).map(text).collect();
        assert_eq!(list(options).iter().map(text).collect::<Vec<_>>(), kinds);
        assert_eq!(with_kinds(&kinds), files[".github/ISSUE_TEMPLATE/event.yml"]);
    }

    #[test]
    fn the_workflows_run_what_was_named_and_nothing_unpinned() {
        let action = "harbour-desk/dateline@0123456789abcdef0123456789abcdef01234567";
        let files = files(Some(action));
        let workflows: Vec<_> = files.iter().filter(|(path, _)| path.starts_with(".github/workflows/")).collect();
        assert_eq!(workflows.len(), 3);
        for (path, text) in workflows {
            assert!(text.contains(&format!("uses: {action}\n")), "{path}");
            for (number, line) in text.lines().enumerate().filter(|(_, line)| line.contains("uses:")) {
                let commit = line.split_once('@').expect("a version").1.split(' ').next().expect("a word");
                assert!(commit.len() == 40, "{path}:{}: {line}", number + 1);
            }
            // Whatever a stranger can write reaches a shell through the environment only.
            let mut in_run = false;
            for line in text.lines() {
                let trimmed = line.trim_start().trim_start_matches("- ");
                in_run = if trimmed.starts_with("run:") { true } else { in_run && line.starts_with("          ") };
                assert!(!in_run || !line.contains("${{"), "{path}: {line}");
            }
        }
    }

    #[test]
    fn an_action_is_named_with_its_commit() {
        assert!(action("a/b@0123456789abcdef0123456789abcdef01234567").is_ok());
        for bad in ["a/b@v1", "a/b", "a@0123456789abcdef0123456789abcdef01234567", "a/b@main\n  evil: x"] {
            assert!(action(bad).is_err(), "{bad}");
        }
    }
}
