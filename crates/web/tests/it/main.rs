//! The web floor, seen through HTTP only.

#![cfg(test)]

mod account;
mod api;
mod bodies;
mod bodies_import;
mod bodies_office;
mod bodies_postgres;
mod closed_owes_nothing;
mod collecting;
mod collection;
mod desk;
mod draft_after_publication;
mod draft_closed_body;
mod draft_files;
mod draft_from_file;
mod draft_from_report;
mod draft_given_up;
mod draft_meanwhile;
mod draft_next_version;
mod draft_signer;
mod draft_waits;
mod drafts;
mod elsewhere;
mod health;
mod identity_provider;
mod journal;
mod matrix;
mod mend_reminders;
mod messages;
mod people;
mod people_matrix;
mod portal;
mod receipts;
mod session_over;
mod settings;
mod settling;
mod sign_in;
mod signing;
mod start;
mod test_app;
mod totals;
mod totals_signed;
mod uploads;
mod webhook_reach;
mod webhooks;
