//! How a body is reached, as lines of a list.

use gongkai_store::bodies::Profile;

use crate::frame::Frame;

/// What Art. 12 asks the guide to name: disclosure office, address, hours, telephone, fax, internet contact. Each with the
/// message of its label.
pub(crate) fn rows(profile: &Profile) -> [(&'static str, &str); 8] {
    [
        ("profile-disclosure_office", &profile.disclosure_office),
        ("profile-address", &profile.address),
        ("profile-postal_code", &profile.postal_code),
        ("profile-hours", &profile.hours),
        ("profile-phone", &profile.phone),
        ("profile-fax", &profile.fax),
        ("profile-email", &profile.email),
        ("profile-website", &profile.website),
    ]
}

/// The same in words.
pub(super) fn lines(frame: &Frame, profile: &Profile) -> Vec<(String, String)> {
    rows(profile).map(|(label, value)| (frame.t(label), value.to_owned())).to_vec()
}
