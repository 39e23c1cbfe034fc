//! The second factor: six digits that an application on the person's telephone makes from a shared secret and the time
//! (RFC 6238), and recovery codes for the day the telephone is lost.

mod begin;
mod confirm;
mod disable;
mod renew_codes;

use gongkai_store::people::Person;
use jiff::Timestamp;
use totp_rs::{Builder, Totp};

use crate::error::AppError;
use crate::secret::{Secret, same};
pub use begin::{Enrolment, begin, enrolment};
pub use confirm::confirm;
pub use disable::disable;
pub use renew_codes::renew_codes;

/// How many recovery codes there are.
const CODES: usize = 10;
/// Letters and digits of recovery codes; o, i and l are read as 0 and 1.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// Characters of a recovery code: 80 random bits, so that a plain hash is enough to keep.
const CODE_LENGTH: usize = 16;

/// What a code was good for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Accepted {
    /// A time step; no earlier one and not this one may be used again.
    Step(i64),
    /// One of the recovery codes; these are left.
    Recovery(Vec<String>),
}

/// What a code given by a person is good for; `None` when it is good for nothing.
pub(super) fn accept(person: &Person, code: &str, now: Timestamp) -> Option<Accepted> {
    let code = plain(code);
    if let Some(step) = step_of(person, &code, now) {
        return Some(Accepted::Step(step));
    }
    person.totp_since?;
    let hash = Secret::shown(&code).hash();
    let known = person.recovery_codes.iter().any(|kept| same(kept, &hash));
    known.then(|| Accepted::Recovery(person.recovery_codes.iter().filter(|kept| **kept != hash).cloned().collect()))
}

/// The time step a code belongs to, if it was not used yet. One step before and after now is accepted: clocks differ.
pub(super) fn step_of(person: &Person, code: &str, now: Timestamp) -> Option<i64> {
    let second = u64::try_from(now.as_second()).ok()?;
    let totp = totp(person, None).ok()?;
    let step = i64::try_from(totp.check(code, second)?).ok()?;
    (person.totp_last_step.is_none_or(|last| step > last)).then_some(step)
}

/// The person's secret with everything an application must know. `issuer` is shown beside the codes.
pub(super) fn totp(person: &Person, issuer: Option<&str>) -> Result<Totp, AppError> {
    let secret = person.totp_secret.as_deref().ok_or(AppError::NotFound)?;
    let secret = totp_rs::Secret::try_from_base32(secret).map_err(|_| AppError::NotFound)?;
    let builder = Builder::new().with_secret(secret).with_account_name(person.sign_in.replace(':', " "));
    let builder = builder.with_issuer(issuer.map(|issuer| issuer.replace(':', " ")));
    builder.build().map_err(|error| AppError::Internal(error.to_string()))
}

/// A secret of 160 random bits, in base32.
pub(super) fn new_secret() -> Result<String, AppError> {
    let mut bytes = [0; 20];
    getrandom::fill(&mut bytes).map_err(|_| AppError::Random)?;
    Ok(totp_rs::Secret::from(bytes).to_base32())
}

/// Recovery codes to tell once, and what is kept of them.
pub(super) fn new_codes() -> Result<(Vec<String>, Vec<String>), AppError> {
    let codes = (0..CODES).map(|_| new_code()).collect::<Result<Vec<_>, _>>()?;
    let kept = codes.iter().map(|code| Secret::shown(&plain(code)).hash()).collect();
    Ok((codes, kept))
}

fn new_code() -> Result<String, AppError> {
    let mut bytes = [0; CODE_LENGTH];
    getrandom::fill(&mut bytes).map_err(|_| AppError::Random)?;
    let letters = bytes.iter().filter_map(|byte| ALPHABET.get(usize::from(byte % 32)));
    let mut code = String::new();
    for (at, letter) in letters.enumerate() {
        if at > 0 && at % 4 == 0 {
            code.push('-');
        }
        code.push(char::from(*letter));
    }
    Ok(code)
}

/// A code without what people put between its parts, and with what they take for each other made one.
fn plain(code: &str) -> String {
    let kept = code.chars().filter(|letter| !letter.is_whitespace() && *letter != '-');
    kept.flat_map(char::to_lowercase)
        .map(|letter| match letter {
            'o' => '0',
            'i' | 'l' => '1',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use gongkai_store::id::PersonId;

    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    /// The secret of RFC 6238, appendix B: "12345678901234567890".
    fn person() -> Person {
        Person {
            id: PersonId::new(at(0)),
            sign_in: "officer".to_owned(),
            name: "经办人".to_owned(),
            email: None,
            phone: None,
            lang: "zh-CN".to_owned(),
            password_hash: None,
            must_change_password: false,
            password_changed_at: None,
            totp_secret: Some("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".to_owned()),
            totp_since: Some(at(0)),
            totp_last_step: None,
            recovery_codes: Vec::new(),
            oidc_subject: None,
            failed_sign_ins: 0,
            locked_until: None,
            active: true,
            created_at: at(0),
            updated_at: at(0),
        }
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        // Appendix B gives eight digits; these are their last six.
        for (second, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
            assert_eq!(accept(&person(), code, at(second)), Some(Accepted::Step(second / 30)), "{second}");
        }
        assert_eq!(accept(&person(), "287 082", at(59)), Some(Accepted::Step(1)));
        assert_eq!(accept(&person(), "287083", at(59)), None);
    }

    #[test]
    fn a_code_is_good_a_step_before_and_after_and_once() {
        let code = |second| accept(&person(), "081804", at(second));
        let step = 1_111_111_109 / 30;
        assert_eq!(code((step - 1) * 30), Some(Accepted::Step(step)));
        assert_eq!(code((step + 1) * 30 + 29), Some(Accepted::Step(step)));
        assert_eq!(code((step - 2) * 30 + 29), None);
        assert_eq!(code((step + 2) * 30), None);
        for last in [step, step + 1] {
            let used = Person { totp_last_step: Some(last), ..person() };
            assert_eq!(accept(&used, "081804", at(1_111_111_109)), None);
        }
    }

    #[test]
    fn a_recovery_code_is_good_once_however_it_is_typed() {
        let (codes, kept) = new_codes().unwrap();
        assert_eq!((codes.len(), kept.len()), (CODES, CODES));
        assert!(codes.iter().all(|code| code.len() == CODE_LENGTH + 3 && !kept.contains(code)));
        let person = Person { recovery_codes: kept.clone(), ..person() };
        let typed = codes[3].to_uppercase().replace('-', " ").replace('0', "O").replace('1', "l");
        let Some(Accepted::Recovery(left)) = accept(&person, &typed, at(59)) else { panic!("{typed}") };
        assert_eq!(left.len(), CODES - 1);
        let person = Person { recovery_codes: left, ..person };
        assert_eq!(accept(&person, &codes[3], at(59)), None);
        assert!(accept(&person, &codes[4], at(59)).is_some());
        let without = Person { totp_since: None, ..person };
        assert_eq!(accept(&without, &codes[4], at(59)), None);
    }

    #[test]
    fn an_application_is_told_everything() {
        let uri = totp(&person(), Some("示例区: 公开")).unwrap().to_url().unwrap();
        assert!(uri.starts_with("otpauth://totp/"), "{uri}");
        assert!(uri.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ") && uri.contains("issuer="), "{uri}");
        assert_ne!(new_secret().unwrap(), new_secret().unwrap());
        assert_eq!(new_secret().unwrap().len(), 32);
    }
}
