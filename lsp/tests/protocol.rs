//! How server and client talk: folders, progress, cancellation, failures, settings, connections.

mod client;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use client::Client;
use lsp_server::{Connection, Message, Notification, Request, Response};
use serde_json::{Value, json};
use strict_lsp::{Ending, ServerOptions, serve, tcp};
use tempfile::TempDir;

const EFFECT: &str = "import __strict__\nprint(1)\n";

/// Many modules, each with one effect.
fn many(count: usize) -> Vec<(String, String)> {
    (0..count).map(|number| (format!("m{number}.py"), format!("{EFFECT}X = {number}\n"))).collect()
}

fn borrowed(files: &[(String, String)]) -> Vec<(&str, &str)> {
    files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
}

/// Names of the files that workspace diagnostics are about.
fn reported(client: &mut Client) -> Vec<String> {
    let all = client.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let root = client.uri("");
    let items = all["items"].as_array().expect("a list").iter();
    items.map(|it| it["uri"].as_str().expect("a URI").replace(&format!("{root}/"), "")).collect()
}

#[test]
fn each_folder_has_its_own_configuration() {
    let files = [
        ("one/m.py", "print(1)\n"),
        ("one/strict.toml", "all = true\n"),
        ("two/m.py", "print(1)\n"),
        ("three/m.py", EFFECT),
    ];
    let mut client = Client::start_with(&files, json!({}), &["one", "two"], ServerOptions::default());
    assert_eq!(client.findings("one/m.py"), ["0 STR120 `print` writes to standard output"]);
    assert_eq!(client.findings("two/m.py"), Vec::<String>::new());
    assert_eq!(reported(&mut client), ["one/m.py", "two/m.py"]);
    let folder = |client: &Client, name: &str| json!([{ "uri": client.uri(name), "name": name }]);
    let event = json!({ "added": folder(&client, "three"), "removed": folder(&client, "one") });
    client.notify("workspace/didChangeWorkspaceFolders", json!({ "event": event }));
    assert_eq!(reported(&mut client), ["three/m.py", "two/m.py"]);
    assert_eq!(client.findings("three/m.py"), ["1 STR120 `print` writes to standard output"]);
    // What is said about files that are not checked any more is taken back.
    let one = client.uri("one/m.py");
    let last = client
        .notifications
        .iter()
        .rfind(|it| it.method == "textDocument/publishDiagnostics" && it.params["uri"] == one.as_str());
    assert_eq!(last.expect("it was published").params["diagnostics"], json!([]));
}

#[test]
fn long_checks_show_progress() {
    let files = many(64);
    let capabilities = json!({ "window": { "workDoneProgress": true } });
    let options = ServerOptions { patience: Duration::ZERO, ..ServerOptions::default() };
    let mut client = Client::start_with(&borrowed(&files), capabilities, &[""], options);
    client.findings("m0.py");
    let progress = client.notifications.iter().filter(|it| it.method == "$/progress");
    let kinds: Vec<&str> = progress.filter_map(|it| it.params["value"]["kind"].as_str()).collect();
    assert_eq!(kinds.first(), Some(&"begin"), "{kinds:?}");
    assert!(kinds.contains(&"report"), "{kinds:?}");
    assert_eq!(kinds.last(), Some(&"end"), "{kinds:?}");
    assert!(client.requests.iter().any(|it| it.method == "window/workDoneProgress/create"));
    // A client that cannot show it is told nothing.
    let options = ServerOptions { patience: Duration::ZERO, ..ServerOptions::default() };
    let mut client = Client::start_with(&borrowed(&files), json!({}), &[""], options);
    client.findings("m0.py");
    assert!(!client.notifications.iter().any(|it| it.method == "$/progress"));
}

