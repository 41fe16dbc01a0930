//! stand-in
pub fn nearest<'a>(_word: &str, _c: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    None
}
