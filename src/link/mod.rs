//! **link**

pub mod date;
