//! Ctrl-C: end at once, but never in the middle of a record or of a file being written.

use std::io::{IsTerminal, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

static WRITING: Mutex<()> = Mutex::new(());

/// The exit code shells give a program ended by Ctrl-C.
const INTERRUPTED: i32 = 130;

/// Held while a record or a file is written; the interrupt waits for it.
pub(crate) fn hold() -> MutexGuard<'static, ()> {
    WRITING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Installs the handler. A writer that is stuck (a pager that does not read) is not waited for longer than half a
/// second.
pub(crate) fn install() {
    // Without a handler the system's own applies: the program still ends, only less tidily.
    let _ = ctrlc::set_handler(|| {
        let mut writing = WRITING.try_lock();
        for _ in 0..25 {
            if writing.is_ok() {
                break;
            }
            std::thread::sleep(Duration::from_millis(20));
            writing = WRITING.try_lock();
        }
        clear_line();
        std::process::exit(INTERRUPTED);
    });
}

/// Takes away what a progress bar left on its line.
fn clear_line() {
    let error = std::io::stderr();
    if error.is_terminal() {
        let _ = error.lock().write_all(b"\r\x1b[K");
    }
}
