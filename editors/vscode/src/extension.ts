// Starts the language server, shows the verdict of the present module in the status bar, and offers its commands.

import * as vscode from "vscode";
import { LanguageClient, LanguageClientOptions, ServerOptions, TransportKind } from "vscode-languageclient/node";

/** What the server says of a module. */
interface Status {
    uri: string;
    text: string | null;
}

/** A module that could be strict now. */
interface Ready {
    module: string;
    uri: string;
    dependants: number;
}

let client: LanguageClient | undefined;
const statuses = new Map<string, string | null>();

export async function activate(context: vscode.ExtensionContext): Promise<void> {
    const item = vscode.window.createStatusBarItem(vscode.StatusBarAlignment.Right, 50);
    item.name = "Strict";
    item.command = "workbench.actions.view.problems";
    const show = (): void => {
        const uri = vscode.window.activeTextEditor?.document.uri.toString(true);
        const text = uri === undefined ? undefined : statuses.get(uri);
        if (text) {
            item.text = text.startsWith("strict:") ? `$(verified) ${text}` : `$(warning) ${text}`;
            item.show();
        } else {
            item.hide();
        }
    };
    const update = (status: Status): void => {
        statuses.set(vscode.Uri.parse(status.uri).toString(true), status.text);
        show();
    };
    context.subscriptions.push(
        item,
        vscode.window.onDidChangeActiveTextEditor(show),
        vscode.commands.registerCommand("strict.restart", async () => {
            await client?.stop();
            statuses.clear();
            client = await start(update);
        }),
        vscode.commands.registerCommand("strict.showAdoptable", showAdoptable),
        vscode.commands.registerCommand("strict.showExplanation", showExplanation),
        vscode.workspace.onDidChangeConfiguration((event) => {
            if (event.affectsConfiguration("strict.path")) {
                void vscode.commands.executeCommand("strict.restart");
            }
        }),
    );
    client = await start(update);
}

export async function deactivate(): Promise<void> {
    await client?.stop();
}

async function start(update: (status: Status) => void): Promise<LanguageClient> {
    const settings = vscode.workspace.getConfiguration("strict");
    const command = settings.get<string>("path", "strict");
    const server: ServerOptions = { command, args: ["lsp"], transport: TransportKind.stdio };
    const options: LanguageClientOptions = {
        documentSelector: [{ scheme: "file", language: "python" }],
        initializationOptions: { inlayHints: settings.get<boolean>("inlayHints", true) },
        synchronize: { configurationSection: "strict" },
    };
    const started = new LanguageClient("strict", "Strict", server, options);
    started.onNotification("strict/status", update);
    try {
        await started.start();
    } catch (error) {
        void vscode.window.showErrorMessage(`Strict cannot start \`${command} lsp\`: ${String(error)}`);
    }
    return started;
}

/** Lists the modules that could be strict now; the chosen one is opened. */
async function showAdoptable(): Promise<void> {
    const found = await client?.sendRequest<{ ready: Ready[] }>("strict/adopt", {});
    if (!found || found.ready.length === 0) {
        void vscode.window.showInformationMessage("No further module could be strict now.");
        return;
    }
    const items = found.ready.map((it) => ({
        label: it.module,
        description: it.dependants === 0 ? "" : `${it.dependants} modules depend on it`,
        uri: it.uri,
    }));
    const chosen = await vscode.window.showQuickPick(items, { title: "Modules that could be strict" });
    if (chosen) {
        await vscode.window.showTextDocument(vscode.Uri.parse(chosen.uri));
    }
}

/** Shows the page of a code. */
async function showExplanation(): Promise<void> {
    const code = await vscode.window.showInputBox({ title: "Code", placeHolder: "STR120" });
    if (code) {
        const page = await client?.sendRequest<{ markdown: string }>("strict/explain", { code });
        const document = await vscode.workspace.openTextDocument({ language: "markdown", content: page?.markdown });
        await vscode.window.showTextDocument(document);
    }
}
