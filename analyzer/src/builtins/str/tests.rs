//! Compares strings and bytes with CPython, case by case; see `tests/generate_strings.py`.

use crate::testing::names;

const CASES: &str = include_str!("../../../tests/data/strings.txt");

#[test]
fn as_cpython() {
    let mut source = String::new();
    let mut expected = Vec::new();
    for line in CASES.lines() {
        if let Some(line) = line.strip_prefix('|') {
            source.push_str(line);
            source.push('\n');
        } else if let Some((expression, value)) = line.split_once('\t') {
            let i = expected.len();
            source.push_str(&format!(
                "try:\n    r{i} = {expression}\nexcept Exception as e:\n    r{i} = ('raised', type(e).__name__, e.args)\n"
            ));
            expected.push((expression, value));
        }
    }
    let found = names(&source);
    assert_eq!(found.get("!raised"), None);
    let differences: Vec<String> = expected
        .iter()
        .enumerate()
        .filter_map(|(i, (expression, value))| {
            let found = found.get(&format!("r{i}")).map_or("nothing", String::as_str);
            (found != *value).then(|| format!("{expression}\n    gives   {found}\n    but not {value}"))
        })
        .collect();
    assert!(
        differences.is_empty(),
        "{} of {} differ:\n{}\n{:?}",
        differences.len(),
        expected.len(),
        differences.join("\n"),
        found.get("!")
    );
    assert!(expected.len() > 300);
}

/// `t`, `n`, `b` and `a` are a `str`, an `int`, a `bytes` and a `bytearray` of which only the types are known, and
/// `u` is one of two strings.
const TYPED: &str = "
n = 'x'.__hash__()
t = memoryview(b'x').__repr__()
b = memoryview(bytearray(b'x')).tobytes()
a = bytearray(b)
u = 'a' if n else 'b'
def show(function, *arguments):
    try:
        return function(*arguments)
    except ValueError:
        return None
";

#[test]
fn typed_operands_give_typed_results() {
    let cases = [
        ("n", "<int>"),
        ("t", "<str>"),
        ("b", "<bytes>"),
        ("a", "<bytearray>"),
        ("t.upper()", "<str>"),
        ("t.isalpha()", "<bool>"),
        ("t.find('a')", "<int>"),
        ("'abc'.find(t)", "<int>"),
        ("'abc'.find('c', n)", "<int>"),
        ("t.startswith('a')", "<bool>"),
        ("'abc'.startswith(('b', t))", "<bool>"),
        ("'abc'.startswith(('a', t))", "True"),
        ("t.split()", "[<str>, ...]"),
        ("t.splitlines()", "[<str>, ...]"),
        ("t.split()[0]", "<str>"),
        ("t.partition('a')[1]", "<str>"),
        ("t.strip()", "<str>"),
        ("t.removeprefix('a')", "<str>"),
        ("','.join(['x', t])", "<str>"),
        ("','.join(t)", "<str>"),
        ("t.join(['x'])", "<str>"),
        ("'a'.replace(t, 'b')", "<str>"),
        ("'a'.center(n)", "<str>"),
        ("'a'.zfill(n)", "<str>"),
        ("'a' * n", "<str>"),
        ("n * 'a'", "<str>"),
        ("'a' + t", "<str>"),
        ("t + 'a'", "<str>"),
        ("'abc'[n]", "<str>"),
        ("'abc'[n:]", "<str>"),
        ("t[0]", "<str>"),
        ("t[1:2]", "<str>"),
        ("t == 'a'", "<bool>"),
        ("t < 'a'", "<bool>"),
        ("t == 1", "False"),
        ("'a' in t", "<bool>"),
        ("t in 'abc'", "<bool>"),
        ("t.__len__()", "<int>"),
        ("[c for c in t]", "[<str>, ...]"),
        ("t.encode()", "<bytes>"),
        ("'a'.encode(t)", "<bytes>"),
        ("'a'.encode('cp1252')", "<bytes>"),
        ("'\\udc80'.encode('utf-8', 'my_handler')", "<bytes>"),
        ("'%s' % t", "<str>"),
        ("'%d' % n", "<str>"),
        ("'%5.2f' % n", "<str>"),
        ("'%c' % n", "<str>"),
        ("'%*d' % (n, 1)", "<str>"),
        ("t % 1", "<str>"),
        ("'{}'.format(t)", "<str>"),
        ("'{:{}}'.format('a', t)", "<str>"),
        ("t.format(1)", "<str>"),
        ("t.format_map({})", "<str>"),
        ("f'{t}'", "<str>"),
        ("'a'.__format__(t)", "<str>"),
        ("'a'.translate({97: t})", "<str>"),
        ("t.translate({97: 'b'})", "<str>"),
        ("str.maketrans(t, 'ab')", "{<int>: <int> or None, ...}"),
        ("str(t)", "<str>"),
        ("str(b, 'ascii')", "<str>"),
        ("b.decode()", "<str>"),
        ("b.hex()", "<str>"),
        ("b[0]", "<int>"),
        ("b[1:]", "<bytes>"),
        ("b + b'x'", "<bytes>"),
        ("b'x' + b", "<bytes>"),
        ("b == b'x'", "<bool>"),
        ("b.find(b'x')", "<int>"),
        ("b'x'.find(n)", "<int>"),
        ("n in b'abc'", "<bool>"),
        ("b.split()[0]", "<bytes>"),
        ("b'%s' % b", "<bytes>"),
        ("bytes(n)", "<bytes>"),
        ("bytes([n])", "<bytes>"),
        ("bytes(a)", "<bytes>"),
        ("bytes.fromhex(t)", "<bytes>"),
        ("a[0]", "<int>"),
        ("a.upper()", "<bytearray>"),
        ("a.pop()", "<int>"),
        ("a == b'x'", "<bool>"),
        ("memoryview(a)[0]", "<int>"),
        ("memoryview(b'abcd').cast('H').tobytes()", "<bytes>"),
        ("b'x'.__hash__()", "<int>"),
        ("show(t.index, 'a') is None", "<bool>"),
        // Each alternative is followed by itself.
        ("u == 'c'", "False"),
        ("u.upper() == 'a'", "False"),
        ("','.join(['x', u]).startswith('x,')", "True"),
        ("('%s-%s' % ('x', u)).startswith('x-')", "True"),
        ("'{}{}'.format('x', u).startswith('x')", "True"),
        ("('x' + u).startswith('x')", "True"),
        ("(u * 2).__len__()", "2"),
    ];
    let mut source = TYPED.to_owned();
    for (i, (expression, _)) in cases.iter().enumerate() {
        source.push_str(&format!("r{i} = {expression}\n"));
    }
    let found = names(&source);
    assert_eq!(found.get("!raised"), None);
    assert_eq!(found.get("!"), None);
    for (i, (expression, value)) in cases.iter().enumerate() {
        assert_eq!(found.get(&format!("r{i}")).map(String::as_str), Some(*value), "{expression}");
    }
}

