//! The binary as its users meet it: run over folders, its output and exit codes looked at.

#![cfg(test)]

mod backup;
mod batches;
mod check;
mod compare;
mod convert;
mod help;
mod inputs;
mod jobs;
mod kill;
mod nodes;
mod office;
mod operation;
mod read;
mod sample;
mod server;
mod stage;
mod total;
