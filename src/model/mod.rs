//! The words of Dateline as types.
