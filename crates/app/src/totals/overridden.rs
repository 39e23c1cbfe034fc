//! Figures that stand in the place of the sums a draft was filled with.

use std::collections::BTreeMap;

use gongkai_report::CellAddress;
use gongkai_report::draft::Draft;

/// A figure that is not the sum of what the members gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overridden {
    /// Which cell.
    pub address: CellAddress,
    /// The sum.
    pub sum: String,
    /// What stands there; empty where nothing does.
    pub own: String,
}

/// The figures that depart from the sums, as they stand in the form. A cell nobody gave a figure for could not be counted, and
/// departs from nothing.
pub fn overridden(sums: &BTreeMap<String, String>, form: &Draft) -> Vec<Overridden> {
    let cells = sums.iter().filter_map(|(address, sum)| Some((CellAddress::parse(address)?, sum.clone())));
    let summed = Draft { cells: cells.collect(), ..form.clone() };
    let (sums, own) = (summed.figures(), form.figures());
    let departs = summed.cells.iter().filter(|(address, _)| sums.get(address) != own.get(address));
    departs
        .map(|(address, sum)| Overridden {
            address: *address,
            sum: sum.clone(),
            own: form.cells.get(address).map(|text| text.trim().to_owned()).unwrap_or_default(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_depart_from_sums_by_what_they_say_not_by_how_they_are_written() {
        let sums = [("t2.permit.decisions", "1968"), ("t3.granted.total", "7"), ("t3.new_received.total", "5")];
        let sums = sums.map(|(address, sum)| (address.to_owned(), sum.to_owned())).into();
        let mut form = Draft::new("示例区人民政府", 2023);
        let typed = [("t2.permit.decisions", "2222"), ("t3.granted.total", " ７"), ("t4.recon.total", "3")];
        form.cells = typed.map(|(address, own)| (CellAddress::parse(address).unwrap(), own.to_owned())).into();
        let found = overridden(&sums, &form);
        let found: Vec<_> = found.iter().map(|of| (of.address.as_str(), &*of.sum, &*of.own)).collect();
        assert_eq!(found, [("t2.permit.decisions", "1968", "2222"), ("t3.new_received.total", "5", "")]);
    }
}
