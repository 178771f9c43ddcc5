//! A language server that is sent arbitrary messages, one per line, neither panics nor hangs: it still answers `shutdown`.
#![no_main]

use std::thread;
use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use lsp_server::{Connection, Message, Notification, Request};
use serde_json::{Value, json};
use strict_lsp::{ServerOptions, serve};

fuzz_target!(|data: &[u8]| {
    let (client, server) = Connection::memory();
    let run = move || drop(serve(&server, &ServerOptions::default()));
    let thread = thread::Builder::new().stack_size(256 << 20).spawn(run).expect("a thread");
    let send = |message: Message| drop(client.sender.send(message));
    let request = |id: i32, method: &str, params: Value| {
        send(Request { id: id.into(), method: method.to_owned(), params }.into());
    };
    request(1, "initialize", json!({ "capabilities": {} }));
    send(Notification { method: "initialized".to_owned(), params: json!({}) }.into());
    for line in data.split(|byte| *byte == b'\n').take(64) {
        match serde_json::from_slice::<Message>(line) {
            Ok(Message::Request(it)) if matches!(it.method.as_str(), "shutdown" | "initialize") => {}
            Ok(Message::Notification(it)) if it.method == "exit" => {}
            Ok(message) => send(message),
            Err(_) => {
                let text = String::from_utf8_lossy(line);
                let document = json!({ "uri": "file:///nowhere/a.py", "languageId": "python", "version": 1, "text": text });
                let open = json!({ "textDocument": document });
                send(Notification { method: "textDocument/didOpen".to_owned(), params: open }.into());
            }
        }
    }
    request(i32::MAX, "shutdown", Value::Null);
    loop {
        match client.receiver.recv_timeout(Duration::from_secs(60)).expect("the server answers") {
            Message::Response(it) if it.id == i32::MAX.into() => break,
            _ => {}
        }
    }
    send(Notification { method: "exit".to_owned(), params: Value::Null }.into());
    thread.join().expect("the server does not panic");
});
