//! **spot**

pub mod date;
