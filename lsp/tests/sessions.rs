//! Scripted sessions over a connection in memory.

mod client;

use std::fs;
use std::path::Path;

use client::Client;
use lsp_server::Notification;
use serde_json::{Value, json};
use tempfile::TempDir;

/// The text after the edits of an action. Columns are those of ASCII text.
fn edited(text: &str, action: &Value) -> String {
    let changes = action["edit"]["changes"].as_object().expect("changes");
    let mut edits: Vec<&Value> = changes.values().flat_map(|it| it.as_array().expect("a list")).collect();
    let place = |edit: &Value, which: &str| {
        let at = &edit["range"][which];
        (at["line"].as_u64().unwrap_or(0) as usize, at["character"].as_u64().unwrap_or(0) as usize)
    };
    edits.sort_by_key(|edit| std::cmp::Reverse(place(edit, "start")));
    let starts: Vec<usize> =
        std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let offset = |(line, column): (usize, usize)| starts.get(line).map_or(text.len(), |start| start + column);
    let mut text = text.to_owned();
    for edit in edits {
        let range = offset(place(edit, "start"))..offset(place(edit, "end"));
        text.replace_range(range, edit["newText"].as_str().expect("a text"));
    }
    text
}

fn titled<'a>(actions: &'a [Value], title: &str) -> &'a Value {
    let titles: Vec<_> = actions.iter().map(|it| &it["title"]).collect();
    actions
        .iter()
        .find(|it| it["title"] == title)
        .unwrap_or_else(|| panic!("{title:?} is not among {titles:?}"))
}

const OWNER: &str = "import __strict__\n\nNAMES = ['a']\n\n\ndef shout(text):\n    print(text)\n";

#[test]
fn diagnostics_follow_unsaved_edits() {
    let user = "import __strict__\nfrom owner import NAMES, shout\n\nN = len(NAMES)\n";
    let mut client = Client::start(&[("owner.py", OWNER), ("user.py", user)], json!({}));
    assert_eq!(client.findings("user.py"), Vec::<String>::new());
    client.open("user.py", user);
    let end = json!({ "line": 4, "character": 0 });
    client.change("user.py", 2, json!([{ "range": { "start": end, "end": end }, "text": "shout('x')\n" }]));
    assert_eq!(client.findings("user.py"), ["4 STR120 `print` writes to standard output"]);
    // The text in the other document decides, not the one in the file.
    client.open("owner.py", &OWNER.replace("print(text)", "return text"));
    assert_eq!(client.findings("user.py"), Vec::<String>::new());
    let document = json!({ "uri": client.uri("owner.py") });
    client.notify("textDocument/didClose", json!({ "textDocument": document }));
    assert_eq!(client.findings("user.py"), ["4 STR120 `print` writes to standard output"]);
}

#[test]
fn the_chain_of_calls_is_related_information() {
    let user = "import __strict__\nfrom owner import shout\nshout('x')\n";
    let mut client = Client::start(&[("owner.py", OWNER), ("user.py", user)], json!({}));
    let document = json!({ "uri": client.uri("user.py") });
    let report = client.request("textDocument/diagnostic", json!({ "textDocument": document }));
    let text = serde_json::to_string_pretty(&report).expect("JSON").replace(&client.uri(""), "file:///test");
    insta::assert_snapshot!(text);
}

#[test]
fn what_is_pushed_is_what_is_pulled() {
    let user = "import __strict__\nprint(1)\n";
    let mut client = Client::start(&[("user.py", user)], json!({}));
    client.open("user.py", user);
    let document = json!({ "uri": client.uri("user.py") });
    let pulled = client.request("textDocument/diagnostic", json!({ "textDocument": document }));
    let published = |it: &&Notification| it.method == "textDocument/publishDiagnostics";
    let pushed = client.notifications.iter().rfind(published).expect("one was sent");
    assert_eq!(pushed.params["diagnostics"], pulled["items"]);
    let all = client.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
    assert_eq!(all["items"][0]["items"], pulled["items"]);
    let status = client.notifications.iter().rfind(|it| it.method == "strict/status");
    assert_eq!(status.expect("one was sent").params["text"], "1 effect");
}

