//! Connections whose reader survives what it cannot read.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::thread;

use crossbeam_channel::{Sender, bounded, unbounded};
use lsp_server::{Connection, Message, Notification};

/// The longest message that is read: 64 MiB.
const MAX_MESSAGE: u64 = 64 << 20;

/// The longest header line that is read.
const MAX_HEADER: u64 = 8 << 10;

/// A connection over the standard streams.
#[must_use]
pub fn stdio() -> Connection {
    connect(BufReader::new(io::stdin()), io::stdout())
}

/// Waits for one client on a port of the loopback interface, for debugging.
///
/// # Errors
/// The port cannot be had.
pub fn tcp(port: u16) -> io::Result<Connection> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    let (stream, _) = listener.accept()?;
    let reader = BufReader::new(stream.try_clone()?);
    Ok(connect(reader, stream))
}

fn connect(reader: impl BufRead + Send + 'static, mut writer: impl Write + Send + 'static) -> Connection {
    let (to_client, outgoing) = unbounded::<Message>();
    let (to_server, incoming) = bounded::<Message>(64);
    thread::spawn(move || {
        for message in outgoing {
            if message.write(&mut writer).is_err() {
                break;
            }
        }
    });
    let complaints = to_client.clone();
    thread::spawn(move || read_all(reader, &to_server, &complaints));
    Connection { sender: to_client, receiver: incoming }
}

/// Reads messages until the stream ends or the server is gone.
fn read_all(mut reader: impl BufRead, to_server: &Sender<Message>, complaints: &Sender<Message>) {
    loop {
        match read(&mut reader) {
            Ok(Some(Ok(message))) => {
                if to_server.send(message).is_err() {
                    return;
                }
            }
            Ok(Some(Err(what))) => {
                let params =
                    serde_json::json!({ "type": 1, "message": format!("malformed message: {what}") });
                let complaint = Notification { method: "window/logMessage".to_owned(), params };
                if complaints.send(complaint.into()).is_err() {
                    return;
                }
            }
            Ok(None) | Err(_) => return,
        }
    }
}

/// Reads a message; `None` at the end of the stream, an inner error for one that means nothing.
fn read(reader: &mut impl BufRead) -> io::Result<Option<Result<Message, String>>> {
    let mut length = None;
    let mut is_first = true;
    loop {
        let mut line = Vec::new();
        reader.by_ref().take(MAX_HEADER).read_until(b'\n', &mut line)?;
        if line.is_empty() {
            return Ok(None);
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end();
        if text.is_empty() {
            // Blank lines before a header are noise.
            if is_first {
                continue;
            }
            break;
        }
        is_first = false;
        if let Some((name, value)) = text.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse::<u64>().ok();
        }
    }
    let Some(length) = length else { return Ok(Some(Err("no Content-Length".to_owned()))) };
    if length > MAX_MESSAGE {
        io::copy(&mut reader.by_ref().take(length), &mut io::sink())?;
        return Ok(Some(Err(format!("it has {length} bytes, more than {MAX_MESSAGE}"))));
    }
    let mut body = Vec::new();
    let read = reader.by_ref().take(length).read_to_end(&mut body)?;
    if (read as u64) < length {
        return Ok(None);
    }
    Ok(Some(serde_json::from_slice(&body).map_err(|error| error.to_string())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_goes_on_after_malformed_messages() {
        let good = r#"{"jsonrpc":"2.0","method":"exit"}"#;
        let framed = |body: &str| format!("Content-Length: {}\r\n\r\n{body}", body.len());
        let texts = [
            framed("{"),
            framed("[1,2]"),
            "Content-Length: x\r\n\r\n".to_owned(),
            "nonsense\r\n\r\n".to_owned(),
            framed("\u{fffd}"),
            framed(good),
        ];
        let mut reader = io::Cursor::new(texts.concat());
        let mut kinds = Vec::new();
        while let Some(message) = read(&mut reader).unwrap() {
            kinds.push(message.is_ok());
        }
        assert_eq!(kinds, [false, false, false, false, false, true]);
    }
}
