//! **evaluate**
