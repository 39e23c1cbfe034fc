//! The codes a body carries.

/// What is wrong with a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeError {
    /// It is too short, too long or has characters such codes do not have.
    Form,
    /// Its last character is not the one the others give: a slip of the pen somewhere.
    Check,
}

/// The characters of a unified social credit code, in the order of their values: no I, O, S, V, Z.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// How many characters it has.
const LENGTH: usize = 18;

/// A unified social credit code as it is kept: upper case, without spaces.
///
/// Basis: GB 32100-2015: each of the first 17 characters' values times 3 to the power of its place, from 0, summed
/// modulo 31; the check character is what is missing to 31.
///
/// # Errors
/// [`CodeError`] when it is none.
pub fn credit_code(text: &str) -> Result<String, CodeError> {
    let code: String = text.chars().map(narrow).filter(|letter| !letter.is_whitespace()).collect();
    let code = code.to_ascii_uppercase();
    let values: Option<Vec<usize>> =
        code.bytes().map(|byte| ALPHABET.iter().position(|letter| *letter == byte)).collect();
    let values = values.filter(|values| values.len() == LENGTH).ok_or(CodeError::Form)?;
    let (weighted, _) = values
        .iter()
        .take(LENGTH - 1)
        .fold((0, 1), |(sum, weight), value| (sum + value * weight, weight * 3 % ALPHABET.len()));
    let check = (ALPHABET.len() - weighted % ALPHABET.len()) % ALPHABET.len();
    if values.last() == Some(&check) { Ok(code) } else { Err(CodeError::Check) }
}

/// An administrative region code as it is kept: 6 digits, or up to 12 below the county.
///
/// Basis: GB/T 2260 for counties and above; below them GB/T 10114 and the statistical codes add digits.
///
/// # Errors
/// [`CodeError::Form`] when it is none.
pub fn region_code(text: &str) -> Result<String, CodeError> {
    let code: String = text.chars().map(narrow).filter(|letter| !letter.is_whitespace()).collect();
    let fits = (6..=12).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit());
    if fits { Ok(code) } else { Err(CodeError::Form) }
}

/// A full-width letter or digit as the plain one.
fn narrow(letter: char) -> char {
    match letter {
        '！'..='～' => u32::from(letter).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(letter),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Codes of no body: all zeros but one, with the check character worked out by hand from the weights
    /// 1 3 9 27 19 26 16 17 20 29 25 13 8 24 10 30 28.
    #[test]
    fn the_last_character_follows_from_the_others() {
        let check = |text, expected: Result<&str, CodeError>| {
            assert_eq!(credit_code(text), expected.map(str::to_owned), "{text}");
        };
        check("000000000000000000", Ok("000000000000000000"));
        check("10000000000000000Y", Ok("10000000000000000Y"));
        check("01000000000000000W", Ok("01000000000000000W"));
        check("000000000000000013", Ok("000000000000000013"));
        check(" 1000 0000 0000 0000 0y ", Ok("10000000000000000Y"));
        check("１００００００００００００００００Ｙ", Ok("10000000000000000Y"));
        check("100000000000000001", Err(CodeError::Check));
        check("01000000000000000Y", Err(CodeError::Check));
        for text in ["", "1", "10000000000000000Z", "I0000000000000000Y", "10000000000000000Y0", "机关"] {
            check(text, Err(CodeError::Form));
        }
    }

    #[test]
    fn any_single_wrong_character_is_found() {
        let right = "11000100MB0A1B2C37";
        let body: String = right.chars().take(17).collect();
        let check = ALPHABET.iter().map(|last| format!("{body}{}", char::from(*last))).find(|c| credit_code(c).is_ok());
        let right = check.expect("one of the 31 fits");
        for place in 0..LENGTH {
            for letter in ALPHABET.iter().map(|byte| char::from(*byte)) {
                let wrong: String =
                    right.chars().enumerate().map(|(at, known)| if at == place { letter } else { known }).collect();
                assert_eq!(credit_code(&wrong).is_ok(), wrong == right, "{wrong}");
            }
        }
    }

    #[test]
    fn region_codes_are_six_to_twelve_digits() {
        for text in ["000101", "000101001", "000101001002", "０００１０１"] {
            assert!(region_code(text).is_ok(), "{text}");
        }
        for text in ["", "00010", "0001010010021", "00010a", "示例区"] {
            assert_eq!(region_code(text), Err(CodeError::Form), "{text}");
        }
    }
}
