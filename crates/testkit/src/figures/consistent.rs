//! Figures that satisfy every identity: drawn cell by cell, totals added up.

use std::collections::BTreeMap;

use gongkai_report::EditionId;
use gongkai_report::edition::{OTHER_ROWS_2021, ValueType};
use rust_decimal::Decimal;

use super::Figures;
use crate::random::Random;

type Numbers = BTreeMap<String, u64>;

/// Rows of table 3 above and below the outcomes.
const FRAME: [&str; 4] = ["new_received", "carried_in", "total", "carried_out"];

/// Outcomes with how often they come, in a thousand; those not named are rare.
const FREQUENT: [(&str, u64); 6] = [
    ("granted", 420),
    ("granted_in_part", 90),
    ("unavailable_not_held", 200),
    ("unavailable_needs_creation", 60),
    ("not_processed_petition", 90),
    ("refused_third_party", 40),
];

pub(super) fn figures(edition: EditionId, seed: u64, prior: Option<&Figures>) -> Figures {
    let mut random = Random::new(seed);
    let mut numbers = Numbers::new();
    requests(edition, prior, &mut random, &mut numbers);
    disputes(edition, &mut random, &mut numbers);
    let mut signed = BTreeMap::new();
    match edition {
        EditionId::E2019 => disclosure_2019(prior, &mut random, &mut numbers, &mut signed),
        EditionId::E2021 => disclosure_2021(prior, &mut random, &mut numbers, &mut signed),
    }
    Figures::from(edition, |form| {
        let address = form.address.as_str();
        let count = || Decimal::from(numbers.get(address).copied().unwrap_or(0));
        match form.value_type {
            ValueType::NonNegativeInteger => count(),
            ValueType::SignedInteger | ValueType::Decimal => signed.get(address).copied().unwrap_or_default(),
        }
    })
}

/// How many requests a body answers in a year: most none, a few hundreds.
fn volume(random: &mut Random) -> u64 {
    match random.below(1000) {
        0..550 => 0,
        550..850 => 1 + random.below(5),
        850..970 => 6 + random.below(40),
        970..997 => 50 + random.below(250),
        _ => 400 + random.below(1600),
    }
}

fn requests(edition: EditionId, prior: Option<&Figures>, random: &mut Random, numbers: &mut Numbers) {
    let form = &edition.edition().t3;
    let outcomes: Vec<&str> =
        edition.edition().leaf_rows().map(|row| row.id.as_str()).filter(|id| !FRAME.contains(id)).collect();
    let handled = volume(random);
    let applicants: Vec<&str> =
        form.columns.iter().map(|column| column.id.as_str()).filter(|id| *id != "total").collect();
    for _ in 0..handled {
        let applicant = applicant(&applicants, random);
        let outcome = outcome(&outcomes, random);
        add(numbers, &format!("t3.{outcome}.{applicant}"), 1);
        add(numbers, &format!("t3.total.{applicant}"), 1);
    }
    for applicant in &applicants {
        let of = |numbers: &Numbers, row: &str| numbers.get(&format!("t3.{row}.{applicant}")).copied().unwrap_or(0);
        let total = of(numbers, "total");
        let carried_in = match prior {
            Some(prior) => count(prior, &format!("t3.carried_out.{applicant}")),
            None => random.below(total / 8 + 1),
        };
        // Whoever carries in more than was handled carries the rest on.
        let waiting = carried_in.saturating_sub(total);
        let carried_out = waiting + random.below(total / 10 + 1);
        add(numbers, &format!("t3.carried_in.{applicant}"), carried_in);
        add(numbers, &format!("t3.carried_out.{applicant}"), carried_out);
        add(numbers, &format!("t3.new_received.{applicant}"), total + carried_out - carried_in);
    }
    for row in FRAME.iter().copied().chain(outcomes.iter().copied()) {
        let sum = applicants.iter().filter_map(|applicant| numbers.get(&format!("t3.{row}.{applicant}"))).sum();
        numbers.insert(format!("t3.{row}.total"), sum);
    }
}

fn applicant<'a>(applicants: &[&'a str], random: &mut Random) -> &'a str {
    let natural = applicants.first().copied().filter(|_| random.chance(860));
    natural.or_else(|| random.pick(applicants).copied()).unwrap_or_default()
}

fn outcome<'a>(outcomes: &[&'a str], random: &mut Random) -> &'a str {
    let mut mark = random.below(1000);
    for (frequent, share) in FREQUENT {
        if mark < share {
            return outcomes.iter().copied().find(|id| *id == frequent).unwrap_or_default();
        }
        mark -= share;
    }
    // 2019 has one row where 2021 has three, so that what is rare is drawn from other lists.
    let rare: Vec<&str> =
        outcomes.iter().copied().filter(|id| !OTHER_ROWS_2021.contains(id) || random.chance(300)).collect();
    random.pick(&rare).copied().unwrap_or_default()
}

fn disputes(edition: EditionId, random: &mut Random, numbers: &mut Numbers) {
    let busy = numbers.get("t3.new_received.total").copied().unwrap_or(0) > 20;
    for column in &edition.edition().t4.columns {
        if column.id == format!("{}.total", column.block) {
            continue;
        }
        let happens = random.chance(if busy { 300 } else { 12 });
        let cases = if happens { 1 + random.below(if busy { 9 } else { 2 }) } else { 0 };
        add(numbers, &format!("t4.{}", column.id), cases);
        add(numbers, &format!("t4.{}.total", column.block), cases);
    }
}

