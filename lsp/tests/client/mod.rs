//! A client in memory, for tests.

#![allow(dead_code, reason = "each test uses a part")]

use std::fs;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use lsp_server::{Connection, Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};
use strict_lsp::{Ending, ServerOptions, serve};
use tempfile::TempDir;

/// A client, its server, and the folder they are about.
pub(crate) struct Client {
    pub(crate) connection: Connection,
    server: Option<JoinHandle<Ending>>,
    pub(crate) folder: TempDir,
    next: i32,
    pub(crate) notifications: Vec<Notification>,
    /// What the server has asked.
    pub(crate) requests: Vec<Request>,
}

const PATIENCE: Duration = Duration::from_secs(120);

impl Client {
    pub(crate) fn start(files: &[(&str, &str)], capabilities: Value) -> Client {
        Client::start_with(files, capabilities, &[""], ServerOptions::default())
    }

    /// Starts a server for some folders among the files.
    pub(crate) fn start_with(
        files: &[(&str, &str)],
        capabilities: Value,
        roots: &[&str],
        options: ServerOptions,
    ) -> Client {
        let folder = TempDir::new().expect("a folder");
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        let (connection, other) = Connection::memory();
        let run = move || serve(&other, &options).expect("the client keeps to the protocol");
        let server = thread::Builder::new().stack_size(256 << 20).spawn(run).expect("a thread");
        let mut client = Client {
            connection,
            server: Some(server),
            folder,
            next: 0,
            notifications: Vec::new(),
            requests: Vec::new(),
        };
        let folders: Vec<Value> =
            roots.iter().map(|root| json!({ "uri": client.uri(root), "name": "test" })).collect();
        client.request("initialize", json!({ "capabilities": capabilities, "workspaceFolders": folders }));
        client.notify("initialized", json!({}));
        client
    }

    pub(crate) fn uri(&self, name: &str) -> String {
        let folder = fs::canonicalize(self.folder.path()).expect("it exists");
        let path = if name.is_empty() { folder } else { folder.join(name) };
        format!("file://{}", path.display())
    }

    pub(crate) fn text(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join(name)).expect("a file")
    }

    pub(crate) fn notify(&self, method: &str, params: Value) {
        let notification = Notification { method: method.to_owned(), params };
        self.connection.sender.send(notification.into()).expect("the server listens");
    }

    pub(crate) fn ask(&mut self, method: &str, params: Value) -> RequestId {
        self.next += 1;
        let id = RequestId::from(self.next);
        let request = Request { id: id.clone(), method: method.to_owned(), params };
        self.connection.sender.send(request.into()).expect("the server listens");
        id
    }

    pub(crate) fn response(&mut self, id: &RequestId) -> Response {
        loop {
            match self.connection.receiver.recv_timeout(PATIENCE).expect("an answer in time") {
                Message::Response(response) if response.id == *id => return response,
                Message::Notification(notification) => self.notifications.push(notification),
                Message::Request(request) => self.requests.push(request),
                Message::Response(_) => {}
            }
        }
    }

    /// Waits for the answers to all of these.
    pub(crate) fn answers(&mut self, asked: &mut Vec<RequestId>) {
        while !asked.is_empty() {
            match self.connection.receiver.recv_timeout(PATIENCE).expect("an answer in time") {
                Message::Response(response) => asked.retain(|id| *id != response.id),
                Message::Notification(notification) => self.notifications.push(notification),
                Message::Request(request) => self.requests.push(request),
            }
        }
    }

    pub(crate) fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        let value = serde_json::to_value(self.response(&id)).expect("JSON");
        assert!(value.get("error").is_none(), "{method}: {value}");
        value["result"].clone()
    }

    pub(crate) fn open(&self, name: &str, text: &str) {
        let document = json!({ "uri": self.uri(name), "languageId": "python", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    pub(crate) fn change(&self, name: &str, version: i32, changes: Value) {
        let document = json!({ "uri": self.uri(name), "version": version });
        self.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// Line, code and message of each finding in a file.
    pub(crate) fn findings(&mut self, name: &str) -> Vec<String> {
        let document = json!({ "uri": self.uri(name) });
        let report = self.request("textDocument/diagnostic", json!({ "textDocument": document }));
        let items = report["items"].as_array().expect("a list");
        let first_line =
            |it: &Value| it["message"].as_str().unwrap_or("").lines().next().unwrap_or("").to_owned();
        items
            .iter()
            .map(|it| {
                format!(
                    "{} {} {}",
                    it["range"]["start"]["line"],
                    it["code"].as_str().unwrap_or(""),
                    first_line(it)
                )
            })
            .collect()
    }

    pub(crate) fn at(&self, name: &str, line: u32, character: u32) -> Value {
        json!({
            "textDocument": { "uri": self.uri(name) },
            "position": { "line": line, "character": character },
        })
    }

    pub(crate) fn actions(&mut self, name: &str, line: u32) -> Vec<Value> {
        let place = json!({ "line": line, "character": 0 });
        let end = json!({ "line": line, "character": 200 });
        let params = json!({
            "textDocument": { "uri": self.uri(name) },
            "range": { "start": place, "end": end },
            "context": { "diagnostics": [] },
        });
        self.request("textDocument/codeAction", params).as_array().expect("a list").clone()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        if thread::panicking() {
            return;
        }
        self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        self.server.take().expect("started once").join().expect("the server ends well");
    }
}
