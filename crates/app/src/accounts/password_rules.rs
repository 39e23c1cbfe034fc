//! Whether a password may be chosen.
//!
//! Beside length and kinds of characters, which the operator sets, a password must not be one that is tried first. It
//! is taken apart as a guesser would: common words, runs along the alphabet or the keyboard, repetitions, years and the
//! person's own names are covered; what stays free must be enough.

use crate::accounts::password::LONGEST;
use crate::error::Problems;
use crate::settings::Passwords;

/// Characters that must stay free of anything a guesser tries first.
pub const LEAST_FREE: usize = 6;

/// Words that stand in passwords everywhere.
const WORDS: [&str; 40] = [
    "password",
    "passwort",
    "passwd",
    "pass",
    "pwd",
    "mima",
    "admin",
    "administrator",
    "root",
    "user",
    "guest",
    "test",
    "demo",
    "welcome",
    "login",
    "secret",
    "change",
    "letmein",
    "iloveyou",
    "woaini",
    "wodemima",
    "nihao",
    "gongkai",
    "zhengfu",
    "china",
    "zhongguo",
    "beijing",
    "office",
    "system",
    "manager",
    "master",
    "dragon",
    "monkey",
    "sunshine",
    "princess",
    "football",
    "superman",
    "hello",
    "world",
    "5201314",
];

/// Rows of keys and of the alphabet; a piece of one, in either direction, is a run.
const ROWS: [&str; 7] = [
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop[]",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
    "!@#$%^&*()_+",
];

/// Notes what is wrong with a password somebody wants to have. `names` are the person's own: to sign in with, and real.
pub fn check(problems: &mut Problems, field: &str, rules: &Passwords, password: &str, names: &[&str]) {
    let characters = password.chars().count();
    let least = usize::from(rules.least_characters);
    if characters < least {
        problems.add_with(field, "problem-password-short", vec![("least", least.to_string())]);
    } else if characters > LONGEST {
        problems.add_with(field, "problem-too-long", vec![("most", LONGEST.to_string())]);
    } else if kinds(password) < rules.least_kinds.min(4) {
        problems.add_with(field, "problem-password-kinds", vec![("least", rules.least_kinds.min(4).to_string())]);
    } else if free(password, names) < LEAST_FREE.min(least) {
        problems.add(field, "problem-password-guessable");
    }
}

/// How many of the four kinds of characters are there: capital and small letters, digits, everything else.
fn kinds(password: &str) -> u8 {
    let is_other = |letter: char| !letter.is_ascii_alphanumeric();
    [
        password.chars().any(|letter| letter.is_ascii_uppercase()),
        password.chars().any(|letter| letter.is_ascii_lowercase()),
        password.chars().any(|letter| letter.is_ascii_digit()),
        password.chars().any(is_other),
    ]
    .into_iter()
    .map(u8::from)
    .sum()
}

/// How many characters belong to nothing a guesser tries first.
fn free(password: &str, names: &[&str]) -> usize {
    let plain: Vec<char> = password.to_lowercase().chars().collect();
    let letters: Vec<char> = plain.iter().map(|letter| letter_meant(*letter)).collect();
    let mut covered = vec![false; plain.len()];
    let names = names.iter().map(|name| name.to_lowercase()).filter(|name| name.chars().count() > 1);
    for word in WORDS.iter().map(|word| (*word).to_owned()).chain(names) {
        let word: Vec<char> = word.chars().collect();
        cover(&mut covered, &plain, word.len(), |window, _| window == word);
        cover(&mut covered, &letters, word.len(), |window, _| window == word);
    }
    let rows: Vec<Vec<char>> =
        ROWS.iter().flat_map(|row| [row.chars().collect(), row.chars().rev().collect()]).collect();
    cover(&mut covered, &plain, 3, |window, _| rows.iter().any(|row| row.windows(3).any(|piece| piece == window)));
    cover(&mut covered, &plain, 3, |window, _| window.iter().all(|letter| window.first() == Some(letter)));
    cover(&mut covered, &plain, 3, |window, at| {
        plain.windows(3).take(at.saturating_sub(2)).any(|earlier| earlier == window)
    });
    cover(&mut covered, &plain, 4, |window, _| {
        let century = window.get(..2);
        century.is_some_and(|of| of == ['1', '9'] || of == ['2', '0']) && window.iter().all(char::is_ascii_digit)
    });
    covered.into_iter().filter(|covered| !covered).count()
}

fn cover(covered: &mut [bool], letters: &[char], length: usize, is_known: impl Fn(&[char], usize) -> bool) {
    for (at, window) in letters.windows(length).enumerate() {
        if is_known(window, at) {
            covered.iter_mut().skip(at).take(length).for_each(|covered| *covered = true);
        }
    }
}

/// The letter a figure or sign often stands for.
fn letter_meant(letter: char) -> char {
    match letter {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(password: &str) -> Option<&'static str> {
        let mut problems = Problems::new();
        check(&mut problems, "password", &Passwords::default(), password, &["qinghe.officer", "经办人"]);
        problems.0.first().map(|problem| problem.message)
    }

    #[test]
    fn length_and_kinds_are_asked_for() {
        assert_eq!(problem("Kz7-vRm2"), Some("problem-password-short"));
        assert_eq!(problem("kzvrmqpwtxhd"), Some("problem-password-kinds"));
        assert_eq!(problem(&"Kz7-vRm2wQ".repeat(13)), Some("problem-too-long"));
        assert_eq!(problem("Kz7-vRm2wQpT"), None);
        assert_eq!(problem("荷塘-Pond-37-月色"), None);
    }

    #[test]
    fn what_is_tried_first_is_refused() {
        for guessable in [
            "Password2024!",
            "P@ssw0rd-2023",
            "Admin@123456789",
            "Qwerty-654321",
            "1qaz2wsx3EDC!",
            "Aa1!Aa1!Aa1!Aa1!",
            "Zzzzzzzzz-111",
            "Qinghe.Officer-1",
            "woAini5201314",
            "Beijing-2008-Abc",
        ] {
            assert_eq!(problem(guessable), Some("problem-password-guessable"), "{guessable}");
        }
    }

    #[test]
    fn rules_are_the_operators() {
        let of = |rules: Passwords, password| {
            let mut problems = Problems::new();
            check(&mut problems, "password", &rules, password, &[]);
            problems.0.first().map(|problem| problem.message)
        };
        let lenient = Passwords { least_characters: 4, least_kinds: 1, ..Passwords::default() };
        assert_eq!(of(lenient, "kzvr"), None);
        let strict = Passwords { least_characters: 20, least_kinds: 9, ..Passwords::default() };
        assert_eq!(of(strict, "Kz7vRm2wQpTx9LdNb4Gh"), Some("problem-password-kinds"));
        assert_eq!(of(strict, "Kz7vRm2wQpTx9LdNb4-h"), None);
    }
}
