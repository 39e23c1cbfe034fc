//! A member's numbers other than 0, packed: forty thousand members are kept at once, and nearly all of their numbers
//! are small.

use rust_decimal::Decimal;

/// Numbers by index, in order once sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Figures {
    small: Vec<Small>,
    large: Vec<(u16, Decimal)>,
}

/// A number in eight bytes: `mantissa` with `scale` digits behind the point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Small {
    index: u16,
    scale: u8,
    mantissa: i32,
}

impl Small {
    fn of(index: u16, value: Decimal) -> Option<Self> {
        let (scale, mantissa) = (u8::try_from(value.scale()).ok()?, i32::try_from(value.mantissa()).ok()?);
        Some(Self { index, scale, mantissa })
    }
}

impl Figures {
    /// Adds a number at an index that has none.
    pub(super) fn push(&mut self, index: u16, value: Decimal) {
        match Small::of(index, value) {
            Some(small) => self.small.push(small),
            None => self.large.push((index, value)),
        }
    }

    /// Puts them in order and gives back what memory is not needed.
    pub(super) fn settle(&mut self) {
        self.small.sort_unstable();
        self.large.sort_unstable_by_key(|(index, _)| *index);
        self.small.shrink_to_fit();
        self.large.shrink_to_fit();
    }

    /// The number at an index, once settled.
    pub(super) fn at(&self, index: u16) -> Option<Decimal> {
        if let Ok(found) = self.small.binary_search_by_key(&index, |small| small.index) {
            return self.small.get(found).map(|small| Decimal::new(i64::from(small.mantissa), u32::from(small.scale)));
        }
        let found = self.large.binary_search_by_key(&index, |(index, _)| *index).ok()?;
        self.large.get(found).map(|(_, value)| *value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_as_they_went_in() {
        let numbers = ["1", "-7", "0.50", "2147483647", "2147483648", "99999999999999999999.01", "12.3456"];
        let mut figures = Figures::default();
        for (index, number) in (0..7_u16).zip(numbers).rev() {
            figures.push(index * 3, number.parse().unwrap());
        }
        figures.settle();
        for (index, number) in (0..7_u16).zip(numbers) {
            assert_eq!(figures.at(index * 3).map(|value| value.to_string()).as_deref(), Some(number));
            assert_eq!(figures.at(index * 3 + 1), None);
        }
        assert_eq!(size_of::<Small>(), 8);
    }
}