#[test]
fn columns_are_counted_as_agreed() {
    for (encodings, column) in [(json!(["utf-16"]), 9), (json!(["utf-8", "utf-16"]), 11)] {
        let capabilities = json!({ "general": { "positionEncodings": encodings } });
        let text = "import __strict__\nX = '𝒳'; print(X)\n";
        let mut client = Client::start(&[("m.py", text)], capabilities);
        let document = json!({ "uri": client.uri("m.py") });
        let report = client.request("textDocument/diagnostic", json!({ "textDocument": document }));
        assert_eq!(report["items"][0]["range"]["start"], json!({ "line": 1, "character": column + 1 }));
    }
}

#[test]
fn names_are_explained_and_found() {
    let user = "import __strict__\nimport owner\nfrom owner import NAMES as n\n\nclass C:\n    def __init__(self):\n        self.x = 1\n\nX = owner.NAMES\n";
    let mut client = Client::start(&[("owner.py", OWNER), ("user.py", user)], json!({}));
    let hover = client.request("textDocument/hover", client.at("user.py", 8, 12));
    insta::assert_snapshot!("hover_of_a_list", hover["contents"]["value"].as_str().expect("a text"));
    let hover = client.request("textDocument/hover", client.at("user.py", 4, 7));
    insta::assert_snapshot!("hover_of_a_class", hover["contents"]["value"].as_str().expect("a text"));
    let definition = client.request("textDocument/definition", client.at("user.py", 8, 12));
    assert_eq!(definition["uri"], client.uri("owner.py"));
    assert_eq!(definition["range"]["start"], json!({ "line": 2, "character": 0 }));
    let mut params = client.at("owner.py", 2, 1);
    params["context"] = json!({ "includeDeclaration": true });
    let references = client.request("textDocument/references", params);
    let places: Vec<String> = references
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| {
            let file = it["uri"].as_str().and_then(|uri| uri.rsplit('/').next()).unwrap_or("");
            format!("{file}:{}:{}", it["range"]["start"]["line"], it["range"]["start"]["character"])
        })
        .collect();
    assert_eq!(places, ["owner.py:2:0", "user.py:2:18", "user.py:2:27", "user.py:8:10"]);
    let document = json!({ "uri": client.uri("user.py") });
    let symbols = client.request("textDocument/documentSymbol", json!({ "textDocument": document }));
    assert_eq!(symbols[0]["name"], "C");
    assert_eq!(symbols[0]["children"][0]["name"], "__init__");
}

#[test]
fn effects_are_a_call_hierarchy() {
    let user = "import __strict__\nfrom owner import shout\nshout('x')\n";
    let mut client = Client::start(&[("owner.py", OWNER), ("user.py", user)], json!({}));
    let items = client.request("textDocument/prepareCallHierarchy", client.at("user.py", 2, 2));
    assert_eq!(items[0]["name"], "`shout` is called here");
    let next = client.request("callHierarchy/outgoingCalls", json!({ "item": items[0] }));
    assert_eq!(next[0]["to"]["name"], "`print` writes to standard output");
    assert_eq!(next[0]["to"]["uri"], client.uri("owner.py"));
}