/// What cannot be known on one side leaves the rest of a mutable object typed.
#[test]
fn a_typed_change_forgets_the_contents() {
    let source = format!(
        "{TYPED}
x = bytearray(b'abc')
x.append(n)
y = bytearray(b'abc')
y[n] = 1
z = bytearray(b'abc')
memoryview(z)[0] = 1
w = bytearray(b'abc')
w.append(100)
"
    );
    let found = names(&source);
    for (name, value) in
        [("x", "<bytearray>"), ("y", "<bytearray>"), ("z", "<bytearray>"), ("w", "bytearray(b'abcd')")]
    {
        assert_eq!(found.get(name).map(String::as_str), Some(value), "{name}");
    }
}

/// Templates that are not known may still run the code of what they are filled with.
#[test]
fn a_typed_template_may_run_code_of_its_values() {
    let source = format!(
        "{TYPED}
seen = []
class C(str):
    def __str__(self):
        seen.append(1)
        return 'c'
t % C()
known = seen == []
"
    );
    assert_eq!(names(&source).get("known").map(String::as_str), Some("<bool>"));
}

#[test]
fn unknown_operands_are_reported() {
    for expression in ["'%s' % (nowhere,)", "'{}'.format(nowhere)", "'a'.find(nowhere)", "bytes([nowhere])"] {
        let found = names(&format!("import nowhere\nx = {expression}\n"));
        assert!(found.get("!").is_some_and(|messages| messages.contains("would run code of")), "{found:?}");
    }
}

#[test]
fn values_are_bounded() {
    for expression in [
        "'a' * 10**9",
        "bytes(10**9)",
        "'%1000000000d' % 1",
        "'a'.center(10**9)",
        "('a' * 1000).replace('', 'b' * 1000000)",
    ] {
        let found = names(&format!("x = {expression}\n"));
        assert!(
            found.get("!").is_some_and(|messages| messages.contains("64 MiB")),
            "{expression}: {found:?}"
        );
    }
}