fn disclosure_2019(
    prior: Option<&Figures>,
    random: &mut Random,
    numbers: &mut Numbers,
    signed: &mut BTreeMap<String, Decimal>,
) {
    let made = random.below(9);
    let newly = random.below(made + 1);
    let before = prior.map_or_else(|| random.below(60), |prior| count(prior, "t2.normative_doc.total_public"));
    add(numbers, "t2.normative_doc.made", made);
    add(numbers, "t2.normative_doc.newly_public", newly);
    add(numbers, "t2.normative_doc.total_public", before + newly);
    for row in ["permit", "other_service", "penalty", "coercion", "admin_fee"] {
        let items = match prior {
            Some(prior) => count(prior, &format!("t2.{row}.prev_items"))
                .saturating_add_signed(change(prior, &format!("t2.{row}.delta"))),
            None => sometimes(random, 400, 60),
        };
        let delta = i64::try_from(random.below(7)).unwrap_or(0) - i64::try_from(items.min(3)).unwrap_or(0);
        add(numbers, &format!("t2.{row}.prev_items"), items);
        signed.insert(format!("t2.{row}.delta"), Decimal::from(if items == 0 { 0 } else { delta }));
        if row != "admin_fee" {
            add(numbers, &format!("t2.{row}.decisions"), decisions(random));
        }
    }
    let bought = sometimes(random, 500, 40);
    add(numbers, "t2.procurement.procurement_items", bought);
    let cents = i64::try_from(bought * random.below(9_000_000)).unwrap_or(0);
    signed.insert("t2.procurement.procurement_amount".to_owned(), Decimal::new(cents, 2));
}

fn disclosure_2021(
    prior: Option<&Figures>,
    random: &mut Random,
    numbers: &mut Numbers,
    signed: &mut BTreeMap<String, Decimal>,
) {
    let stock = prior.and_then(|prior| prior.number("t2.normative_doc.in_force"));
    let stock = stock.map_or_else(|| random.below(30), whole);
    let issued = random.below(6);
    let repealed = random.below((stock + issued).min(4) + 1);
    add(numbers, "t2.normative_doc.issued", issued);
    add(numbers, "t2.normative_doc.repealed", repealed);
    add(numbers, "t2.normative_doc.in_force", stock + issued - repealed);
    for row in ["permit", "penalty", "coercion"] {
        add(numbers, &format!("t2.{row}.decisions"), decisions(random));
    }
    // Up to four decimals of 万元 are whole 元.
    let fee = if random.chance(250) { i64::try_from(random.below(3_000_000)).unwrap_or(0) } else { 0 };
    signed.insert("t2.admin_fee.fee_amount".to_owned(), Decimal::from(fee));
}

fn decisions(random: &mut Random) -> u64 {
    if random.chance(450) { random.below(800) } else { 0 }
}

/// A number below `bound` as often as `per_thousand` says, else 0.
fn sometimes(random: &mut Random, per_thousand: u64, bound: u64) -> u64 {
    if random.chance(per_thousand) { random.below(bound) } else { 0 }
}

fn add(numbers: &mut Numbers, address: &str, count: u64) {
    *numbers.entry(address.to_owned()).or_default() += count;
}

fn count(figures: &Figures, address: &str) -> u64 {
    figures.number(address).map_or(0, whole)
}

fn whole(number: Decimal) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

fn change(figures: &Figures, address: &str) -> i64 {
    figures.number(address).and_then(|number| i64::try_from(number).ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use gongkai_report::edition::{Comparison, Operand, Scope};

    use super::*;

    fn check(year: &Figures, prior: Option<&Figures>) {
        let side = |operands: &[Operand]| -> Decimal {
            let figure = |operand: &Operand| {
                let of = if operand.prior { prior.unwrap() } else { year };
                of.cells.value(operand.address).unwrap()
            };
            operands.iter().map(figure).sum()
        };
        for identity in year.edition.edition().identities() {
            let same_edition = prior.is_some_and(|prior| prior.edition == year.edition);
            let needed = match identity.scope {
                Scope::SameYear => true,
                Scope::CrossYear => prior.is_some(),
                Scope::CrossYearSameEdition => same_edition,
            };
            if needed {
                let (left, right) = (side(&identity.left), side(&identity.right));
                let holds = match identity.comparison {
                    Comparison::Eq => left == right,
                    Comparison::Ge => left >= right,
                    Comparison::Le => left <= right,
                };
                assert!(holds, "{}: {left} {right}", identity.id);
            }
        }
    }

    #[test]
    fn every_identity_holds() {
        for edition in EditionId::ALL {
            for seed in 0..120 {
                check(&Figures::consistent(edition, seed), None);
            }
        }
    }

    #[test]
    fn identities_between_years_hold() {
        for seed in 0..40 {
            let first = Figures::consistent(EditionId::E2019, seed);
            let second = first.following(EditionId::E2019, seed + 1);
            let third = second.following(EditionId::E2021, seed + 2);
            let fourth = third.following(EditionId::E2021, seed + 3);
            check(&second, Some(&first));
            check(&third, Some(&second));
            check(&fourth, Some(&third));
        }
    }

    #[test]
    fn most_bodies_have_no_request_and_some_have_many() {
        let received = |seed| Figures::consistent(EditionId::E2021, seed).number("t3.new_received.total").unwrap();
        let all: Vec<Decimal> = (0..600).map(received).collect();
        let none = all.iter().filter(|count| count.is_zero()).count();
        assert!((270..390).contains(&none), "{none}");
        assert!(all.iter().any(|count| *count > Decimal::from(100)));
    }
}