#[test]
fn actions_mend_what_was_found() {
    let user = "\"\"\"Doc.\"\"\"\nimport __strict__\nimport os\n\nX = 1  # strict: ignore\nprint(X)\n\n\ndef where():\n    return os.getcwd()\n\n\nCACHE = []\n\n\ndef get():\n    return CACHE\n";
    let mut client = Client::start(&[("user.py", user), ("plain.py", "#!/bin/python\nX = 1\n")], json!({}));
    assert_eq!(client.findings("user.py").len(), 2);
    let actions = client.actions("user.py", 5);
    let mut shown = String::new();
    for action in &actions {
        let title = action["title"].as_str().expect("a title");
        shown.push_str(&format!("== {title}\n{}\n", edited(user, action)));
    }
    for (line, title) in [
        (2, "Import `os` only where it is used"),
        (4, "Remove the comment that suppresses nothing"),
        (12, "Turn `CACHE` into a function that makes it anew"),
        (12, "Turn `CACHE` into a `ContextVar`"),
    ] {
        let actions = client.actions("user.py", line);
        shown.push_str(&format!("== {title}\n{}\n", edited(user, titled(&actions, title))));
    }
    let actions = client.actions("plain.py", 0);
    let plain = client.text("plain.py");
    shown.push_str(&format!("== plain\n{}\n", edited(&plain, titled(&actions, "Add `import __strict__`"))));
    insta::assert_snapshot!(shown);
    // And they do mend it.
    let mended =
        edited(user, titled(&client.actions("user.py", 5), "Move it behind `if __name__ == \"__main__\":`"));
    client.open("user.py", &mended);
    assert_eq!(client.findings("user.py"), ["4 STR005 this comment suppresses nothing"]);
}

#[test]
fn modules_that_could_be_strict_are_ranked() {
    let files = [
        ("base.py", "X = 1\n"),
        ("user.py", "from base import X\nY = X\n"),
        ("bad.py", "print(1)\n"),
        ("done.py", "import __strict__\n"),
    ];
    let mut client = Client::start(&files, json!({}));
    let found = client.request("strict/adopt", json!({}));
    let ready: Vec<_> = found["ready"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| (&it["module"], &it["dependants"]))
        .collect();
    assert_eq!(ready, [(&json!("base"), &json!(1)), (&json!("user"), &json!(0))]);
}

#[test]
fn lenses_and_hints_show_the_verdict() {
    let text = "import __strict__\n\n\nclass C:\n    x: int\n";
    let mut client = Client::start(&[("m.py", text)], json!({}));
    let document = json!({ "uri": client.uri("m.py") });
    let lenses = client.request("textDocument/codeLens", json!({ "textDocument": document }));
    assert_eq!(lenses[0]["command"]["title"], "strict: proved");
    let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 0 } });
    let params = json!({ "textDocument": document, "range": range });
    let hints = client.request("textDocument/inlayHint", params);
    let labels: Vec<_> = hints.as_array().expect("a list").iter().map(|it| &it["label"]).collect();
    assert_eq!(labels, ["strict: proved", "slots: x"]);
}

#[test]
fn files_that_come_and_go_are_noticed() {
    let user = "import __strict__\nfrom other import X\nY = X + 1\n";
    let mut client = Client::start(&[("user.py", user)], json!({}));
    let before = client.findings("user.py");
    assert_eq!(before.len(), 1, "{before:?}");
    fs::write(client.folder.path().join("other.py"), "import __strict__\nX = 1\n").expect("a file");
    let change = json!([{ "uri": client.uri("other.py"), "type": 1 }]);
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": change }));
    assert_eq!(client.findings("user.py"), Vec::<String>::new());
    fs::write(client.folder.path().join("strict.toml"), "all = true\nexclude = ['user.py']\n")
        .expect("a file");
    let change = json!([{ "uri": client.uri("strict.toml"), "type": 1 }]);
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": change }));
    let all = client.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
    assert_eq!(all["items"].as_array().map(Vec::len), Some(1));
}

