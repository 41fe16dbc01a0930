//! `schema`: what front matter may hold, for text editors that complete and check it while somebody types.

use super::issue_form::issue_form;
use super::schema_files::{file_name, ids_of, pretty, translation_file_name, write_all};
use super::{CommandOutcome, Terminal, vscode};
use crate::Error;
use crate::parse::schema::FileKind;
use clap::{Args, builder::PossibleValuesParser};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Which schema, and where it goes.
#[derive(Debug, Args)]
pub struct SchemaArguments {
    /// What it describes; without it, everything
    #[arg(value_parser = PossibleValuesParser::new(FileKind::ALL.map(FileKind::as_str)))]
    pub what: Option<String>,
    /// Allow only the ids that the site in this folder has
    #[arg(long, value_name = "DIR")]
    pub site: Option<PathBuf>,
    /// Write each schema to a file in this folder, such as `event.schema.json`
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Write what VS Code completes keys and ids from, into the site's `.vscode` folder
    #[arg(long, conflicts_with_all = ["output", "what"])]
    pub vscode: bool,
    /// Print the GitHub issue form `event.yml`, with the site's own kinds of events to choose from
    #[arg(long, conflicts_with_all = ["output", "what", "vscode"])]
    pub issue_form: bool,
}

/// Prints or writes the schemas.
pub fn schema(arguments: &SchemaArguments, terminal: &Terminal) -> Result<CommandOutcome, Error> {
    if arguments.vscode {
        let site = arguments.site.as_deref().unwrap_or(Path::new("."));
        write_all(&site.join(".vscode"), &vscode::files(&ids_of(site)?))?;
        terminal.say(&format!("wrote the keys and ids of this site to `{}`\n", site.join(".vscode").display()));
        return Ok(CommandOutcome::Clean);
    }
    if arguments.issue_form {
        return terminal
            .print(&issue_form(arguments.site.as_deref().unwrap_or(Path::new(".")))?)
            .map(|()| CommandOutcome::Clean);
    }
    let ids = arguments.site.as_deref().map(ids_of).transpose()?.unwrap_or_default();
    let wanted = |kind: &FileKind| arguments.what.as_deref().is_none_or(|what| what == kind.as_str());
    let sorts: Vec<FileKind> = FileKind::ALL.into_iter().filter(wanted).collect();
    let schema = |kind: FileKind| {
        let schema = kind.schema();
        if arguments.site.is_some() { ids.put_into(schema) } else { schema }
    };
    match (&arguments.output, sorts.as_slice()) {
        (Some(folder), _) => {
            let mut files: BTreeMap<String, String> =
                sorts.iter().map(|kind| (file_name(*kind), pretty(&schema(*kind)))).collect();
            for kind in &sorts {
                files.extend(kind.translation_schema().map(|schema| (translation_file_name(*kind), pretty(&schema))));
            }
            write_all(folder, &files)?;
            terminal.say(&format!("wrote {} to `{}`\n", count(files.len()), folder.display()));
        }
        (None, [kind]) => terminal.print(&pretty(&schema(*kind)))?,
        (None, sorts) => terminal.print(&pretty(&bundle(sorts, schema)))?,
    }
    Ok(CommandOutcome::Clean)
}

/// All schemas in one, which takes what any of them takes.
fn bundle(sorts: &[FileKind], schema: impl Fn(FileKind) -> Value) -> Value {
    let any: Vec<_> = sorts.iter().map(|kind| json!({"$ref": format!("#/$defs/{}", kind.as_str())})).collect();
    let all: serde_json::Map<_, _> = sorts.iter().map(|kind| (kind.as_str().to_owned(), schema(*kind))).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The front matter of a Dateline site",
        "anyOf": any,
        "$defs": all,
    })
}

fn count(files: usize) -> String {
    if files == 1 { "1 schema".to_owned() } else { format!("{files} schemas") }
}
