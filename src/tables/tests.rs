//! The tables as a reader gets them: written, then read back with a CSV reader.
#![allow(clippy::unwrap_used)]

mod contract;
mod parts;
mod sample;
mod spans;
