//! What stands in each cell of a member, half a byte a cell.

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// The member's edition has no such cell.
    Absent,
    Zero,
    /// The number is among the values.
    Number,
    /// Money without unit: a number of nobody knows what.
    WithoutUnit,
    Blank,
    Slash,
    Text,
    Missing,
}

impl Mark {
    const ALL: [Self; 8] = [
        Self::Absent,
        Self::Zero,
        Self::Number,
        Self::WithoutUnit,
        Self::Blank,
        Self::Slash,
        Self::Text,
        Self::Missing,
    ];

    pub(super) fn is_number(self) -> bool {
        matches!(self, Self::Zero | Self::Number)
    }

    fn code(self) -> u8 {
        Self::ALL.iter().zip(0..).find(|(mark, _)| **mark == self).map_or(0, |(_, code)| code)
    }

    fn of(code: u8) -> Self {
        Self::ALL.get(usize::from(code & 0x0f)).copied().unwrap_or(Self::Absent)
    }
}

/// A mark for each of [`super::address::slots`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Marks(Box<[u8]>);

impl Marks {
    pub(super) fn of(marks: &[Mark]) -> Self {
        let pair = |pair: &[Mark]| {
            let code = |at: usize| pair.get(at).map_or(0, |mark| mark.code());
            code(0) | (code(1) << 4)
        };
        Self(marks.chunks(2).map(pair).collect())
    }

    pub(super) fn at(&self, index: usize) -> Mark {
        self.0.get(index / 2).map_or(Mark::Absent, |pair| Mark::of(pair >> (index % 2 * 4)))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Mark> {
        self.0.iter().flat_map(|pair| [Mark::of(*pair), Mark::of(pair >> 4)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_back_as_they_went_in() {
        let marks: Vec<Mark> = Mark::ALL.into_iter().chain(Mark::ALL.into_iter().rev()).chain([Mark::Slash]).collect();
        let packed = Marks::of(&marks);
        for (index, mark) in marks.iter().enumerate() {
            assert_eq!(packed.at(index), *mark);
        }
        assert_eq!(packed.iter().take(marks.len()).collect::<Vec<_>>(), marks);
        assert_eq!((packed.at(17), packed.at(99)), (Mark::Absent, Mark::Absent));
    }
}
