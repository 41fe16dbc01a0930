//! What happens when somebody presses Ctrl-C or a runner's time is up.
//!
//! A signal (SIGINT, SIGTERM, SIGHUP) ends the program at once, as ever, but for the moments in which it would leave
//! half-written files behind. These hold a [`Deferral`]: the signal is only noted then, the work stops at its next step
//! and cleans up as it does after any failure, and the program ends by the same signal when the deferral does. A second
//! signal doesn't wait.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::{flag, low_level};

use crate::error::Error;

#[cfg(unix)]
const SIGNALS: &[i32] = &[SIGINT, SIGTERM, signal_hook::consts::SIGHUP];
#[cfg(not(unix))]
const SIGNALS: &[i32] = &[SIGINT, SIGTERM];

/// Whether a signal ends the program at once.
static AT_ONCE: LazyLock<Arc<AtomicBool>> = LazyLock::new(|| Arc::new(AtomicBool::new(true)));
/// The signal that came during a deferral; none is 0, which is no signal's number.
static NOTED: LazyLock<Arc<AtomicUsize>> = LazyLock::new(|| Arc::new(AtomicUsize::new(0)));
static DEFERRALS: Mutex<usize> = Mutex::new(0);

/// Has signals heard from now on; without it they end the program at once wherever it is.
///
/// # Errors
///
/// Where the system refuses.
pub fn listen() -> Result<(), Error> {
    for &signal in SIGNALS {
        // They run in this order: at once if nothing defers it; else it is noted, and the next one doesn't wait.
        flag::register_conditional_default(signal, Arc::clone(&AT_ONCE))
            .and_then(|_| flag::register_usize(signal, Arc::clone(&NOTED), signal.unsigned_abs() as usize))
            .and_then(|_| flag::register(signal, Arc::clone(&AT_ONCE)))
            .map_err(|error| Error::Refused(format!("could not listen to signals: {error}")))?;
    }
    Ok(())
}

/// While one of these is held, no first signal ends the program.
#[must_use = "it lasts as long as it is held"]
#[derive(Debug)]
pub struct Deferral(());

impl Deferral {
    pub fn begin() -> Self {
        let mut held = DEFERRALS.lock().unwrap_or_else(PoisonError::into_inner);
        *held += 1;
        AT_ONCE.store(false, Ordering::SeqCst);
        Self(())
    }
}

impl Drop for Deferral {
    /// Ends the program where a signal was noted and this was the last deferral.
    fn drop(&mut self) {
        let mut held = DEFERRALS.lock().unwrap_or_else(PoisonError::into_inner);
        *held -= 1;
        if *held > 0 {
            return;
        }
        AT_ONCE.store(true, Ordering::SeqCst);
        if let Some(signal) = noted() {
            let _ = low_level::emulate_default_handler(signal);
        }
    }
}

/// Fails if a signal came while this work defers it, so that it stops and cleans up.
///
/// # Errors
///
/// [`std::io::ErrorKind::Interrupted`], which nobody gets to read: the program ends with the deferral.
pub fn check() -> std::io::Result<()> {
    if noted().is_some() { Err(std::io::ErrorKind::Interrupted.into()) } else { Ok(()) }
}

fn noted() -> Option<i32> {
    i32::try_from(NOTED.load(Ordering::SeqCst)).ok().filter(|signal| *signal != 0)
}
