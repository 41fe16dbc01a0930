//! Strangers' files are converted by another process of this program, with a bounded memory and for a bounded time.
//!
//! A few megabytes of HTML in them can be such that a parser takes hours, or all memory. The other process gets the file's
//! text and the same arguments, and says as JSON what it would be as content; only this one writes.

use super::unanswered::{Unanswered, unanswered};
use super::{ImportArguments, Terminal};
use crate::Error;
use crate::import::{self, ImportRequest, Imported};
use crate::text::sandbox;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// The hidden argument by which the other process knows its task.
pub const TASK: &str = "--convert";

/// Any timeline is converted in a small part of it.
const LONGEST: Duration = Duration::from_secs(300);

/// Of the largest file that is taken, several times as much may become of it.
const MOST: u64 = 1 << 30;

/// What a file becomes, and what it alleges without an answer.
#[derive(Serialize, Deserialize)]
pub struct Conversion {
    pub imported: Imported,
    pub unanswered: Vec<Unanswered>,
}

/// The conversion, made by another process.
pub fn converted(request: &ImportRequest, arguments: &ImportArguments) -> Result<Conversion, Error> {
    let refused = |why: String| Error::Refused(format!("`{}` was not imported: {why}", arguments.file.display()));
    let Ok(program) = std::env::current_exe() else { return convert(request, arguments)?.map_err(refused) };
    let given = std::env::args_os().skip(1).chain([TASK.into()]);
    let answer = sandbox::call(&program, given, request.text.as_bytes(), LONGEST, MOST);
    let conversion = answer.and_then(|answer| serde_json::from_slice::<Result<Conversion, String>>(&answer).ok());
    let too_much = || Err("its texts take more time or memory than a timeline needs".to_owned());
    conversion.unwrap_or_else(too_much).map_err(refused)
}

/// The other process's part: makes the conversion, and says what came of it.
pub fn tell(request: &ImportRequest, arguments: &ImportArguments, terminal: &Terminal) -> Result<(), Error> {
    // A text, the values in it and the content that comes of them stand in memory together.
    sandbox::bound(8 * request.text.len() as u64);
    let conversion = convert(request, arguments).unwrap_or_else(|error| Err(error.to_string()));
    terminal.print(&serde_json::to_string(&conversion).expect("our own types have text keys only"))
}

/// What has no answer is found out as if no event were a draft.
fn convert(request: &ImportRequest, arguments: &ImportArguments) -> Result<Result<Conversion, String>, Error> {
    let published = match import::import(&ImportRequest { drafts: false, ..*request }) {
        Ok(imported) => imported,
        Err(why) => return Ok(Err(why)),
    };
    let unanswered = unanswered(&published, &arguments.site, request.today)?;
    let imported = if request.drafts { import::import(request) } else { Ok(published) };
    Ok(imported.map(|imported| Conversion { imported, unanswered }))
}
