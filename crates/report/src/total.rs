//! Totals of many reports.
