//! A password for somebody who has none yet: told once, to be changed on first sign-in.

use crate::error::AppError;
use crate::settings::Passwords;

/// Characters by kind, without those that are taken for each other on paper or over the telephone.
const KINDS: [&str; 3] = ["ABCDEFGHJKMNPQRSTUVWXYZ", "abcdefghjkmnpqrstuvwxyz", "23456789"];
/// So many characters at least; with four a group.
const LEAST: usize = 16;

/// A random password in groups of four that fulfils any rules about length and kinds.
pub(super) fn temporary_password(rules: &Passwords) -> Result<String, AppError> {
    let length = LEAST.max(usize::from(rules.least_characters)).min(super::password::LONGEST / 2);
    let all: Vec<char> = KINDS.iter().flat_map(|kind| kind.chars()).collect();
    let mut password = String::new();
    for at in 0..length {
        if at > 0 && at % 4 == 0 {
            password.push('-');
        }
        // One of each kind first; the rest from all.
        let from = KINDS.get(at).map_or_else(|| all.clone(), |kind| kind.chars().collect());
        password.push(one_of(&from)?);
    }
    Ok(password)
}

/// One of some characters, each as likely as the others.
fn one_of(characters: &[char]) -> Result<char, AppError> {
    let count = u8::try_from(characters.len()).map_err(|_| AppError::Random)?;
    let fair = u8::MAX - u8::MAX % count.max(1);
    loop {
        let mut byte = [0];
        getrandom::fill(&mut byte).map_err(|_| AppError::Random)?;
        let [byte] = byte;
        if byte < fair {
            return characters.get(usize::from(byte % count)).copied().ok_or(AppError::Random);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::password_rules::check;
    use crate::error::Problems;

    #[test]
    fn it_fulfils_any_rules() {
        for (least_characters, least_kinds) in [(0, 0), (12, 3), (16, 4), (40, 4)] {
            let rules = Passwords { least_characters, least_kinds, ..Passwords::default() };
            for _ in 0..50 {
                let password = temporary_password(&rules).unwrap();
                let mut problems = Problems::new();
                check(&mut problems, "password", &rules, &password, &["officer"]);
                assert_eq!(problems, Problems::new(), "{password}");
            }
        }
    }
}
