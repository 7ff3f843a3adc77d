//! **settle**
