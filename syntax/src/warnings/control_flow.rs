//! Jumps out of `finally` blocks, which drop the exception that is on its way.

use ruff_python_ast::Stmt;
use ruff_text_size::Ranged;

use super::SyntaxWarning;

/// Which jumps would leave a `finally` block.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ControlFlow {
    return_leaves: bool,
    loop_exit_leaves: bool,
}

impl ControlFlow {
    pub(super) fn in_finally() -> Self {
        ControlFlow { return_leaves: true, loop_exit_leaves: true }
    }

    pub(super) fn in_loop(self) -> Self {
        ControlFlow { loop_exit_leaves: false, ..self }
    }

    pub(super) fn jump(self, statement: &Stmt) -> Option<SyntaxWarning> {
        let (keyword, leaves) = match statement {
            Stmt::Return(_) => ("return", self.return_leaves),
            Stmt::Break(_) => ("break", self.loop_exit_leaves),
            Stmt::Continue(_) => ("continue", self.loop_exit_leaves),
            _ => return None,
        };
        leaves.then(|| {
            SyntaxWarning::of_meaning(format!("'{keyword}' in a 'finally' block"), statement.range())
        })
    }
}
