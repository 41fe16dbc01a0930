//! Diagnostics as workflow commands, which GitHub shows on the lines of a pull request.
//!
//! A workflow shows only the first ten errors and the first ten warnings of a step in this way; the whole list belongs
//! into the [job summary](super::summary).

use super::control_characters;
use super::located::Located;

/// One command per line; nothing when there is nothing to say.
pub(super) fn report(located: &[Located<'_>]) -> String {
    located.iter().map(command).collect()
}

fn command(located: &Located<'_>) -> String {
    let diagnostic = located.diagnostic;
    let mut message = control_characters::one_line(&diagnostic.message).into_owned();
    if let Some(help) = &diagnostic.help {
        message.push_str("\nhelp: ");
        message.push_str(&control_characters::lines(help).collect::<Vec<_>>().join("\n"));
    }
    format!(
        "::{} file={},line={},endLine={},col={},title={}::{}\n",
        diagnostic.severity.as_str(),
        property(&control_characters::one_line(&diagnostic.location.file)),
        located.start.line,
        located.end_line,
        located.start.column,
        property(diagnostic.code.as_str()),
        data(&message),
    )
}

/// What follows the second `::`, with the characters escaped that would end it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property: besides, what separates properties.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::report::DiagnosticFormat;
    use super::super::report::tests::{RESIGNS, on, rendered};
    use super::super::{Code, Diagnostic, Location};

    #[test]
    fn an_annotation_per_diagnostic() {
        let text = "---\ntitle: |\n  One\n  Two\nsources: [ledgr]\n---\n";
        let list = [
            on(Code::SingleOrigin, RESIGNS, text, "One\n  Two\n", "one"),
            on(Code::UnknownSource, RESIGNS, text, "ledgr", "event cites `ledgr`").help("write:\n  a: b"),
        ];
        assert_eq!(
            rendered(&list, text, DiagnosticFormat::Github),
            "::warning file=content/events/2031/2031-04-05-warden-resigns.md,line=3,endLine=4,col=3,title=single-origin::one\n\
             ::error file=content/events/2031/2031-04-05-warden-resigns.md,line=5,endLine=5,col=11,title=unknown-source::event cites `ledgr`%0Ahelp: write:%0A  a: b\n"
        );
    }

    #[test]
    fn nothing_is_nothing() {
        assert_eq!(rendered(&[], "", DiagnosticFormat::Github), "");
    }

    #[test]
    fn text_cannot_end_its_command_or_begin_another() {
        let file = "content/a,line=9::b%\n::error::c.md".into();
        let diagnostic = Diagnostic::new(Code::InvalidYaml, Location::start_of(&file), "x\n::add-mask::y 50%\r")
            .help("1\r\n::stop-commands::z\u{1b}[2J");
        assert_eq!(
            rendered(&[diagnostic], "", DiagnosticFormat::Github),
            "::error file=content/a%2Cline=9%3A%3Ab%25␊%3A%3Aerror%3A%3Ac.md,line=1,endLine=1,col=1,title=invalid-yaml\
             ::x␊::add-mask::y 50%25␍%0Ahelp: 1%0A::stop-commands::z␛[2J\n"
        );
    }
}
