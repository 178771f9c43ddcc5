//! The thread that talks with the client: keeps the documents, has them checked, and answers.

use std::collections::{BTreeSet, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use crossbeam_channel::select;
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use strict_syntax::SourceFile;

use crate::convert::{Converter, write_pages};
use crate::documents::Documents;
use crate::place::Encoding;
use crate::snapshot::{FileFindings, Snapshot};
use crate::worker::{Job, Said, Task, Worker, text_of};
use crate::{actions, adopt, effects, hints, hover, names, symbols, uri};

/// What whoever starts a server decides.
#[derive(Clone, Debug)]
pub struct ServerOptions {
    /// Folder to which the pages of the codes are written, so that diagnostics can link to them.
    pub pages: Option<PathBuf>,
    /// Checks that are shorter show no progress.
    pub patience: Duration,
    /// Is told the method of each request before it is answered; what it panics with is handled as the request's own panic.
    pub observer: Option<fn(&str)>,
}

impl Default for ServerOptions {
    fn default() -> ServerOptions {
        ServerOptions { pages: None, patience: Duration::from_millis(500), observer: None }
    }
}

/// Why a server ended otherwise than asked.
pub type ServeError = Box<dyn std::error::Error + Send + Sync>;

/// How serving a client ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The client had asked for it by `shutdown`.
    AfterShutdown,
    /// The client said `exit`, or went away, without having asked.
    Abrupt,
}

/// Serves one client, until it says `exit` or goes away.
///
/// # Errors
/// No thread can be had.
pub fn serve(connection: &Connection, options: &ServerOptions) -> Result<Ending, ServeError> {
    let Some((id, params)) = wait_for_initialize(connection) else { return Ok(Ending::Abrupt) };
    // A client that says nothing of use about itself gets the defaults.
    let refreshable = refreshable(&params);
    let params: InitializeParams = serde_json::from_value(params).unwrap_or_default();
    let offered = params.capabilities.general.as_ref().and_then(|it| it.position_encodings.as_ref());
    let encoding = Encoding::negotiate(offered);
    let result = json!({
        "capabilities": capabilities(encoding),
        "serverInfo": { "name": "strict", "version": env!("CARGO_PKG_VERSION") },
    });
    let mut server = Server::new(connection, &params, encoding, options)?;
    server.refreshable = refreshable;
    server.send(Response::new_ok(id, result));
    server.dirty = true;
    server.run();
    Ok(if server.has_shut_down { Ending::AfterShutdown } else { Ending::Abrupt })
}

/// The first `initialize` request; `None` if the client leaves before. Nothing else can be answered until then.
fn wait_for_initialize(connection: &Connection) -> Option<(RequestId, Value)> {
    for message in &connection.receiver {
        match message {
            Message::Request(request) if request.method == "initialize" => {
                return Some((request.id, request.params));
            }
            Message::Request(request) => {
                let code = ErrorCode::ServerNotInitialized as i32;
                let refusal = Response::new_err(request.id, code, "`initialize` comes first".to_owned());
                connection.sender.send(refusal.into()).ok()?;
            }
            Message::Notification(notification) if notification.method == "exit" => return None,
            Message::Notification(_) | Message::Response(_) => {}
        }
    }
    None
}

fn capabilities(encoding: Encoding) -> Value {
    json!({
        "positionEncoding": encoding.kind(),
        "textDocumentSync": { "openClose": true, "change": 2, "save": true },
        "diagnosticProvider": {
            "identifier": "strict", "interFileDependencies": true, "workspaceDiagnostics": true,
        },
        "hoverProvider": true,
        "definitionProvider": true,
        "referencesProvider": true,
        "documentSymbolProvider": true,
        "callHierarchyProvider": true,
        "inlayHintProvider": true,
        "codeActionProvider": { "codeActionKinds": ["quickfix", "refactor", "source.fixAll.strict"] },
        "codeLensProvider": {},
        "executeCommandProvider": { "commands": ["strict.adopt", "strict.explain"] },
        "workspace": { "workspaceFolders": { "supported": true, "changeNotifications": true } },
    })
}

