//! The built-in exception classes: their identities in unit 0, behind those of the other types.

use super::types::{OBJECT, TYPES};
use crate::domain::ObjectId;

/// A built-in exception class.
pub(crate) struct ExceptionSpec {
    pub name: &'static str,
    pub base: ObjectId,
    /// A second base: `ExceptionGroup` is an `Exception` too.
    pub second_base: Option<ObjectId>,
}

const fn nth(index: u32) -> ObjectId {
    ObjectId::builtin(TYPES.len() as u32 + index)
}

pub(crate) const BASE_EXCEPTION: ObjectId = nth(0);
pub(crate) const BASE_EXCEPTION_GROUP: ObjectId = nth(1);
pub(crate) const GENERATOR_EXIT: ObjectId = nth(2);
pub(crate) const KEYBOARD_INTERRUPT: ObjectId = nth(3);
pub(crate) const SYSTEM_EXIT: ObjectId = nth(4);
pub(crate) const EXCEPTION: ObjectId = nth(5);
pub(crate) const ARITHMETIC_ERROR: ObjectId = nth(6);
pub(crate) const FLOATING_POINT_ERROR: ObjectId = nth(7);
pub(crate) const OVERFLOW_ERROR: ObjectId = nth(8);
pub(crate) const ZERO_DIVISION_ERROR: ObjectId = nth(9);
pub(crate) const ASSERTION_ERROR: ObjectId = nth(10);
pub(crate) const ATTRIBUTE_ERROR: ObjectId = nth(11);
pub(crate) const BUFFER_ERROR: ObjectId = nth(12);
pub(crate) const EOF_ERROR: ObjectId = nth(13);
pub(crate) const IMPORT_ERROR: ObjectId = nth(14);
pub(crate) const MODULE_NOT_FOUND_ERROR: ObjectId = nth(15);
pub(crate) const LOOKUP_ERROR: ObjectId = nth(16);
pub(crate) const INDEX_ERROR: ObjectId = nth(17);
pub(crate) const KEY_ERROR: ObjectId = nth(18);
pub(crate) const MEMORY_ERROR: ObjectId = nth(19);
pub(crate) const NAME_ERROR: ObjectId = nth(20);
pub(crate) const UNBOUND_LOCAL_ERROR: ObjectId = nth(21);
pub(crate) const OS_ERROR: ObjectId = nth(22);
pub(crate) const BLOCKING_IO_ERROR: ObjectId = nth(23);
pub(crate) const CHILD_PROCESS_ERROR: ObjectId = nth(24);
pub(crate) const CONNECTION_ERROR: ObjectId = nth(25);
pub(crate) const BROKEN_PIPE_ERROR: ObjectId = nth(26);
pub(crate) const CONNECTION_ABORTED_ERROR: ObjectId = nth(27);
pub(crate) const CONNECTION_REFUSED_ERROR: ObjectId = nth(28);
pub(crate) const CONNECTION_RESET_ERROR: ObjectId = nth(29);
pub(crate) const FILE_EXISTS_ERROR: ObjectId = nth(30);
pub(crate) const FILE_NOT_FOUND_ERROR: ObjectId = nth(31);
pub(crate) const INTERRUPTED_ERROR: ObjectId = nth(32);
pub(crate) const IS_A_DIRECTORY_ERROR: ObjectId = nth(33);
pub(crate) const NOT_A_DIRECTORY_ERROR: ObjectId = nth(34);
pub(crate) const PERMISSION_ERROR: ObjectId = nth(35);
pub(crate) const PROCESS_LOOKUP_ERROR: ObjectId = nth(36);
pub(crate) const TIMEOUT_ERROR: ObjectId = nth(37);
pub(crate) const REFERENCE_ERROR: ObjectId = nth(38);
pub(crate) const RUNTIME_ERROR: ObjectId = nth(39);
pub(crate) const NOT_IMPLEMENTED_ERROR: ObjectId = nth(40);
pub(crate) const PYTHON_FINALIZATION_ERROR: ObjectId = nth(41);
pub(crate) const RECURSION_ERROR: ObjectId = nth(42);
pub(crate) const STOP_ASYNC_ITERATION: ObjectId = nth(43);
pub(crate) const STOP_ITERATION: ObjectId = nth(44);
pub(crate) const SYNTAX_ERROR: ObjectId = nth(45);
pub(crate) const INDENTATION_ERROR: ObjectId = nth(46);
pub(crate) const TAB_ERROR: ObjectId = nth(47);
pub(crate) const SYSTEM_ERROR: ObjectId = nth(48);
pub(crate) const TYPE_ERROR: ObjectId = nth(49);
pub(crate) const VALUE_ERROR: ObjectId = nth(50);
pub(crate) const UNICODE_ERROR: ObjectId = nth(51);
pub(crate) const UNICODE_DECODE_ERROR: ObjectId = nth(52);
pub(crate) const UNICODE_ENCODE_ERROR: ObjectId = nth(53);
pub(crate) const UNICODE_TRANSLATE_ERROR: ObjectId = nth(54);
pub(crate) const WARNING: ObjectId = nth(55);
pub(crate) const BYTES_WARNING: ObjectId = nth(56);
pub(crate) const DEPRECATION_WARNING: ObjectId = nth(57);
pub(crate) const ENCODING_WARNING: ObjectId = nth(58);
pub(crate) const FUTURE_WARNING: ObjectId = nth(59);
pub(crate) const IMPORT_WARNING: ObjectId = nth(60);
pub(crate) const PENDING_DEPRECATION_WARNING: ObjectId = nth(61);
pub(crate) const RESOURCE_WARNING: ObjectId = nth(62);
pub(crate) const RUNTIME_WARNING: ObjectId = nth(63);
pub(crate) const SYNTAX_WARNING: ObjectId = nth(64);
pub(crate) const UNICODE_WARNING: ObjectId = nth(65);
pub(crate) const USER_WARNING: ObjectId = nth(66);
pub(crate) const EXCEPTION_GROUP: ObjectId = nth(67);
/// `struct.error`
pub(crate) const STRUCT_ERROR: ObjectId = nth(68);

