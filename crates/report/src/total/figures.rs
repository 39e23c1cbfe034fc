//! A member's numbers other than 0, packed: forty thousand members are kept at once, and nearly all of their numbers
//! are small.

use rust_decimal::Decimal;

/// Numbers by index, in order, each as three integers of variable length: how far on its index is, the digits behind the
/// point, and all digits together with the sign in the lowest bit. A small whole number takes three bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Figures(Box<[u8]>);

impl Figures {
    /// Packs numbers whose indices rise.
    pub(super) fn of(numbers: impl IntoIterator<Item = (usize, Decimal)>) -> Self {
        let (mut bytes, mut next) = (Vec::new(), 0);
        for (index, value) in numbers {
            let far = u128::try_from(index.saturating_sub(next)).unwrap_or_default();
            let digits = (value.mantissa().unsigned_abs() << 1) | u128::from(value.is_sign_negative());
            for part in [far, u128::from(value.scale()), digits] {
                push(&mut bytes, part);
            }
            next = index + 1;
        }
        Self(bytes.into_boxed_slice())
    }

    /// The numbers with their indices, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, Decimal)> {
        let (mut bytes, mut next) = (self.0.iter(), 0);
        std::iter::from_fn(move || {
            let mut part = || take(&mut bytes);
            let (far, scale, digits) = (part()?, part()?, part()?);
            let index = next + usize::try_from(far).ok()?;
            next = index + 1;
            let mantissa = i128::try_from(digits >> 1).ok()?;
            let mantissa = if digits & 1 == 1 { -mantissa } else { mantissa };
            Some((index, Decimal::try_from_i128_with_scale(mantissa, u32::try_from(scale).ok()?).ok()?))
        })
    }

    /// The number at an index.
    pub(super) fn at(&self, index: usize) -> Option<Decimal> {
        self.iter().find(|(found, _)| *found >= index).filter(|(found, _)| *found == index).map(|(_, value)| value)
    }
}

/// Seven bits a byte, the lowest first; the eighth says that more follow.
fn push(bytes: &mut Vec<u8>, mut rest: u128) {
    while rest >= 0x80 {
        bytes.push(u8::try_from(rest & 0x7f).unwrap_or_default() | 0x80);
        rest >>= 7;
    }
    bytes.push(u8::try_from(rest).unwrap_or_default());
}

fn take(bytes: &mut std::slice::Iter<'_, u8>) -> Option<u128> {
    let (mut number, mut shift) = (0, 0);
    loop {
        let byte = *bytes.next()?;
        number |= u128::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
        shift += 7;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_as_they_went_in() {
        let numbers = [
            "1",
            "-7",
            "0.50",
            "2147483647",
            "2147483648",
            "99999999999999999999.01",
            "12.3456",
            "79228162514264337593543950335",
            "-79228162514264337593543950335",
        ];
        let numbers: Vec<Decimal> = numbers.iter().map(|number| number.parse().unwrap()).collect();
        let figures = Figures::of(numbers.iter().enumerate().map(|(index, value)| (index * 200, *value)));
        for (index, number) in numbers.iter().enumerate() {
            assert_eq!(figures.at(index * 200).unwrap().to_string(), number.to_string());
            assert_eq!(figures.at(index * 200 + 1), None);
        }
        assert_eq!(figures.iter().count(), numbers.len());
        assert_eq!(Figures::of([(3, Decimal::ONE), (4, Decimal::TWO)]).0.len(), 6);
    }
}
