//! **tables**