#[test]
fn a_request_that_waits_can_be_cancelled() {
    let files = many(200);
    let mut client = Client::start(&borrowed(&files), json!({}));
    let position = client.at("m0.py", 2, 0);
    let id = client.ask("textDocument/hover", position.clone());
    client.notify("$/cancelRequest", json!({ "id": id }));
    let answer = serde_json::to_value(client.response(&id)).expect("JSON");
    assert_eq!(answer["error"]["code"], -32800, "{answer}");
    let hover = client.request("textDocument/hover", position);
    assert!(hover["contents"]["value"].as_str().is_some_and(|it| it.contains("X: int = 0")), "{hover}");
}

#[test]
fn an_edit_ends_the_check_that_does_not_know_it() {
    let files = many(200);
    let mut client = Client::start(&borrowed(&files), json!({}));
    client.open("m7.py", EFFECT);
    for version in 0..50 {
        client.change("m7.py", version, json!([{ "text": format!("{EFFECT}Y = {version}\n") }]));
    }
    client.change("m7.py", 51, json!([{ "text": "import __strict__\nY = 'last'\n" }]));
    assert_eq!(client.findings("m7.py"), Vec::<String>::new());
    let last = client.notifications.iter().rfind(|it| it.method == "textDocument/publishDiagnostics");
    assert!(last.is_some());
}

#[test]
fn a_panic_is_an_answer() {
    let options = ServerOptions {
        observer: Some(|method| assert_ne!(method, "textDocument/definition", "it was asked")),
        ..ServerOptions::default()
    };
    let mut client = Client::start_with(&[("m.py", EFFECT)], json!({}), &[""], options);
    for _ in 0..3 {
        let position = client.at("m.py", 1, 1);
        let id = client.ask("textDocument/definition", position);
        let answer = serde_json::to_value(client.response(&id)).expect("JSON");
        assert_eq!(answer["error"]["code"], -32603, "{answer}");
        assert!(
            answer["error"]["message"].as_str().is_some_and(|it| it.contains("it was asked")),
            "{answer}"
        );
    }
    let logged = client.notifications.iter().filter(|it| it.method == "window/logMessage");
    assert_eq!(logged.count(), 3);
    assert_eq!(client.findings("m.py"), ["1 STR120 `print` writes to standard output"]);
}

#[test]
fn settings_apply_at_once() {
    let mut client = Client::start(&[("m.py", "import __strict__\n")], json!({}));
    let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 0 } });
    let params = json!({ "textDocument": { "uri": client.uri("m.py") }, "range": range });
    for (shown, count) in [(true, 1), (false, 0), (true, 1)] {
        let settings = json!({ "strict": { "inlayHints": shown } });
        client.notify("workspace/didChangeConfiguration", json!({ "settings": settings }));
        let hints = client.request("textDocument/inlayHint", params.clone());
        assert_eq!(hints.as_array().map(Vec::len), Some(count));
    }
}

#[test]
fn a_configuration_that_cannot_be_read_is_shown() {
    let mut client = Client::start(&[("m.py", EFFECT)], json!({}));
    assert_eq!(client.findings("m.py").len(), 1);
    let write = |client: &Client, text: &str| {
        fs::write(client.folder.path().join("strict.toml"), text).expect("a file");
        let change = json!([{ "uri": client.uri("strict.toml"), "type": 2 }]);
        client.notify("workspace/didChangeWatchedFiles", json!({ "changes": change }));
    };
    write(&client, "all = 7\n");
    // Meanwhile the last one applies.
    assert_eq!(client.findings("m.py").len(), 1);
    let shown = client.notifications.iter().filter(|it| it.method == "window/showMessage");
    assert_eq!(shown.count(), 1);
    write(&client, "");
    assert_eq!(client.findings("m.py").len(), 1);
}

