//! The binary as its users meet it: run over folders, its output and exit codes looked at.

#![cfg(test)]

mod batches;
mod check;
mod compare;
mod convert;
mod help;
mod inputs;
mod read;
mod sample;
mod stage;
mod total;
