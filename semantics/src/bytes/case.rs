//! Bytes as ASCII letters: changing case, and questions about all bytes.

/// ASCII white space, the vertical tab included.
pub fn is_space_byte(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

/// `bytes.lower`
pub fn lower(bytes: &[u8]) -> Vec<u8> {
    bytes.to_ascii_lowercase()
}

/// `bytes.upper`
pub fn upper(bytes: &[u8]) -> Vec<u8> {
    bytes.to_ascii_uppercase()
}

/// `bytes.capitalize`: the first byte in upper case, the others in lower case.
pub fn capitalize(bytes: &[u8]) -> Vec<u8> {
    let mut result = lower(bytes);
    if let Some(first) = result.first_mut() {
        first.make_ascii_uppercase();
    }
    result
}

/// `bytes.swapcase`
pub fn swap_case(bytes: &[u8]) -> Vec<u8> {
    let swapped = |byte: &u8| if byte.is_ascii_alphabetic() { byte ^ 0x20 } else { *byte };
    bytes.iter().map(swapped).collect()
}

/// `bytes.title`: every word with a capital.
pub fn title(bytes: &[u8]) -> Vec<u8> {
    let mut in_word = false;
    let titled = |byte: &u8| {
        let mapped = if in_word { byte.to_ascii_lowercase() } else { byte.to_ascii_uppercase() };
        in_word = byte.is_ascii_alphabetic();
        mapped
    };
    bytes.iter().map(titled).collect()
}

/// `bytes.isalnum`
pub fn is_alnum(bytes: &[u8]) -> bool {
    is_all(bytes, u8::is_ascii_alphanumeric)
}

/// `bytes.isalpha`
pub fn is_alpha(bytes: &[u8]) -> bool {
    is_all(bytes, u8::is_ascii_alphabetic)
}

/// `bytes.isascii`
pub fn is_ascii(bytes: &[u8]) -> bool {
    bytes.is_ascii()
}

/// `bytes.isdigit`
pub fn is_digit(bytes: &[u8]) -> bool {
    is_all(bytes, u8::is_ascii_digit)
}

/// `bytes.isspace`
pub fn is_space(bytes: &[u8]) -> bool {
    is_all(bytes, |&byte| is_space_byte(byte))
}

/// `bytes.islower`
pub fn is_lower(bytes: &[u8]) -> bool {
    bytes.iter().any(u8::is_ascii_lowercase) && !bytes.iter().any(u8::is_ascii_uppercase)
}

/// `bytes.isupper`
pub fn is_upper(bytes: &[u8]) -> bool {
    bytes.iter().any(u8::is_ascii_uppercase) && !bytes.iter().any(u8::is_ascii_lowercase)
}

/// `bytes.istitle`
pub fn is_title(bytes: &[u8]) -> bool {
    bytes.iter().any(u8::is_ascii_alphabetic) && title(bytes) == bytes
}

fn is_all(bytes: &[u8], holds: impl Fn(&u8) -> bool) -> bool {
    !bytes.is_empty() && bytes.iter().all(holds)
}
