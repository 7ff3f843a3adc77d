//! **link**

pub mod across;
