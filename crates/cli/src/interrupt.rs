//! Ctrl-C: end at once, but never in the middle of a record or of a file being written.

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
        for _ in 0..25 {
            if let Ok(_guard) = WRITING.try_lock() {
                std::process::exit(INTERRUPTED);
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        std::process::exit(INTERRUPTED);
    });
}
