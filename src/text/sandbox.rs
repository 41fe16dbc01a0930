//! Strangers' pages and PDF files are read by a process of their own, with a bounded memory and for a bounded time; so are
//! the files that `import` brings in.
//!
//! A few kilobytes of PDF can unpack to many gigabytes; a few of HTML can be nested so that parsers take time that grows
//! with the square of them. No library for either sets a limit. A process can be given one: the system refuses it more
//! memory, and we end it when it takes too long. Neither can be done to a thread. Where the system can't limit a
//! process's memory (Windows), only its time is limited.

use super::{ExtractedText, TextFormat};
use std::ffi::OsString;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::{Condvar, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

/// The program's hidden command that reads a text from its standard input.
pub const COMMAND: &str = "read-text";

/// What the other process may use beside the text itself.
#[cfg(unix)]
const MEMORY: u64 = 1 << 30;

/// The stack of the thread that reads: for nesting that [`super::html`] lets pass.
const STACK: usize = 256 << 20;

/// No text is longer.
const LONGEST_TEXT: u64 = 64 << 20;

/// So many at once: their memory adds up.
const PROCESSES: usize = 2;

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// From now on this program, which knows [`COMMAND`], is who reads pages and PDF files.
pub fn through(program: PathBuf) {
    _ = PROGRAM.set(program);
}

/// The words of `bytes`, read by another process where there is a program to do so. HTML comes as UTF-8.
pub(super) fn read(bytes: &[u8], format: TextFormat) -> Option<Result<ExtractedText, String>> {
    let program = PROGRAM.get()?;
    let _slot = ProcessSlot::take();
    let started = Command::new(program)
        .args([COMMAND, word(format)])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("no process could be started to read it: {error}"));
    Some(started.and_then(|child| ask(child, bytes, format)))
}

fn word(format: TextFormat) -> &'static str {
    match format {
        TextFormat::Pdf => "pdf",
        TextFormat::Head => "head",
        TextFormat::Html | TextFormat::Plain => "html",
    }
}

/// How long it may take: any article is read in a small part of it.
fn time(format: TextFormat) -> Duration {
    Duration::from_secs(if format == TextFormat::Pdf { 50 } else { 20 })
}

/// What is said of a text that the process could not cope with.
fn too_much(format: TextFormat) -> String {
    let why = match format {
        TextFormat::Pdf => "it is damaged, or it unpacks to more than an article can be",
        TextFormat::Html | TextFormat::Head | TextFormat::Plain => {
            "its HTML takes more time or memory than an article needs"
        }
    };
    why.to_owned()
}

/// The parts of an [`ExtractedText`], as one process hands them to another.
type ReadText = (String, Option<String>, Vec<usize>);

/// One of the [`PROCESSES`].
struct ProcessSlot;

static RUNNING: Mutex<usize> = Mutex::new(0);
static ENDED: Condvar = Condvar::new();

impl ProcessSlot {
    fn take() -> Self {
        let running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        let mut running =
            ENDED.wait_while(running, |running| *running >= PROCESSES).unwrap_or_else(PoisonError::into_inner);
        *running += 1;
        Self
    }
}

impl Drop for ProcessSlot {
    fn drop(&mut self) {
        *RUNNING.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        ENDED.notify_one();
    }
}

fn ask(child: Child, bytes: &[u8], format: TextFormat) -> Result<ExtractedText, String> {
    let answer = answer(child, bytes, time(format), LONGEST_TEXT);
    let answer = answer.and_then(|answer| serde_json::from_slice::<Result<ReadText, String>>(&answer).ok());
    let text = answer.unwrap_or_else(|| Err(too_much(format)));
    text.map(|(article, page, page_starts)| ExtractedText { article, page, page_starts })
}

/// What another process of this program, `program`, says for these arguments when it is given this input; nothing where it
/// fails, takes longer than `time` or says more than `longest` bytes. It has to bound its memory itself, with [`bound`].
pub fn call(
    program: &Path,
    arguments: impl IntoIterator<Item = OsString>,
    input: &[u8],
    time: Duration,
    longest: u64,
) -> Option<Vec<u8>> {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    answer(command.spawn().ok()?, input, time, longest)
}

/// What a process says for an input, within these bounds.
fn answer(mut child: Child, bytes: &[u8], time: Duration, longest: u64) -> Option<Vec<u8>> {
    let (input, output) = (child.stdin.take(), child.stdout.take());
    std::thread::scope(|scope| {
        // A process that ends early takes no more: we learn that from how it ends.
        scope.spawn(move || input.map(|mut input| input.write_all(bytes)));
        let answer = scope.spawn(move || {
            let mut answer = Vec::new();
            output.map(|output| output.take(longest + 1).read_to_end(&mut answer));
            answer
        });
        let end = Instant::now() + time;
        while Instant::now() < end && !answer.is_finished() && matches!(child.try_wait(), Ok(None)) {
            std::thread::sleep(Duration::from_millis(2));
        }
        // It has said all, it said too much, or it took too long.
        _ = child.kill();
        _ = child.wait();
        let answer = answer.join().unwrap_or_default();
        (answer.len() as u64 <= longest).then_some(answer)
    })
}

/// The other process: reads what is on standard input and writes its words to standard output.
pub fn serve(format: &str) -> ExitCode {
    let known = [TextFormat::Pdf, TextFormat::Head].into_iter().find(|known| word(*known) == format);
    let format = known.unwrap_or(TextFormat::Html);
    let work = move || {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(|error| error.to_string())?;
        // Not sooner: by now the thread has its stack.
        bound(bytes.len() as u64);
        super::by_format(&bytes, format)
    };
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(work);
    let Some(text) = thread.ok().and_then(|thread| thread.join().ok()) else { return ExitCode::FAILURE };
    match serde_json::to_writer(std::io::stdout().lock(), &text.map(|text| (text.article, text.page, text.page_starts)))
    {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Lets the system refuse this process more than a text of so many bytes needs.
#[cfg(unix)]
pub fn bound(length: u64) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let most = MEMORY + STACK as u64 + 3 * length;
    let most = getrlimit(Resource::As).maximum.map_or(most, |earlier| earlier.min(most));
    _ = setrlimit(Resource::As, Rlimit { current: Some(most), maximum: Some(most) });
}

/// Here the system can't limit a process's memory.
#[cfg(not(unix))]
pub fn bound(_: u64) {}
