//! **link**
