//! **gazetteer**