#[test]
fn files_are_watched_and_answers_renewed_by_clients_that_can() {
    let capabilities = json!({ "workspace": {
        "didChangeWatchedFiles": { "dynamicRegistration": true },
        "diagnostics": { "refreshSupport": true },
        "codeLens": { "refreshSupport": true },
        "inlayHint": { "refreshSupport": true },
    } });
    let mut client = Client::start(&[("m.py", EFFECT)], capabilities);
    client.findings("m.py");
    // The first check may be over before the client says that it is ready.
    let mut asked: Vec<&str> = client.requests.iter().map(|it| it.method.as_str()).collect();
    asked.sort_unstable();
    assert_eq!(
        asked,
        [
            "client/registerCapability",
            "workspace/codeLens/refresh",
            "workspace/diagnostic/refresh",
            "workspace/inlayHint/refresh"
        ]
    );
    let registration = client.requests.iter().find(|it| it.method == "client/registerCapability");
    let registered = registration.expect("it was asked for").params.to_string();
    for pattern in ["**/*.py", "**/strict.toml", "**/pyproject.toml", "**/.gitignore"] {
        assert!(registered.contains(pattern), "{registered}");
    }
    // Identifiers of requests are not used twice.
    client.open("m.py", "import __strict__\n");
    client.findings("m.py");
    let mut ids: Vec<String> = client.requests.iter().map(|it| it.id.to_string()).collect();
    let count = ids.len();
    assert_eq!(count, 7);
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

#[test]
fn a_client_that_pulls_is_not_pushed_to() {
    let capabilities = json!({ "textDocument": { "diagnostic": {} } });
    let mut client = Client::start(&[("m.py", EFFECT)], capabilities);
    client.open("m.py", EFFECT);
    assert_eq!(client.findings("m.py").len(), 1);
    assert!(!client.notifications.iter().any(|it| it.method == "textDocument/publishDiagnostics"));
}

#[test]
fn codes_link_to_their_pages() {
    let pages = TempDir::new().expect("a folder");
    let options = ServerOptions { pages: Some(pages.path().join("rules")), ..ServerOptions::default() };
    let mut client = Client::start_with(&[("m.py", EFFECT)], json!({}), &[""], options);
    let document = json!({ "uri": client.uri("m.py") });
    let report = client.request("textDocument/diagnostic", json!({ "textDocument": document }));
    let link = report["items"][0]["codeDescription"]["href"].as_str().expect("a link").to_owned();
    let page = fs::read_to_string(link.strip_prefix("file://").expect("a file")).expect("it is there");
    let explained = client.request("strict/explain", json!({ "code": "STR120" }));
    assert_eq!(explained["markdown"], page.as_str());
    let command = json!({ "command": "strict.explain", "arguments": ["STR120"] });
    assert_eq!(client.request("workspace/executeCommand", command)["markdown"], page.as_str());
}

#[test]
fn after_shutdown_requests_fail() {
    let mut client = Client::start(&[("m.py", EFFECT)], json!({}));
    client.request("shutdown", Value::Null);
    let position = client.at("m.py", 1, 1);
    let id = client.ask("textDocument/hover", position);
    let answer = serde_json::to_value(client.response(&id)).expect("JSON");
    assert_eq!(answer["error"]["code"], -32600, "{answer}");
}

/// A client that speaks the framing itself.
struct Wire(BufReader<TcpStream>);

impl Wire {
    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        write!(self.0.get_mut(), "Content-Length: {}\r\n\r\n{body}", body.len()).expect("it is read");
    }

    fn answer(&mut self, id: i32) -> Value {
        loop {
            let mut length = 0;
            loop {
                let mut line = String::new();
                self.0.read_line(&mut line).expect("a header");
                match line.trim_end().split_once(": ") {
                    Some((_, value)) => length = value.parse().expect("a number"),
                    None => break,
                }
            }
            let mut body = vec![0; length];
            self.0.read_exact(&mut body).expect("a body");
            let message: Value = serde_json::from_slice(&body).expect("JSON");
            if message["id"] == id && message.get("method").is_none() {
                return message;
            }
        }
    }
}

