# stress: 2000
"""email messages, mimetypes, http cookies and headers: built, parsed, encoded."""
import email, email.message, email.utils, email.header, mimetypes
from http import HTTPStatus, cookies
m = email.message.EmailMessage(); m["Subject"] = "Héllo"; m["To"] = "a@b.c"; m.set_content("body é\n"); m.add_attachment(b"data", maintype="application", subtype="x", filename="f.bin")
print(m["subject"], m.is_multipart(), [p.get_content_type() for p in m.walk()], m.get_body().get_content(), [a.get_filename() for a in m.iter_attachments()])
r = email.message_from_string("From: x@y\nSubject: =?utf-8?q?H=C3=A9?=\nX: 1\n  cont\n\nbody\nmore"); print(r["from"], email.header.decode_header(r["subject"]), r["x"], r.get_payload(), r.get("nope"), r.keys(), r.defects)
print(email.utils.parseaddr("A B <a@b.c>"), email.utils.formataddr(("Ä", "a@b.c")), email.utils.parsedate_to_datetime("Mon, 01 Jan 2024 10:00:00 +0100"), email.utils.format_datetime(email.utils.parsedate_to_datetime("Mon, 01 Jan 2024 10:00:00 +0000")), email.utils.getaddresses(["a@b, C <d@e>"]), mimetypes.guess_type("a.html"), mimetypes.guess_extension("image/png"))
c = cookies.SimpleCookie("a=1; b=\"x y\""); c["n"] = "v"; c["n"]["path"] = "/"; print(c["a"].value, c["b"].value, c.output(["n"]), HTTPStatus(404), HTTPStatus.OK.phrase, HTTPStatus.OK == 200, HTTPStatus.NOT_FOUND.is_client_error)
try: cookies.SimpleCookie({"a b": "1"})
except cookies.CookieError as e: print(e)
