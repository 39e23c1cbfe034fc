//! Name, mail and telephone of a person: what is entered, and whether it does.

use crate::error::Problems;

/// The longest name, in characters.
const LONGEST_NAME: usize = 50;
/// The longest address and number.
const LONGEST: usize = 200;

/// Notes what is wrong with a name.
pub(super) fn check_name(problems: &mut Problems, name: &str) {
    if name.trim().is_empty() {
        problems.add("name", "problem-required");
    } else if name.chars().nth(LONGEST_NAME).is_some() {
        problems.add_with("name", "problem-too-long", vec![("most", LONGEST_NAME.to_string())]);
    }
}

/// Notes what is wrong with mail and telephone, where they are given.
pub(super) fn check(problems: &mut Problems, email: Option<&String>, phone: Option<&String>) {
    if email.is_some_and(|email| !is_email(email)) {
        problems.add("email", "problem-email");
    }
    if phone.is_some_and(|phone| !is_phone(phone)) {
        problems.add("phone", "problem-phone");
    }
}

/// What was entered, or nothing.
pub(super) fn given(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Whether a text is one whole mail address.
pub(crate) fn is_email(text: &str) -> bool {
    let plain =
        text.chars().all(|letter| !letter.is_whitespace() && !letter.is_control() && !"<>,;\"".contains(letter));
    let parts = text.split_once('@');
    plain
        && text.len() <= LONGEST
        && parts.is_some_and(|(who, at)| !who.is_empty() && !at.contains('@') && is_domain(at))
}

fn is_domain(text: &str) -> bool {
    text.contains('.') && text.split('.').all(|label| !label.is_empty())
}

fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let plain = text.chars().all(|letter| letter.is_ascii_digit() || "+-() 转,".contains(letter));
    plain && (3..=30).contains(&digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_are_what_they_look_like() {
        for good in ["a@b.cn", "officer.one@example.gov.cn", "经办@example.cn"] {
            assert!(is_email(good), "{good}");
        }
        for bad in
            ["a", "@b.cn", "a@b", "a b@c.cn", "a@b.cn,c@d.cn", "a@b@c.cn", "a@.cn", "a@b.", "a@b.cn\r\nBcc: x@y.cn"]
        {
            assert!(!is_email(bad), "{bad}");
        }
        for good in ["13800000000", "0000-1234567", "+86 0000 1234567 转 8"] {
            assert!(is_phone(good), "{good}");
        }
        for bad in ["12", "phone", "1".repeat(31).as_str()] {
            assert!(!is_phone(bad), "{bad}");
        }
    }
}
