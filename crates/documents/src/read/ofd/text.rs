//! Text codes: characters and the steps between them.

use crate::read::fixed::natural_width;

/// Repetitions of one step group, and steps of one text.
const STEPS: usize = 100_000;

/// Where characters go, in the text object's own millimetres.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Placed {
    pub(super) character: char,
    pub(super) x: f64,
    pub(super) y: f64,
    /// How wide it is taken to be.
    pub(super) width: f64,
}

/// The steps of a `DeltaX` or `DeltaY`: numbers, and groups `g n v` for n times v.
pub(super) fn steps(written: &str) -> Vec<f64> {
    let mut words = written.split([' ', ',', '\t', '\n', '\r']).filter(|word| !word.is_empty());
    let mut steps = Vec::new();
    while let Some(word) = words.next() {
        let (count, value) = if word == "g" {
            (words.next().and_then(|count| count.parse().ok()).unwrap_or(0), words.next())
        } else {
            (1, Some(word))
        };
        let Some(value) = value.and_then(|value| value.parse::<f64>().ok()).filter(|value| value.is_finite()) else {
            break;
        };
        let room = STEPS.saturating_sub(steps.len());
        steps.extend(std::iter::repeat_n(value, room.min(count)));
    }
    steps
}

/// How the characters of a text code are set.
#[derive(Debug)]
pub(super) struct Setting<'s> {
    pub(super) x: f64,
    pub(super) y: f64,
    /// Steps to the right; `None` when the text code has none.
    pub(super) across: Option<&'s [f64]>,
    /// Steps downwards.
    pub(super) down: Option<&'s [f64]>,
    pub(super) size: f64,
    /// How much wider than high the characters are drawn.
    pub(super) stretch: f64,
}

impl Setting<'_> {
    /// Places each character. Where no step is told in either direction, a character is followed by the next.
    pub(super) fn place(&self, text: &str) -> Vec<Placed> {
        let (mut x, mut y) = (self.x, self.y);
        let mut placed = Vec::new();
        for (index, character) in text.chars().enumerate() {
            let natural = natural_width(character.encode_utf8(&mut [0; 4])) * self.size * self.stretch;
            let across = self.across.map(|steps| steps.get(index).copied());
            let down = self.down.map(|steps| steps.get(index).copied());
            let step = match (across, down) {
                (Some(step), _) => step.unwrap_or(if self.down.is_some() { 0.0 } else { natural }),
                (None, Some(_)) => 0.0,
                (None, None) => natural,
            };
            let width = if step > 0.1 * self.size { natural.min(step) } else { natural };
            placed.push(Placed { character, x, y, width });
            x += step;
            y += down.flatten().unwrap_or(0.0);
        }
        placed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_repeat() {
        assert_eq!(steps("g 3 4.5 2"), [4.5, 4.5, 4.5, 2.0]);
        assert_eq!(steps("1 2.5,3"), [1.0, 2.5, 3.0]);
        assert_eq!(steps("g 99999999999999999999999 1 2"), [2.0]);
        assert_eq!(steps("g 900000000 1").len(), STEPS);
        assert_eq!(steps("1 g 2"), [1.0]);
    }

    fn check(across: Option<&[f64]>, down: Option<&[f64]>, expected: &[(f64, f64)]) {
        let setting = Setting { x: 1.0, y: 2.0, across, down, size: 4.0, stretch: 1.0 };
        let placed: Vec<(f64, f64)> = setting.place("公1开").iter().map(|placed| (placed.x, placed.y)).collect();
        assert_eq!(placed, expected);
    }

    #[test]
    fn characters_step_as_told() {
        check(Some(&[5.0, 6.0]), None, &[(1.0, 2.0), (6.0, 2.0), (12.0, 2.0)]);
        check(None, Some(&[5.0, 6.0]), &[(1.0, 2.0), (1.0, 7.0), (1.0, 13.0)]);
        check(None, None, &[(1.0, 2.0), (5.0, 2.0), (7.0, 2.0)]);
        check(Some(&[5.0]), None, &[(1.0, 2.0), (6.0, 2.0), (8.0, 2.0)]);
    }
}