/// A server for one client.
pub(crate) struct Server<'c> {
    connection: &'c Connection,
    worker: Worker,
    pub(crate) converter: Converter,
    pub(crate) documents: Documents,
    folders: Vec<PathBuf>,
    pub(crate) snapshot: Arc<Snapshot>,
    /// Counts edits.
    generation: u64,
    /// Something has happened that no check knows.
    dirty: bool,
    /// A check is under way.
    busy: bool,
    changed: BTreeSet<PathBuf>,
    restructured: bool,
    new_folders: bool,
    /// Requests that wait for a check.
    waiting: Vec<Request>,
    /// Files for which diagnostics were last sent.
    published: HashSet<PathBuf>,
    last_published: Arc<Snapshot>,
    adopting: Vec<(u64, RequestId, Value)>,
    tickets: u64,
    can_pull: bool,
    can_progress: bool,
    /// Watching files is to be asked for, once the client says that it is ready.
    can_register: bool,
    progressing: bool,
    check_started: Option<Instant>,
    patience: Duration,
    observer: Option<fn(&str)>,
    /// What the client can be asked to request again.
    refreshable: Vec<&'static str>,
    show_hints: bool,
    has_shut_down: bool,
}

impl<'c> Server<'c> {
    fn new(
        connection: &'c Connection,
        params: &InitializeParams,
        encoding: Encoding,
        options: &ServerOptions,
    ) -> Result<Server<'c>, ServeError> {
        let pages = options.pages.as_deref().and_then(write_pages);
        let folders = params.workspace_folders.iter().flatten().map(|folder| &folder.uri);
        let mut folders: Vec<PathBuf> = folders.filter_map(uri::to_path).collect();
        if folders.is_empty() {
            #[allow(deprecated, reason = "older clients name their folder so")]
            folders.extend(params.root_uri.iter().filter_map(uri::to_path));
        }
        let text_document = params.capabilities.text_document.as_ref();
        let window = params.capabilities.window.as_ref();
        let workspace = params.capabilities.workspace.as_ref();
        let can_register =
            workspace.and_then(|it| it.did_change_watched_files.as_ref()?.dynamic_registration);
        let settings = params.initialization_options.as_ref();
        Ok(Server {
            connection,
            worker: Worker::start()?,
            converter: Converter { encoding, pages },
            documents: Documents::default(),
            folders,
            snapshot: Arc::default(),
            generation: 1,
            dirty: false,
            busy: false,
            changed: BTreeSet::new(),
            restructured: false,
            new_folders: true,
            waiting: Vec::new(),
            published: HashSet::new(),
            last_published: Arc::default(),
            adopting: Vec::new(),
            tickets: 0,
            can_pull: text_document.is_some_and(|it| it.diagnostic.is_some()),
            can_register: can_register == Some(true),
            can_progress: window.and_then(|it| it.work_done_progress).unwrap_or(false),
            progressing: false,
            check_started: None,
            patience: options.patience,
            observer: options.observer,
            refreshable: Vec::new(),
            show_hints: settings.and_then(|it| it.get("inlayHints")?.as_bool()).unwrap_or(true),
            has_shut_down: false,
        })
    }

    /// Asks to be told of files that change outside of the editor.
    fn register_watchers(&self) {
        let patterns = ["**/*.py", "**/*.pyi", "**/strict.toml", "**/pyproject.toml", "**/.gitignore"];
        let watchers: Vec<Value> = patterns.iter().map(|it| json!({ "globPattern": it })).collect();
        let registration = json!({ "registrations": [{
            "id": "strict-files",
            "method": "workspace/didChangeWatchedFiles",
            "registerOptions": { "watchers": watchers },
        }] });
        let id = RequestId::from("strict-register".to_owned());
        self.send(Request { id, method: "client/registerCapability".to_owned(), params: registration });
    }

    fn send(&self, message: impl Into<Message>) {
        // A client that has gone away is noticed where messages are read.
        let _ = self.connection.sender.send(message.into());
    }

    fn notify(&self, method: &str, params: impl Serialize) {
        self.send(Notification::new(method.to_owned(), params));
    }

    fn log(&self, kind: u8, message: &str) {
        self.notify("window/logMessage", json!({ "type": kind, "message": message }));
    }

    fn run(&mut self) {
        let said = self.worker.said.clone();
        loop {
            // All that has arrived is taken before a check starts: edits come in bursts.
            if self.dirty && self.connection.receiver.is_empty() {
                self.start_check();
            }
            select! {
                recv(self.connection.receiver) -> message => {
                    let Ok(message) = message else { return };
                    if self.take(message) {
                        return;
                    }
                }
                recv(said) -> said => {
                    let Ok(said) = said else { return };
                    self.hear(said);
                }
            }
        }
    }

    /// Hands what has happened to the worker, or ends the check that does not know it.
    fn start_check(&mut self) {
        if self.busy {
            self.worker.cancelled.store(true, Ordering::Relaxed);
            return;
        }
        let folders = self.new_folders.then(|| self.all_folders());
        let job = Job {
            files: Arc::new(self.documents.overlay()),
            open: self.documents.paths().cloned().collect(),
            changed: std::mem::take(&mut self.changed),
            restructured: std::mem::take(&mut self.restructured),
            folders,
        };
        self.new_folders = false;
        self.dirty = false;
        self.check_started = Some(Instant::now());
        self.busy = self.worker.tasks.send(Task::Check(job)).is_ok();
    }

    /// The folders of the client, and open files outside of them.
    fn all_folders(&self) -> Vec<PathBuf> {
        let mut folders = self.folders.clone();
        // A document that bears the name of a folder does not make that a folder of the client's.
        let is_lonely = |path: &&PathBuf| !folders.iter().any(|it| path.starts_with(it)) && !path.is_dir();
        let lonely = self.documents.paths().filter(is_lonely);
        let mut lonely: Vec<PathBuf> = lonely.cloned().collect();
        lonely.sort();
        folders.extend(lonely);
        folders
    }

    fn hear(&mut self, said: Said) {
        match said {
            Said::Checked(snapshot) => {
                self.busy = false;
                self.end_progress();
                if let Some(snapshot) = snapshot {
                    for failure in &snapshot.failures {
                        if !self.snapshot.failures.contains(failure) {
                            self.notify("window/showMessage", json!({ "type": 1, "message": failure }));
                        }
                    }
                    self.snapshot = snapshot;
                    self.publish();
                    if !self.dirty {
                        for request in std::mem::take(&mut self.waiting) {
                            self.answer(request);
                        }
                    }
                }
            }
            Said::Panicked(what) => {
                self.busy = false;
                self.end_progress();
                self.log(1, &format!("the check failed: {what}"));
                for request in std::mem::take(&mut self.waiting) {
                    self.fail(request.id, ErrorCode::InternalError, "the check failed");
                }
            }
            Said::CheckedAll(ticket, found) => {
                let Some(place) = self.adopting.iter().position(|(it, ..)| *it == ticket) else { return };
                let (_, id, _) = self.adopting.swap_remove(place);
                match found {
                    Ok(found) => self.send(Response::new_ok(id, adopt::ranking(&found))),
                    Err(error) => self.fail(id, ErrorCode::RequestFailed, &error),
                }
            }
            Said::Progress(done, total) => self.show_progress(done, total),
        }
    }

    fn show_progress(&mut self, done: usize, total: usize) {
        let is_long = self.check_started.is_some_and(|since| since.elapsed() >= self.patience);
        if !self.can_progress || !is_long {
            return;
        }
        let token = "strict-check";
        if !self.progressing {
            self.progressing = true;
            let id = RequestId::from(format!("strict-progress-{}", self.generation));
            let params = json!({ "token": token });
            self.send(Request { id, method: "window/workDoneProgress/create".to_owned(), params });
            let value = json!({ "kind": "begin", "title": "strict", "percentage": 0 });
            self.notify("$/progress", json!({ "token": token, "value": value }));
        }
        let message = format!("{done} of {total} modules");
        let value = json!({ "kind": "report", "message": message, "percentage": done * 100 / total.max(1) });
        self.notify("$/progress", json!({ "token": token, "value": value }));
    }

    fn end_progress(&mut self) {
        if std::mem::take(&mut self.progressing) {
            self.notify("$/progress", json!({ "token": "strict-check", "value": { "kind": "end" } }));
        }
    }

    /// Sends the diagnostics of each file in which they differ from what was sent last.
    fn publish(&mut self) {
        let new = Arc::clone(&self.snapshot);
        let old = std::mem::replace(&mut self.last_published, Arc::clone(&new));
        let is_same = |(path, file): (&PathBuf, &Arc<FileFindings>)| {
            old.file(path).is_some_and(|it| Arc::ptr_eq(it, file))
        };
        if old.files.len() != new.files.len() || !new.files.iter().all(is_same) {
            for method in &self.refreshable {
                let id = RequestId::from(format!("strict-{method}-{}", self.generation));
                self.send(Request { id, method: (*method).to_owned(), params: Value::Null });
            }
        }
        let mut files: Vec<&Arc<FileFindings>> =
            new.files.iter().filter(|it| !is_same(*it)).map(|(_, file)| file).collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        for file in files {
            let is_known = self.published.contains(&file.path) || self.documents.get(&file.path).is_some();
            if is_known || !file.diagnostics().is_empty() {
                self.publish_file(&file.path, Some(file));
            }
        }
        let gone: Vec<PathBuf> =
            self.published.iter().filter(|path| !new.files.contains_key(*path)).cloned().collect();
        for path in gone {
            self.publish_file(&path, None);
        }
    }

    fn publish_file(&mut self, path: &Path, file: Option<&Arc<FileFindings>>) {
        let Some(uri) = uri::from_path(path) else { return };
        let status = file.and_then(|it| it.verdict());
        self.notify("strict/status", json!({ "uri": uri, "text": status }));
        let diagnostics = self.diagnostics_of(file);
        if diagnostics.is_empty() {
            self.published.remove(path)
        } else {
            self.published.insert(path.to_owned())
        };
        // A client that pulls would show them twice.
        if !self.can_pull {
            let version = self.documents.get(path).map(|it| it.version);
            self.notify(
                "textDocument/publishDiagnostics",
                PublishDiagnosticsParams { uri, diagnostics, version },
            );
        }
    }

    fn diagnostics_of(&self, file: Option<&Arc<FileFindings>>) -> Vec<lsp_types::Diagnostic> {
        let found = file.into_iter().flat_map(|file| file.diagnostics());
        found.map(|it| self.converter.diagnostic(it)).collect()
    }

    /// Takes a message; `true` when the server is to end.
    fn take(&mut self, message: Message) -> bool {
        match message {
            Message::Request(request) => {
                if request.method == "shutdown" {
                    self.has_shut_down = true;
                    self.send(Response::new_ok(request.id, Value::Null));
                } else if self.has_shut_down {
                    self.fail(request.id, ErrorCode::InvalidRequest, "the server is shutting down");
                } else if (self.dirty || self.busy) && needs_check(&request.method) {
                    self.waiting.push(request);
                } else {
                    self.answer(request);
                }
            }
            Message::Notification(notification) => {
                if notification.method == "exit" {
                    return true;
                }
                let method = notification.method.clone();
                let done = catch_unwind(AssertUnwindSafe(|| self.note(notification)));
                if let Err(panic) = done {
                    self.log(1, &format!("`{method}` failed: {}", text_of(panic.as_ref())));
                }
            }
            Message::Response(_) => {}
        }
        false
    }

    fn fail(&self, id: RequestId, code: ErrorCode, message: &str) {
        self.send(Response::new_err(id, code as i32, message.to_owned()));
    }

    /// Answers a request. A panic is an answer too.
    fn answer(&mut self, request: Request) {
        let id = request.id.clone();
        let method = request.method.clone();
        match catch_unwind(AssertUnwindSafe(|| self.respond(request))) {
            Ok(Some(Ok(value))) => self.send(Response::new_ok(id, value)),
            Ok(Some(Err((code, message)))) => self.fail(id, code, &message),
            // It is answered later.
            Ok(None) => {}
            Err(panic) => {
                let what = text_of(panic.as_ref());
                self.log(1, &format!("`{method}` failed: {what}"));
                self.fail(id, ErrorCode::InternalError, &format!("the server failed: {what}"));
            }
        }
    }

    fn respond(&mut self, request: Request) -> Option<Result<Value, (ErrorCode, String)>> {
        let Request { id, method, params } = request;
        if let Some(observer) = self.observer {
            observer(&method);
        }
        Some(match method.as_str() {
            "textDocument/diagnostic" => with(params, |it: DocumentDiagnosticParams| self.pull(&it)),
            "workspace/diagnostic" => Ok(self.pull_all()),
            "textDocument/hover" => with(params, |it: HoverParams| hover::hover(self, &it)),
            "textDocument/definition" => {
                with(params, |it: GotoDefinitionParams| names::definition(self, &it))
            }
            "textDocument/references" => with(params, |it: ReferenceParams| names::references(self, &it)),
            "textDocument/documentSymbol" => {
                with(params, |it: DocumentSymbolParams| symbols::symbols(self, &it))
            }
            "textDocument/codeAction" => with(params, |it: CodeActionParams| actions::actions(self, &it)),
            "textDocument/codeLens" => with(params, |it: CodeLensParams| hints::lenses(self, &it)),
            "textDocument/inlayHint" if !self.show_hints => Ok(json!([])),
            "textDocument/inlayHint" => with(params, |it: InlayHintParams| hints::hints(self, &it)),
            "textDocument/prepareCallHierarchy" => {
                with(params, |it: CallHierarchyPrepareParams| effects::prepare(self, &it))
            }
            "callHierarchy/outgoingCalls" => {
                with(params, |it: CallHierarchyOutgoingCallsParams| effects::outgoing(&it))
            }
            "callHierarchy/incomingCalls" => Ok(json!([])),
            "strict/explain" => explain(&params),
            "workspace/executeCommand" if params["command"] == "strict.explain" => {
                explain(&params["arguments"][0])
            }
            "workspace/executeCommand" if params["command"] == "strict.adopt" => {
                return self.adopt(id, params);
            }
            "workspace/executeCommand" => Err((ErrorCode::InvalidParams, "no such command".to_owned())),
            "strict/adopt" => return self.adopt(id, params),
            "initialize" => Err((ErrorCode::InvalidRequest, "the server is initialized".to_owned())),
            _ => Err((ErrorCode::MethodNotFound, format!("`{method}` is not something this server does"))),
        })
    }

    fn adopt(&mut self, id: RequestId, params: Value) -> Option<Result<Value, (ErrorCode, String)>> {
        self.tickets += 1;
        self.adopting.push((self.tickets, id, params));
        let task = Task::CheckAll(self.folders.clone(), Arc::new(self.documents.overlay()), self.tickets);
        let _ = self.worker.tasks.send(task);
        None
    }

    /// The text of a document: what the client has open, or what was checked.
    pub(crate) fn source(&self, path: &Path) -> Option<Arc<SourceFile>> {
        match self.documents.get(path) {
            Some(document) => Some(Arc::clone(&document.source)),
            None => self.snapshot.file(path)?.report.source.clone(),
        }
    }

    fn pull(&self, params: &DocumentDiagnosticParams) -> Value {
        let path = uri::to_path(&params.text_document.uri);
        let file = path.as_ref().and_then(|path| self.snapshot.file(path));
        json!({ "kind": "full", "items": self.diagnostics_of(file) })
    }

    fn pull_all(&self) -> Value {
        let mut files: Vec<&Arc<FileFindings>> = self.snapshot.files.values().collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let items = files.into_iter().filter_map(|file| {
            let uri = uri::from_path(&file.path)?;
            let version = self.documents.get(&file.path).map(|it| it.version);
            let items = self.diagnostics_of(Some(file));
            Some(json!({ "kind": "full", "uri": uri, "version": version, "items": items }))
        });
        json!({ "items": items.collect::<Vec<_>>() })
    }

    fn touch(&mut self, path: PathBuf) {
        self.changed.insert(path);
        self.generation += 1;
        self.dirty = true;
    }

    /// Takes note of something that needs no answer.
    fn note(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        match method.as_str() {
            "initialized" if std::mem::take(&mut self.can_register) => self.register_watchers(),
            "textDocument/didOpen" => {
                let Some(it) = parse::<DidOpenTextDocumentParams>(params) else { return };
                let Some(path) = uri::to_path(&it.text_document.uri) else { return };
                if it.text_document.text.len() as u64 > SourceFile::MAX_BYTES {
                    return;
                }
                let is_known = self.snapshot.file(&path).is_some();
                self.documents.open(path.clone(), it.text_document.version, it.text_document.text);
                self.new_folders |= !self.folders.iter().any(|folder| path.starts_with(folder));
                self.restructured |= !is_known;
                self.touch(path);
            }
            "textDocument/didChange" => {
                let Some(it) = parse::<DidChangeTextDocumentParams>(params) else { return };
                let Some(path) = uri::to_path(&it.text_document.uri) else { return };
                let encoding = self.converter.encoding;
                if self.documents.change(&path, it.text_document.version, it.content_changes, encoding) {
                    self.touch(path);
                }
            }
            "textDocument/didClose" => {
                let Some(it) = parse::<DidCloseTextDocumentParams>(params) else { return };
                let Some(path) = uri::to_path(&it.text_document.uri) else { return };
                if self.documents.close(&path) {
                    self.new_folders |= !self.folders.iter().any(|folder| path.starts_with(folder));
                    self.restructured |= !path.exists();
                    self.touch(path);
                }
            }
            "workspace/didChangeWatchedFiles" => {
                let Some(it) = parse::<DidChangeWatchedFilesParams>(params) else { return };
                for change in it.changes {
                    let Some(path) = uri::to_path(&change.uri) else { continue };
                    let is_source = path.extension().is_some_and(|it| it == "py" || it == "pyi");
                    self.new_folders |= !is_source;
                    self.restructured |= change.typ != FileChangeType::CHANGED;
                    self.touch(path);
                }
            }
            "workspace/didChangeWorkspaceFolders" => {
                let Some(it) = parse::<DidChangeWorkspaceFoldersParams>(params) else { return };
                let removed: Vec<_> =
                    it.event.removed.iter().filter_map(|it| uri::to_path(&it.uri)).collect();
                self.folders.retain(|folder| !removed.contains(folder));
                for folder in it.event.added.iter().filter_map(|it| uri::to_path(&it.uri)) {
                    if !self.folders.contains(&folder) {
                        self.folders.push(folder);
                    }
                }
                self.new_folders = true;
                self.generation += 1;
                self.dirty = true;
            }
            "workspace/didChangeConfiguration" => {
                let hints = params.pointer("/settings/strict/inlayHints").and_then(Value::as_bool);
                self.show_hints = hints.unwrap_or(self.show_hints);
                self.new_folders = true;
                self.generation += 1;
                self.dirty = true;
            }
            "$/cancelRequest" => {
                let Ok(id) = serde_json::from_value::<RequestId>(params["id"].clone()) else { return };
                if let Some(place) = self.waiting.iter().position(|request| request.id == id) {
                    self.waiting.remove(place);
                    self.fail(id, ErrorCode::RequestCanceled, "cancelled");
                } else if let Some(place) = self.adopting.iter().position(|(_, other, _)| *other == id) {
                    self.adopting.swap_remove(place);
                    self.fail(id, ErrorCode::RequestCanceled, "cancelled");
                }
            }
            _ => {}
        }
    }
}