#[test]
fn hostile_messages_are_answered_and_survived() {
    let mut client = Client::start(&[("m.py", "import __strict__\nprint(1)\n")], json!({}));
    for (method, params) in [
        ("textDocument/hover", Value::Null),
        ("textDocument/hover", json!([1])),
        ("textDocument/codeAction", json!({ "textDocument": { "uri": 7 } })),
        ("no/such/method", json!({})),
        ("workspace/executeCommand", json!({ "command": "rm" })),
        ("strict/explain", json!("STR999")),
    ] {
        let id = client.ask(method, params);
        let answer = serde_json::to_value(client.response(&id)).expect("JSON");
        assert!(answer["error"]["code"].is_i64(), "{method}: {answer}");
    }
    for uri in ["", "file:", "file://", "untitled:x", "file:///%", "file:///no/such/file.py"] {
        let document = json!({ "uri": uri, "languageId": "python", "version": 1, "text": "((((" });
        client.notify("textDocument/didOpen", json!({ "textDocument": document }));
        let position = json!({ "line": u32::MAX, "character": u32::MAX });
        let range = json!({ "start": position, "end": { "line": 0, "character": 0 } });
        let changes = json!([{ "range": range, "text": "x" }]);
        client.notify(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": uri, "version": -1 }, "contentChanges": changes }),
        );
        let id =
            client.ask("textDocument/hover", json!({ "textDocument": { "uri": uri }, "position": position }));
        client.response(&id);
    }
    client.notify("textDocument/didChange", json!(5));
    client.notify("$/cancelRequest", json!({ "id": 9999 }));
    client.notify("no/such/notification", Value::Null);
    assert_eq!(client.findings("m.py"), ["1 STR120 `print` writes to standard output"]);
}

#[test]
fn a_file_outside_of_all_folders_is_checked_alone() {
    let mut client = Client::start(&[("inner/m.py", "")], json!({}));
    let other = TempDir::new().expect("a folder");
    let path = fs::canonicalize(other.path()).expect("it exists").join("lonely.py");
    fs::write(&path, "").expect("a file");
    let uri = format!("file://{}", path.display());
    let text = "import __strict__\nprint(1)\n";
    let document = json!({ "uri": uri, "languageId": "python", "version": 1, "text": text });
    client.notify("textDocument/didOpen", json!({ "textDocument": document }));
    let report = client.request("textDocument/diagnostic", json!({ "textDocument": { "uri": uri } }));
    assert_eq!(report["items"].as_array().map(Vec::len), Some(1));
    assert!(Path::new(&path).exists());
}

#[test]
fn a_document_named_like_a_folder_is_not_walked() {
    let mut client = Client::start(&[("inner/m.py", "")], json!({}));
    let other = TempDir::new().expect("a folder");
    let folder = fs::canonicalize(other.path()).expect("it exists");
    fs::write(folder.join("m.py"), "import __strict__\nprint(1)\n").expect("a file");
    let document = json!({ "uri": format!("file://{}", folder.display()), "languageId": "python", "version": 1, "text": "" });
    client.notify("textDocument/didOpen", json!({ "textDocument": document }));
    let all = client.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
    assert!(!all.to_string().contains(&folder.display().to_string()), "{all}");
}

#[test]
fn a_missing_attribute_becomes_a_slot() {
    let text =
        "import __strict__\n\n\nclass Point:\n    __slots__ = (\"left\",)\n\n\np = Point()\np.lfet = 1\n";
    let mut client = Client::start(&[("m.py", text)], json!({}));
    assert_eq!(client.findings("m.py").len(), 1);
    let actions = client.actions("m.py", 8);
    for (title, expected) in [
        ("Add a slot `lfet` to `Point`", "(\"left\", \"lfet\",)\n\n\np = Point()\np.lfet = 1\n"),
        ("Change `lfet` to `left`", "(\"left\",)\n\n\np = Point()\np.left = 1\n"),
    ] {
        let mended = edited(text, titled(&actions, title));
        assert!(mended.ends_with(expected), "{mended}");
        client.open("m.py", &mended);
        assert_eq!(client.findings("m.py"), Vec::<String>::new(), "{title}");
    }
    // Without `__slots__` the annotation is what makes the slot.
    let text = "import __strict__\n\n\nclass Point:\n    \"\"\"A place.\"\"\"\n\n    left: int\n\n\nX = Point().top\n";
    client.open("m.py", text);
    let actions = client.actions("m.py", 9);
    let mended = edited(text, titled(&actions, "Add a slot `top` to `Point`"));
    assert!(mended.contains("place.\"\"\"\n    top: object\n"), "{mended}");
}