#[test]
fn one_client_is_served_on_the_loopback_interface() {
    let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let port = free.local_addr().expect("it is bound").port();
    drop(free);
    let server = thread::spawn(move || {
        let connection = tcp(port).expect("the port is free");
        serve(&connection, &ServerOptions::default()).expect("the client keeps to the protocol")
    });
    let since = Instant::now();
    let stream = loop {
        match TcpStream::connect((Ipv4Addr::LOCALHOST, port)) {
            Ok(stream) => break stream,
            Err(error) => assert!(since.elapsed() < Duration::from_secs(20), "{error}"),
        }
        thread::sleep(Duration::from_millis(10));
    };
    let mut wire = Wire(BufReader::new(stream));
    let request = |id: i32, method: &str, params: Value| json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
    wire.send(&request(1, "initialize", json!({ "capabilities": {} })));
    assert_eq!(wire.answer(1)["result"]["serverInfo"]["name"], "strict");
    wire.send(&json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }));
    // What cannot be read is passed over.
    write!(wire.0.get_mut(), "Content-Length: 3\r\n\r\n{{]!").expect("it is read");
    wire.send(&request(2, "strict/explain", json!({ "code": "STR120" })));
    assert!(wire.answer(2)["result"]["markdown"].is_string());
    wire.send(&request(3, "shutdown", Value::Null));
    assert_eq!(wire.answer(3)["result"], Value::Null);
    wire.send(&json!({ "jsonrpc": "2.0", "method": "exit" }));
    assert_eq!(server.join().expect("the server ends well"), Ending::AfterShutdown);
}

#[test]
fn a_client_that_begins_in_disorder_is_served() {
    let (client, other) = Connection::memory();
    let server = thread::Builder::new()
        .stack_size(256 << 20)
        .spawn(move || serve(&other, &ServerOptions::default()).expect("no thread is missing"))
        .expect("a thread");
    let send = |message: Message| client.sender.send(message).expect("the server listens");
    let note = |method: &str| send(Notification { method: method.to_owned(), params: Value::Null }.into());
    let ask = |id: i32, method: &str| {
        send(
            Request { id: id.into(), method: method.to_owned(), params: json!({ "capabilities": {} }) }
                .into(),
        );
        loop {
            match client.receiver.recv_timeout(Duration::from_secs(60)).expect("an answer in time") {
                Message::Response(response) if response.id == id.into() => {
                    let answer = serde_json::to_value(response).expect("JSON");
                    break answer["error"]["code"].as_i64();
                }
                _ => {}
            }
        }
    };
    send(Response::new_ok(7.into(), 1).into());
    note("initialized");
    assert_eq!(ask(1, "textDocument/hover"), Some(-32002));
    assert_eq!(ask(2, "initialize"), None);
    // Before it says that it is ready.
    assert_eq!(ask(3, "workspace/diagnostic"), None);
    assert_eq!(ask(4, "initialize"), Some(-32600));
    assert_eq!(ask(5, "shutdown"), None);
    note("exit");
    assert_eq!(server.join().expect("the server ends well"), Ending::AfterShutdown);
}

#[test]
fn an_exit_that_was_not_announced_is_told_apart() {
    let started = |messages: Vec<Message>| {
        let (client, other) = Connection::memory();
        for message in messages {
            client.sender.send(message).expect("the server listens");
        }
        drop(client.sender);
        serve(&other, &ServerOptions::default()).expect("no thread is missing")
    };
    let ask = |id: i32, method: &str| -> Message {
        Request { id: id.into(), method: method.to_owned(), params: json!({ "capabilities": {} }) }.into()
    };
    let exit = || -> Message { Notification { method: "exit".to_owned(), params: Value::Null }.into() };
    assert_eq!(started(vec![]), Ending::Abrupt);
    assert_eq!(started(vec![exit()]), Ending::Abrupt);
    assert_eq!(started(vec![ask(1, "initialize"), exit()]), Ending::Abrupt);
    assert_eq!(started(vec![ask(1, "initialize")]), Ending::Abrupt);
    assert_eq!(started(vec![ask(1, "initialize"), ask(2, "shutdown"), exit()]), Ending::AfterShutdown);
}
