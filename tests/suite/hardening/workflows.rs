//! A runner obeys lines that begin with `::`, whoever wrote them.

use crate::harness::root;

/// Each line of a workflow that prints what a stranger may have written stands between two that stop commands.
#[test]
fn strangers_words_are_printed_where_no_command_is_obeyed() {
    for workflow in [".github/workflows/issue-to-event.yml", "templates/init/.github/workflows/issue-to-event.yml"] {
        let text = std::fs::read_to_string(root().join(workflow)).expect("the workflow");
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let printed: Vec<usize> = (0..lines.len())
            .filter(|at| lines[*at].starts_with("cat ") && lines[*at].ends_with("said.txt\""))
            .collect();
        assert!(!printed.is_empty(), "{workflow}: it prints what is in the way");
        for at in printed {
            assert!(lines[..at].contains(&"echo \"::stop-commands::$token\""), "{workflow}: line {}", at + 1);
            assert!(lines[at..].contains(&"printf '\\n::%s::\\n' \"$token\""), "{workflow}: line {}", at + 1);
        }
    }
}
