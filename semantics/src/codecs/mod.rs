//! Text from bytes and bytes from text: the codecs that CPython has built in, with their error handlers.
//!
//! A codec tells of input it cannot convert by a [`Fault`]. What happens then is up to a handler: a built-in
//! [`Handler`], or for registered handlers a function given to [`decode_with`] and [`encode_with`].
//!
//! ```
//! # use strict_semantics::Text;
//! # use strict_semantics::codecs::{Codec, Handler, decode, encode};
//! let codec = Codec::named("UTF8").expect("a built-in codec");
//! let text = Text::build(|out| decode(b"caf\xc3\xa9\xff", codec, Handler::Replace, out).expect("a lenient handler"));
//! assert_eq!(text, "café\u{FFFD}");
//! let error = encode(text.view(), Codec::Ascii, Handler::Strict).expect_err("not ASCII");
//! assert_eq!(error.message, "'ascii' codec can't encode characters in position 3-4: ordinal not in range(128)");
//! ```

mod codec;
mod decode;
mod encode;
mod escape;
mod fault;
mod handler;
mod wide;

pub use codec::{ByteOrder, Codec, unknown_encoding};
pub use decode::{decode, decode_with, without_mark};
pub use encode::{EncodeFailure, Replacement, encode, encode_with};
pub use fault::Fault;
pub use handler::{Handler, unknown_handler};
