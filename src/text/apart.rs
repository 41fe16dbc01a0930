//! PDF files are read in a process of their own, with a bounded memory.
//!
//! A few kilobytes of PDF can unpack to many gigabytes, by filters one upon the other, by old ones, or behind a cipher,
//! and no library for them counts. A process that wants too much is refused by the system, and one that takes too long
//! is ended; a thread could be neither.

use super::Text;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

/// The command of the program, told to nobody, that reads what comes on its standard input.
pub const COMMAND: &str = "read-pdf";

/// What the other process may use beside the file itself.
#[cfg(unix)]
const MEMORY: u64 = 1 << 30;

/// No text is longer.
const LONGEST_TEXT: u64 = 64 << 20;

/// Of what the thread that waits has, this is enough to read any article.
const TIME: Duration = Duration::from_secs(50);

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// From now on this program, which knows [`COMMAND`], is who reads PDF files.
pub fn through(program: PathBuf) {
    _ = PROGRAM.set(program);
}

/// The text of a PDF, read apart where there is a program to do so.
pub(super) fn pdf(bytes: &[u8]) -> Option<Result<Text, String>> {
    // One at a time: their memory adds up.
    static TURN: Mutex<()> = Mutex::new(());
    let program = PROGRAM.get()?;
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let started = Command::new(program)
        .arg(COMMAND)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("no process could be started to read it: {error}"));
    Some(started.and_then(|child| ask(child, bytes)))
}

fn ask(mut child: Child, bytes: &[u8]) -> Result<Text, String> {
    let (input, output) = (child.stdin.take(), child.stdout.take());
    std::thread::scope(|scope| {
        // A process that ends early takes no more: that is told by how it ends.
        scope.spawn(move || input.map(|mut input| input.write_all(bytes)));
        let answer = scope.spawn(move || {
            let mut answer = Vec::new();
            output.map(|output| output.take(LONGEST_TEXT + 1).read_to_end(&mut answer));
            answer
        });
        let end = Instant::now() + TIME;
        let in_time = loop {
            match child.try_wait() {
                Ok(None) if Instant::now() < end && !answer.is_finished() => {
                    std::thread::sleep(Duration::from_millis(10));
                }
                Ok(None) if Instant::now() < end => {
                    // It has said all: it ends now, or it said too much.
                    _ = child.kill();
                }
                Ok(None) => break false,
                Ok(Some(_)) | Err(_) => break true,
            }
        };
        _ = child.kill();
        _ = child.wait();
        if !in_time {
            return Err("reading it took too long".to_owned());
        }
        let answer = answer.join().unwrap_or_default();
        if answer.len() as u64 > LONGEST_TEXT {
            return Err(TOO_MUCH.to_owned());
        }
        serde_json::from_slice::<Result<(String, Option<String>), String>>(&answer)
            .unwrap_or_else(|_| Err(TOO_MUCH.to_owned()))
            .map(|(article, page)| Text { article, page })
    })
}

const TOO_MUCH: &str = "it is damaged, or it unpacks to more than an article can be";

/// The other process: reads a PDF from standard input and writes its text to standard output.
pub fn serve() -> ExitCode {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().read_to_end(&mut bytes);
    limit(bytes.len() as u64);
    let text = match read {
        Ok(_) => super::pdf::read(&bytes).map(|text| (text.article, text.page)),
        Err(error) => Err(error.to_string()),
    };
    match serde_json::to_writer(std::io::stdout().lock(), &text) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Lets the system refuse this process more than an article needs.
#[cfg(unix)]
fn limit(length: u64) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let most = MEMORY + 3 * length;
    let most = getrlimit(Resource::As).maximum.map_or(most, |earlier| earlier.min(most));
    _ = setrlimit(Resource::As, Rlimit { current: Some(most), maximum: Some(most) });
}

#[cfg(not(unix))]
fn limit(_: u64) {}