#[test]
fn a_misspelt_attribute_is_found_in_a_method_that_nothing_runs() {
    let text = "import __strict__\n\n\nclass Point:\n    def __init__(self):\n        self.left = 1\n\n    def go(self):\n        return self.lfet\n";
    let mut client = Client::start(&[("m.py", text)], json!({}));
    assert_eq!(
        client.findings("m.py"),
        ["8 STR173 'Point' object has no attribute 'lfet', which is read here"]
    );
    let mended = edited(text, titled(&client.actions("m.py", 8), "Add a slot `lfet` to `Point`"));
    client.open("m.py", &mended);
    assert_eq!(client.findings("m.py"), Vec::<String>::new());
    // What a class that is derived from it adds is meant, and a plural is another word.
    let heir = "\n\nclass Heir(Point):\n    def __init__(self):\n        self.lfet = 1\n";
    client.open("m.py", &format!("{text}{heir}"));
    assert_eq!(client.findings("m.py"), Vec::<String>::new());
    client.open("m.py", &text.replace("lfet", "lefts"));
    assert_eq!(client.findings("m.py"), Vec::<String>::new());
}

#[test]
fn a_finding_can_be_suppressed_with_a_reason() {
    let text = "import __strict__\nprint(\n    1,\n)\n";
    let mut client = Client::start(&[("m.py", text)], json!({}));
    let actions = client.actions("m.py", 1);
    let mended = edited(text, titled(&actions, "Suppress STR120 here, with a reason"));
    assert_eq!(mended, "import __strict__\nprint(\n    1,\n)  # strict: ignore[STR120] reason\n");
    client.open("m.py", &mended);
    assert_eq!(client.findings("m.py"), Vec::<String>::new());
}

#[test]
fn the_marker_can_be_removed() {
    let text = "import __strict__\nX = 1\n";
    let mut client = Client::start(&[("m.py", text)], json!({}));
    let actions = client.actions("m.py", 0);
    assert_eq!(edited(text, titled(&actions, "Remove `import __strict__`")), "X = 1\n");
}

#[test]
fn all_that_is_safe_is_fixed_at_once() {
    let text = "X = 1  # strict: ignore\nimport __strict__\nY = 2  # strict: ignore[STR120]\n";
    let mut client = Client::start(&[("m.py", text)], json!({}));
    let place = json!({ "line": 0, "character": 0 });
    let mut ask = |only: &str| {
        let params = json!({
            "textDocument": { "uri": client.uri("m.py") },
            "range": { "start": place, "end": place },
            "context": { "diagnostics": [], "only": [only] },
        });
        client.request("textDocument/codeAction", params).as_array().expect("a list").clone()
    };
    for kind in ["source.fixAll.strict", "source.fixAll", "source"] {
        let actions = ask(kind);
        assert_eq!(actions.len(), 1, "{kind}: {actions:?}");
        assert_eq!(edited(text, &actions[0]), "import __strict__\nX = 1\nY = 2\n");
    }
    assert!(ask("source.organizeImports").is_empty());
    assert!(ask("quickfix").iter().all(|it| it["kind"] == "quickfix"));
}

#[test]
fn hover_says_why_a_value_is_unknown() {
    let files =
        [("plain.py", "def f(): return 1\n"), ("m.py", "import __strict__\nfrom plain import f\ng = f\n")];
    let mut client = Client::start(&files, json!({}));
    let hover = client.request("textDocument/hover", client.at("m.py", 2, 0));
    let text = hover["contents"]["value"].as_str().expect("a text");
    assert!(
        text.contains("unknown because it is") && text.contains("`plain`, which is not strict"),
        "{text}"
    );
    let hover = client.request("textDocument/hover", client.at("m.py", 1, 6));
    assert_eq!(hover["contents"]["value"], "plain module `plain`");
}
