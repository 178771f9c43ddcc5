//! The register bytecode of the VM: what the compiler makes, the interpreter runs and the JIT reads.
//!
//! Everything here is plain data without heap pointers: it can be cached, made at build time and sent between
//! threads. [`Code`] is one code object; [`opcode::Opcode`] is the one table of instructions.
//!
//! # Instructions
//!
//! An [`Instruction`] is 64 bits, every field one shift away:
//!
//! ```text
//! bits  0..8    8..24   24..40   40..56   56..64
//!       opcode  a       b        c        flags
//!                       `---wide---'               32 bits: constant, name, site or target
//!                                `----long------'  24 bits: site or target
//! ```
//!
//! # Registers
//!
//! A frame has [`Code::register_count`] registers, `r0..`: first the variables, `*args` and `**kwargs` after
//! the keyword-only parameters as in `co_varnames`; then cells that are no parameters, free variables, the
//! variables of inlined comprehensions, and last the temporaries, used like a stack. [`Code::variables`] says
//! which variable a register holds. At entry the parameters are set (the VM binds arguments and defaults), and
//! all other variable registers are `UNBOUND`; temporaries may hold anything and are written before they are
//! read (the verifier checks this).
//!
//! An instruction reads locals in place, no matter whether they are bound: the compiler puts a `check_bound` in
//! front where a local may be unbound.
//!
//! # Calls
//!
//! The arguments of a call lie at the top of the caller's window, so that they are where the registers of the
//! callee begin and nothing is copied. `call dst, base, count`:
//!
//! ```text
//! base        callee
//! base+1      first argument     = r0 of the callee
//! ...
//! base+count  last argument
//! ```
//!
//! For a bound method, a class or an instance with `__call__` the VM can put `self` into `base` and begin the
//! window of the underlying function there. `load_method base, object` followed by `call_method dst, base,
//! count` is the same with one more slot:
//!
//! ```text
//! base          function, or any callable if there is no self
//! base+1        self, or UNBOUND                          = r0 of the callee if bound
//! base+2        first argument                            = r0 of the callee if not
//! base+1+count  last argument
//! ```
//!
//! `count` doesn't count `self`. With the flag [`flags::CALL_KEYWORDS`] the last arguments are keyword arguments
//! (counted too), and the register after the last argument holds the tuple of their names. `call_spread` takes
//! a callee, an iterable of positional arguments (a list or tuple unless it is the only starred one) and, with [`flags::CALL_KEYWORDS`], a dict. A call destroys
//! the registers from `base` upwards (but `dst` gets its result). [`flags::CALL_AWAITED`] tells that the result
//! is awaited at once.
//!
//! # Sites
//!
//! Every instruction that may have an inline cache has a *site*, numbered in order of position in
//! [`Code::sites`]. Instructions with at most two registers carry the number as an operand; those with three
//! (operators, subscripts, calls) don't: [`Code::site_at`] finds it from the position. The site also holds the
//! name, for instructions on names and attributes.
//!
//! # Exceptions
//!
//! [`Code::handlers`] lists protected ranges, innermost first: if an instruction in the range raises, the
//! exception is put into `register` and execution goes on at `target`. `push_handled saved, exc` makes `exc`
//! the exception being handled (`sys.exception()`) and saves the previous one; `pop_handled saved` restores it.
//! `reraise` passes an exception on without a new traceback entry.
//!
//! # Generators
//!
//! The flags of the code tell the VM to make a generator, coroutine or asynchronous generator when it's called;
//! there's no instruction for that. `yield dst, value` suspends; the value sent in is in `dst` after it.
//! `yield_from value, iterator` (also `await`) sends `value` to the iterator; if that yields, the frame is
//! suspended *at this instruction*, and runs it again with what is sent in; if the iterator is finished, its
//! result is in `value` and execution goes on. An exception thrown in goes to the iterator's `throw` first.
//!
//! # Loops
//!
//! `for_loop item, iterator, target` stands at the end of a loop's body: it jumps (backwards) to the body as
//! long as there is an item, and falls through when the iterator is exhausted. It and `jump_back` are the only
//! backward jumps, hence the evaluation points.

#![forbid(unsafe_code)]

pub mod builder;
pub mod code;
pub mod constant;
pub mod decode;
pub mod encode;
pub mod flags;
pub mod instruction;
pub mod intrinsic;
pub mod opcode;
pub mod operand;
pub mod position;
pub mod print;
pub mod sealed;
pub mod verify;

pub use builder::{CodeBuilder, Label};
pub use code::{Code, CodeFlags, Handler, Site, Variable, VariableKind};
pub use constant::Constant;
pub use decode::{DecodeError, decode, decode_trusted};
pub use encode::encode;
pub use instruction::Instruction;
pub use intrinsic::{CommonConstant, Intrinsic, SpecialMethod};
pub use opcode::Opcode;
pub use operand::{Effects, OperandKind, Signature};
pub use position::{Position, PositionTable};
pub use sealed::{CodeHeader, SealedCode};
pub use verify::{VerifyError, verify, verify_alone};
