//! The abbreviated path data of GB/T 33190: M, S, L, Q, B, A and C with their numbers.

use kurbo::{BezPath, Point};

/// Steps of one path.
const STEPS: usize = 200_000;

/// Reads path data; it ends where it cannot be understood.
pub(super) fn path(data: &str) -> BezPath {
    let mut path = BezPath::new();
    let mut words = data.split([' ', ',', '\t', '\n', '\r']).filter(|word| !word.is_empty());
    while let Some(word) = words.next() {
        let mut number = || words.next()?.parse::<f64>().ok().filter(|value| value.is_finite());
        if path.elements().len() > STEPS || step(&mut path, word, &mut number).is_none() {
            break;
        }
    }
    path
}

fn step(path: &mut BezPath, word: &str, number: &mut dyn FnMut() -> Option<f64>) -> Option<()> {
    let begun = !path.elements().is_empty();
    let mut point = || Some(Point::new(number()?, number()?));
    match word {
        "M" | "S" => path.move_to(point()?),
        _ if !begun => return None,
        "L" => path.line_to(point()?),
        "Q" => path.quad_to(point()?, point()?),
        "B" => path.curve_to(point()?, point()?, point()?),
        "A" => {
            // Two radii, an angle and two flags: an arc rules nothing, only where it ends matters.
            for _ in 0..5 {
                number()?;
            }
            let end = Point::new(number()?, number()?);
            path.quad_to(end, end);
        }
        "C" => path.close_path(),
        _ => return None,
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(data: &str, expected: &str) {
        assert_eq!(path(data).to_svg(), expected);
    }

    #[test]
    fn paths_are_read() {
        check("M 0 0 L 10 0 L 10 5 C", "M0,0 L10,0 L10,5 Z");
        check("S 1 2 Q 3 4 5 6 B 1 1 2 2 3 3", "M1,2 Q3,4 5,6 C1,1 2,2 3,3");
        check("M 0 0 A 5 5 0 0 1 10 10 L 20 10", "M0,0 Q10,10 10,10 L20,10");
    }

    #[test]
    fn what_is_not_understood_ends_it() {
        check("M 0 0 L 10 0 X 3 L 3 3", "M0,0 L10,0");
        check("L 3 3", "");
        check("M 0 0 L 1", "M0,0");
    }
}
