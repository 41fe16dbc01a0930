//! Lets another process of this program read strangers' pages and PDF files.

/// From now on they are read by one.
pub fn read_in_sandbox() {
    if let Ok(program) = std::env::current_exe() {
        crate::text::sandbox::through(program);
    }
}