/// All built-in exceptions; entry `i` follows the last of the other types by `i`.
pub(crate) const EXCEPTIONS: &[ExceptionSpec] = &[
    ExceptionSpec { name: "BaseException", base: OBJECT, second_base: None },
    ExceptionSpec { name: "BaseExceptionGroup", base: BASE_EXCEPTION, second_base: None },
    ExceptionSpec { name: "GeneratorExit", base: BASE_EXCEPTION, second_base: None },
    ExceptionSpec { name: "KeyboardInterrupt", base: BASE_EXCEPTION, second_base: None },
    ExceptionSpec { name: "SystemExit", base: BASE_EXCEPTION, second_base: None },
    ExceptionSpec { name: "Exception", base: BASE_EXCEPTION, second_base: None },
    ExceptionSpec { name: "ArithmeticError", base: EXCEPTION, second_base: None },
    ExceptionSpec { name: "FloatingPointError", base: ARITHMETIC_ERROR, second_base: None },
    ExceptionSpec { name: "OverflowError", base: ARITHMETIC_ERROR, second_base: None },
    ExceptionSpec { name: "ZeroDivisionError", base: ARITHMETIC_ERROR, second_base: None },
    ExceptionSpec { name: "AssertionError", base: EXCEPTION, second_base: None },
    ExceptionSpec { name: "AttributeError", base: EXCEPTION, second_base: None },
    ExceptionSpec { name: "BufferError", base: EXCEPTION, second_base: None },
    ExceptionSpec { name: "EOFError", base: EXCEPTION, second_base: None },
    ExceptionSpec { name: "ImportError", base: EXCEPTION, second_base: None },
    ExceptionSpec { name: "ModuleNotFoundError", base: IMPORT_ERROR, second_base: None },
    ExceptionSpec { name: "LookupError", base: EXCEPTION, second_base: None },
    ExceptionSpec { name: "IndexError", base: LOOKUP_ERROR, second_base: None },
    ExceptionSpec { name: "KeyError", base: LOOKUP_ERROR, second_base: None },
    ExceptionSpec { name: "MemoryError", base: EXCEPTION, second_base: None },
    ExceptionSpec { name: "NameError", base: EXCEPTION, second_base: None },
    ExceptionSpec { name: "UnboundLocalError", base: NAME_ERROR, second_base: None },
    ExceptionSpec { name: "OSError", base: EXCEPTION, second_base: None },
    ExceptionSpec { name: "BlockingIOError", base: OS_ERROR, second_base: None },
    ExceptionSpec { name: "ChildProcessError", base: OS_ERROR, second_base: None },
    ExceptionSpec { name: "ConnectionError", base: OS_ERROR, second_base: None },
    ExceptionSpec { name: "BrokenPipeError", base: CONNECTION_ERROR, second_base: None },
    ExceptionSpec { name: "ConnectionAbortedError", base: CONNECTION_ERROR, second_base: None },
    ExceptionSpec { name: "ConnectionRefusedError", base: CONNECTION_ERROR, second_base: None },
    ExceptionSpec { name: "ConnectionResetError", base: CONNECTION_ERROR, second_base: None },
    ExceptionSpec { name: "FileExistsError", base: OS_ERROR, second_base: None },
    ExceptionSpec { name: "FileNotFoundError", base: OS_ERROR, second_base: None },
    ExceptionSpec { name: "InterruptedError", base: OS_ERROR, second_base: None },
    ExceptionSpec { name: "IsADirectoryError", base: OS_ERROR, second_base: None },
    ExceptionSpec { name: "NotADirectoryError", base: OS_ERROR, second_base: None },
    ExceptionSpec { name: "PermissionError", base: OS_ERROR, second_base: None },
    ExceptionSpec { name: "ProcessLookupError", base: OS_ERROR, second_base: None },
    ExceptionSpec { name: "TimeoutError", base: OS_ERROR, second_base: None },
    ExceptionSpec { name: "ReferenceError", base: EXCEPTION, second_base: None },
    ExceptionSpec { name: "RuntimeError", base: EXCEPTION, second_base: None },
    ExceptionSpec { name: "NotImplementedError", base: RUNTIME_ERROR, second_base: None },
    ExceptionSpec { name: "PythonFinalizationError", base: RUNTIME_ERROR, second_base: None },
    ExceptionSpec { name: "RecursionError", base: RUNTIME_ERROR, second_base: None },
    ExceptionSpec { name: "StopAsyncIteration", base: EXCEPTION, second_base: None },
    ExceptionSpec { name: "StopIteration", base: EXCEPTION, second_base: None },
    ExceptionSpec { name: "SyntaxError", base: EXCEPTION, second_base: None },
    ExceptionSpec { name: "IndentationError", base: SYNTAX_ERROR, second_base: None },
    ExceptionSpec { name: "TabError", base: INDENTATION_ERROR, second_base: None },
    ExceptionSpec { name: "SystemError", base: EXCEPTION, second_base: None },
    ExceptionSpec { name: "TypeError", base: EXCEPTION, second_base: None },
    ExceptionSpec { name: "ValueError", base: EXCEPTION, second_base: None },
    ExceptionSpec { name: "UnicodeError", base: VALUE_ERROR, second_base: None },
    ExceptionSpec { name: "UnicodeDecodeError", base: UNICODE_ERROR, second_base: None },
    ExceptionSpec { name: "UnicodeEncodeError", base: UNICODE_ERROR, second_base: None },
    ExceptionSpec { name: "UnicodeTranslateError", base: UNICODE_ERROR, second_base: None },
    ExceptionSpec { name: "Warning", base: EXCEPTION, second_base: None },
    ExceptionSpec { name: "BytesWarning", base: WARNING, second_base: None },
    ExceptionSpec { name: "DeprecationWarning", base: WARNING, second_base: None },
    ExceptionSpec { name: "EncodingWarning", base: WARNING, second_base: None },
    ExceptionSpec { name: "FutureWarning", base: WARNING, second_base: None },
    ExceptionSpec { name: "ImportWarning", base: WARNING, second_base: None },
    ExceptionSpec { name: "PendingDeprecationWarning", base: WARNING, second_base: None },
    ExceptionSpec { name: "ResourceWarning", base: WARNING, second_base: None },
    ExceptionSpec { name: "RuntimeWarning", base: WARNING, second_base: None },
    ExceptionSpec { name: "SyntaxWarning", base: WARNING, second_base: None },
    ExceptionSpec { name: "UnicodeWarning", base: WARNING, second_base: None },
    ExceptionSpec { name: "UserWarning", base: WARNING, second_base: None },
    ExceptionSpec { name: "ExceptionGroup", base: BASE_EXCEPTION_GROUP, second_base: Some(EXCEPTION) },
    ExceptionSpec { name: "error", base: EXCEPTION, second_base: None },
];
