//! Random sequences of messages: every request is answered, and the last answer is the one of a fresh server.

mod client;

use client::Client;
use serde_json::{Value, json};

/// A pseudo-random number (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

const FILES: [(&str, &str); 3] = [
    ("a.py", "import __strict__\n\n\ndef f(x):\n    print(x)\n\n\nX = [1]\n"),
    ("b.py", "import __strict__\nfrom a import f, X\n\nf(X)\n\n\nclass C:\n    x: int\n"),
    ("c.py", "import b\n\n\ndef g():\n    return b.C()\n"),
];

const TEXTS: [&str; 8] = [
    "",
    "\n",
    "f(1)\n",
    "((((",
    "'''",
    "import __strict__\n",
    "é𝒳 = 1\n",
    "class C:\n    def m(self):\n        self.y = 1\n",
];

const REQUESTS: [&str; 10] = [
    "textDocument/hover",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/documentSymbol",
    "textDocument/codeAction",
    "textDocument/codeLens",
    "textDocument/inlayHint",
    "textDocument/prepareCallHierarchy",
    "textDocument/diagnostic",
    "workspace/diagnostic",
];

#[test]
fn random_messages_are_answered() {
    let count = std::env::var("STRICT_MESSAGES").ok().and_then(|it| it.parse().ok()).unwrap_or(2000);
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let capabilities = json!({ "textDocument": { "diagnostic": {} } });
    let mut client = Client::start(&FILES, capabilities.clone());
    let mut open = [false; 3];
    let mut asked = Vec::new();
    for version in 0..count {
        let which = random.below(3);
        let (name, text) = FILES[which];
        let place = |random: &mut Random| json!({ "line": random.below(12), "character": random.below(20) });
        let range = json!({ "start": place(&mut random), "end": place(&mut random) });
        match random.below(10) {
            0 if open[which] => {
                let document = json!({ "uri": client.uri(name) });
                client.notify("textDocument/didClose", json!({ "textDocument": document }));
                open[which] = false;
            }
            0..=2 => {
                client.open(name, text);
                open[which] = true;
            }
            3..=6 => {
                let text = TEXTS[random.below(TEXTS.len())];
                client.change(name, version, json!([{ "range": range, "text": text }]));
            }
            7 => client.notify("$/cancelRequest", json!({ "id": random.below(100) })),
            _ => {
                let method = REQUESTS[random.below(REQUESTS.len())];
                let params = json!({
                    "textDocument": { "uri": client.uri(name) },
                    "position": place(&mut random),
                    "range": range,
                    "context": { "diagnostics": [], "includeDeclaration": true },
                    "previousResultIds": [],
                });
                asked.push(client.ask(method, params));
            }
        }
        // Now and then all answers are awaited, in whatever order they come.
        if random.below(20) == 0 {
            client.answers(&mut asked);
        }
    }
    client.answers(&mut asked);
    for (which, (name, _)) in FILES.iter().enumerate() {
        if open[which] {
            let document = json!({ "uri": client.uri(name) });
            client.notify("textDocument/didClose", json!({ "textDocument": document }));
        }
    }
    let all = json!({ "previousResultIds": [] });
    let left = client.request("workspace/diagnostic", all.clone());
    let mut fresh = Client::start(&FILES, capabilities);
    let expected = fresh.request("workspace/diagnostic", all);
    let shown = |value: &Value, client: &Client| value.to_string().replace(&client.uri(""), "");
    assert_eq!(shown(&left, &client), shown(&expected, &fresh));
}
