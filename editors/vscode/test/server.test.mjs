// Drives the built server through the protocol library that the extension's client uses.
// STRICT names the program.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import protocol from "vscode-languageserver-protocol/node";

const { createProtocolConnection, StreamMessageReader, StreamMessageWriter } = protocol;
const here = dirname(fileURLToPath(import.meta.url));
const strict = process.env.STRICT ?? join(here, "../../../target/release/strict");
const examples = join(here, "../../../examples");

/** Starts a server for a copy of the examples. */
async function start(capabilities = {}) {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "strict-")));
    cpSync(examples, folder, { recursive: true });
    const child = spawn(strict, ["lsp"], { stdio: ["pipe", "pipe", "inherit"] });
    const connection = createProtocolConnection(
        new StreamMessageReader(child.stdout),
        new StreamMessageWriter(child.stdin),
    );
    const statuses = new Map();
    connection.onNotification("strict/status", (status) => statuses.set(status.uri, status.text));
    connection.listen();
    const uri = pathToFileURL(folder).toString();
    const started = await connection.sendRequest("initialize", {
        processId: process.pid,
        rootUri: uri,
        capabilities,
        workspaceFolders: [{ uri, name: "examples" }],
    });
    await connection.sendNotification("initialized", {});
    const stop = async () => {
        await connection.sendRequest("shutdown");
        await connection.sendNotification("exit");
        const status = await new Promise((resolve) => child.once("exit", resolve));
        connection.dispose();
        assert.equal(status, 0);
    };
    const open = async (name) => {
        const path = join(folder, name);
        const uri = pathToFileURL(path).toString();
        const text = readFileSync(path, "utf8");
        await connection.sendNotification("textDocument/didOpen", {
            textDocument: { uri, languageId: "python", version: 1, text },
        });
        return { uri, text };
    };
    return { connection, started, open, stop, statuses };
}

/** Applies the edits of a code action to an ASCII text. */
function apply(text, edits) {
    const starts = [0, ...[...text.matchAll(/\n/g)].map((it) => it.index + 1)];
    const offset = (at) => (starts[at.line] ?? text.length) + at.character;
    for (const edit of [...edits].sort((a, b) => offset(b.range.start) - offset(a.range.start))) {
        text = text.slice(0, offset(edit.range.start)) + edit.newText + text.slice(offset(edit.range.end));
    }
    return text;
}

test("the server says what it can do", async () => {
    const { started, stop } = await start();
    assert.equal(started.serverInfo.name, "strict");
    for (const provider of ["hoverProvider", "codeActionProvider", "diagnosticProvider", "inlayHintProvider"]) {
        assert.ok(started.capabilities[provider], provider);
    }
    await stop();
});

test("diagnostics go when a code action mends the module", async () => {
    const { connection, open, stop, statuses } = await start({ textDocument: { diagnostic: {} } });
    const { uri, text } = await open("broken/print_at_import.py");
    const textDocument = { uri };
    const before = await connection.sendRequest("textDocument/diagnostic", { textDocument });
    assert.deepEqual(before.items.map((it) => it.code), ["STR120"]);
    assert.match(before.items[0].codeDescription.href, /^file:.*STR120\.md$/);
    assert.equal(statuses.get(uri), "1 effect");
    const actions = await connection.sendRequest("textDocument/codeAction", {
        textDocument,
        range: before.items[0].range,
        context: { diagnostics: before.items },
    });
    const action = actions.find((it) => it.title.startsWith("Move it behind"));
    const mended = apply(text, action.edit.changes[uri]);
    await connection.sendNotification("textDocument/didChange", {
        textDocument: { uri, version: 2 },
        contentChanges: [{ text: mended }],
    });
    const after = await connection.sendRequest("textDocument/diagnostic", { textDocument });
    assert.deepEqual(after.items, []);
    assert.equal(statuses.get(uri), "strict: proved");
    await stop();
});

test("the clean example is clean", async () => {
    const { connection, open, stop } = await start();
    const { uri } = await open("shop/cart.py");
    const report = await connection.sendRequest("workspace/diagnostic", { previousResultIds: [] });
    const shop = report.items.filter((it) => it.uri.includes("/shop/"));
    assert.ok(shop.length > 5);
    assert.deepEqual(shop.flatMap((it) => it.items), []);
    const hover = await connection.sendRequest("textDocument/hover", {
        textDocument: { uri },
        position: { line: 0, character: 0 },
    });
    assert.ok(hover === null || hover.contents.value.length > 0);
    await stop();
});