/// What the client requests again when asked to.
fn refreshable(params: &Value) -> Vec<&'static str> {
    [
        ("diagnostics", "workspace/diagnostic/refresh"),
        ("codeLens", "workspace/codeLens/refresh"),
        ("inlayHint", "workspace/inlayHint/refresh"),
    ]
    .into_iter()
    .filter(|(what, _)| params["capabilities"]["workspace"][what]["refreshSupport"] == true)
    .map(|(_, method)| method)
    .collect()
}

/// Whether the answer depends on what a check found.
fn needs_check(method: &str) -> bool {
    method.starts_with("textDocument/") || method.starts_with("workspace/diag") || method.starts_with("callH")
}

fn explain(params: &Value) -> Result<Value, (ErrorCode, String)> {
    let text = params.as_str().or_else(|| params["code"].as_str()).unwrap_or_default();
    match text.parse() {
        Ok(code) => Ok(json!({ "code": text, "markdown": strict_project::rule_page(code) })),
        Err(error) => Err((ErrorCode::InvalidParams, format!("{error}"))),
    }
}

fn parse<P: DeserializeOwned>(params: Value) -> Option<P> {
    serde_json::from_value(params).ok()
}

/// Answers with what `answer` makes of the parameters.
fn with<P: DeserializeOwned, R: Serialize>(
    params: Value,
    answer: impl FnOnce(P) -> R,
) -> Result<Value, (ErrorCode, String)> {
    let params = serde_json::from_value(params)
        .map_err(|error| (ErrorCode::InvalidParams, format!("malformed parameters: {error}")))?;
    serde_json::to_value(answer(params)).map_err(|error| (ErrorCode::InternalError, error.to_string()))
}
