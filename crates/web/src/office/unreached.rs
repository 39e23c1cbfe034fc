//! Why another program was not reached, in words.

use crate::frame::Frame;

/// The reason in the reader's language; what the other side said itself stays as it is.
pub(crate) fn reason(frame: &Frame, said: &str) -> String {
    let id = format!("outgoing-{}", said.replace(' ', "-"));
    if frame.words().has(&id) { frame.t(&id) } else { said.to_owned() }
}
