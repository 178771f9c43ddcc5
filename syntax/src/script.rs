//! The part of a script that runs only when it is the program: its last `if __name__ == "__main__":`.

use ruff_python_ast::{CmpOp, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use crate::parse_module_text;

/// Where the text's last statement is, if it is `if __name__ == "__main__":`; none if the text does not parse.
#[must_use]
pub fn main_block(text: &str) -> Option<TextRange> {
    let parsed = parse_module_text(text);
    if !parsed.errors.is_empty() {
        return None;
    }
    match parsed.ast.body.last()? {
        Stmt::If(last) if is_main_test(&last.test) => Some(last.range()),
        _ => None,
    }
}

fn is_main_test(test: &Expr) -> bool {
    let Expr::Compare(compare) = test else { return false };
    let is_name = |expr: &Expr| matches!(expr, Expr::Name(name) if &*name.id == "__name__");
    let is_main =
        |expr: &Expr| matches!(expr, Expr::StringLiteral(text) if text.value.to_str() == "__main__");
    match (&*compare.ops, &*compare.comparators) {
        ([CmpOp::Eq], [right]) => {
            is_name(&compare.left) && is_main(right) || is_main(&compare.left) && is_name(right)
        }
        _ => false,
    }
}

/// The text without what is in a range, and what is in the range alone; both keep their lines and columns.
#[must_use]
pub fn split_at_block(text: &str, range: TextRange) -> (String, String) {
    let blank = |part: &str| -> String {
        part.chars().map(|it| if matches!(it, '\n' | '\r') { it } else { ' ' }).collect()
    };
    // In front of the block only lines count: blanks there would be an indentation.
    let lines = |part: &str| -> String { part.chars().filter(|it| matches!(it, '\n' | '\r')).collect() };
    let (before, block, after) =
        (&text[..range.start().to_usize()], &text[range], &text[range.end().to_usize()..]);
    (format!("{before}{}{after}", blank(block)), format!("{}{block}\n", lines(before)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_statement_counts() {
        let text = "import a\nif __name__ == '__main__':\n    a.run()\n# end\n";
        let (body, main) = split_at_block(text, main_block(text).unwrap());
        assert_eq!(body.lines().next(), Some("import a"));
        assert!(body.lines().skip(1).take(2).all(|line| line.trim().is_empty()));
        assert!(body.ends_with("# end\n"));
        assert_eq!(main, "\nif __name__ == '__main__':\n    a.run()\n");
        assert!(main_block("if \"__main__\" == __name__: pass").is_some());
        assert!(main_block("if __name__ == '__main__':\n    pass\nx = 1\n").is_none());
        assert!(main_block("if __name__ != '__main__': pass").is_none());
        assert!(main_block("if __name__ == '__main__'").is_none());
        assert!(main_block("").is_none());
    }
}
