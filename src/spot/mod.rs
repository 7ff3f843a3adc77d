//! **spot**
