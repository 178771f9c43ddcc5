//! Machine code for x86-64, by `dynasmrt`.
//!
//! The code of a function begins with two words of data: whether it is valid, and the bias of floats' exponents. Then come
//! the entry for compiled callers, which pushes a frame; the entry for the interpreter, which has done so; the blocks; and
//! what is seldom needed, out of line.
//!
//! The native frame is bound by `rbp`: below it lie the address of the code's metadata and the allocator's slots, in which every
//! value is while something else runs. For each call it is noted which of them are needed afterwards.
#![allow(clippy::useless_conversion, reason = "the assembler's macro converts register numbers")]

mod calls;
mod frames;
mod instructions;
mod live;
mod memory;
mod numbers;

use dynasm::dynasm;
use dynasmrt::x64::X64Relocation;
use dynasmrt::{DynamicLabel, DynasmApi, DynasmLabelApi, VecAssembler};
use regalloc2::{Allocation, Block, Edit, Function as _, Inst, InstOrEdit, Output, RegClass};

use rustc_hash::FxHashMap;
use strict_vm::abi::Sites;
use strict_vm::heap::Gc;
use strict_vm::object::{CodeObject, Function as PythonFunction};

use crate::lir::{Blamed, Exit, ExitCaller, ExitFrame, Function, Op, Source};

pub(crate) use frames::{STAND_IN_BODY, STAND_IN_SIZE, stand_in, stubs};

/// How far the entry for compiled callers lies behind the beginning of code.
pub(crate) const DIRECT: usize = 16;

/// Most arguments of a direct call.
pub(crate) const DIRECT_ARGUMENTS: usize = strict_vm::abi::runtime::MOST_ARGUMENTS;

/// Where a frame's value is when compiled code leaves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Location {
    /// It is the value with these bits.
    Constant(u64),
    /// It is the double with these bits.
    Double(u64),
    /// In a general register.
    General(u8),
    /// A double in a vector register.
    Vector(u8),
    /// In a slot, so many words below the native frame.
    Slot(u32),
    /// A double in a slot.
    DoubleSlot(u32),
}

/// An exit with locations.
#[derive(Debug)]
pub(crate) struct PlacedExit {
    /// The frames, the innermost last.
    pub(crate) frames: Vec<ExitFrame<Location>>,
    /// The instruction whose assumption fails, if the interpreter does not go on there.
    pub(crate) blamed: Option<Blamed>,
    pub(crate) is_raising: bool,
    /// Whether the frame returns the word in `rax`, and has an object that goes on without it.
    pub(crate) is_return: bool,
    pub(crate) reason: &'static str,
}

impl PlacedExit {
    /// The address of the code of the instruction whose assumption fails, where `own` is that of the outermost frame, and its
    /// position.
    #[allow(unsafe_code, reason = "functions that were inlined are known by address")]
    pub(crate) fn place(&self, own: usize) -> (usize, u32) {
        let innermost = || self.frames.last().and_then(|frame| frame.caller.as_ref());
        let (function, position) = match self.blamed {
            Some(blamed) => (blamed.function, blamed.position),
            None => (innermost().map(|caller| caller.function), self.position()),
        };
        let inlined = function.map(|function| {
            // SAFETY: functions that were inlined are kept alive, as all that machine code refers to.
            let function: Gc<PythonFunction> = unsafe { Gc::from_address(function as usize) };
            function.code.get().address()
        });
        (inlined.unwrap_or(own), position)
    }

    /// The line of the instruction whose assumption fails, where `own` is the outermost frame's code.
    #[allow(unsafe_code, reason = "code objects are known by address")]
    pub(crate) fn line(&self, own: usize) -> u32 {
        let (code, position) = self.place(own);
        // SAFETY: code that was compiled or inlined is kept alive, as all that machine code refers to.
        let code: Gc<CodeObject> = unsafe { Gc::from_address(code) };
        code.code().positions.at(position).line
    }

    /// Where the interpreter goes on in the innermost frame.
    pub(crate) fn position(&self) -> u32 {
        self.frames.last().map_or(0, |frame| frame.position)
    }
}

/// Machine code and where things are in it.
#[derive(Debug)]
pub(crate) struct Emitted {
    pub(crate) bytes: Vec<u8>,
    /// The offset of the entry for compiled callers.
    pub(crate) direct: usize,
    /// The offset of the entry for the interpreter.
    pub(crate) generic: usize,
    /// The calls in the code.
    pub(crate) sites: Sites,
}

/// What is known of the function beside its instructions.
pub(crate) struct Surroundings {
    /// Where the code will be.
    pub(crate) address: usize,
    /// The addresses of the exits' records, by number.
    pub(crate) exits: Vec<usize>,
    /// The address of the code's metadata.
    pub(crate) metadata: usize,
    /// The address of the function object.
    pub(crate) function: usize,
    /// The address of the first instruction of the bytecode.
    pub(crate) instructions: usize,
    /// Registers of a frame.
    pub(crate) register_count: u32,
    /// The number of parameters; none if the code begins at a loop.
    pub(crate) parameters: Option<u32>,
    /// Where calls lead for which there is no room on the native stack; zero if the code begins at a loop.
    pub(crate) stand_in: usize,
    /// Code that all functions share.
    pub(crate) stubs: Stubs,
    /// The address of a counter that exits are taken at the end of, whatever they check.
    pub(crate) stress: Option<usize>,
}

/// The addresses of code that all functions share.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Stubs {
    /// Calls compiled code from Rust.
    pub(crate) trampoline: usize,
    /// Leaves through the exit in `r11`.
    pub(crate) leave: usize,
    /// Boxes the double in `r11`.
    pub(crate) box_float: usize,
    /// Has the collector look again at the object in `r11`.
    pub(crate) remember: usize,
    /// The same for the array and the index on the stack.
    pub(crate) remember_item: usize,
}

/// Code that is emitted after the rest.
enum Deferred {
    Exit { label: DynamicLabel, exit: usize },
    BoxSlow { label: DynamicLabel, back: DynamicLabel, from: u8, into: u8, failed: DynamicLabel },
    UnboxZero { label: DynamicLabel, back: DynamicLabel, from: u8, into: u8 },
    UnboxSlow { label: DynamicLabel, back: DynamicLabel, from: u8, into: u8, failed: DynamicLabel },
    NumberSlow { label: DynamicLabel, back: DynamicLabel, unbox: DynamicLabel, from: u8, into: u8 },
    Resume { label: DynamicLabel, back: DynamicLabel, failed: DynamicLabel, call: Inst },
    InitError { label: DynamicLabel, value: u8, failed: DynamicLabel },
    Gone { label: DynamicLabel },
    Remember { label: DynamicLabel, back: DynamicLabel, object: u8 },
    RememberItem { label: DynamicLabel, back: DynamicLabel, index: u8 },
}

pub(crate) struct Emitter<'a> {
    assembler: VecAssembler<X64Relocation>,
    function: &'a Function,
    output: &'a Output,
    surroundings: &'a Surroundings,
    labels: Vec<DynamicLabel>,
    valid: DynamicLabel,
    bias: DynamicLabel,
    direct: DynamicLabel,
    deferred: Vec<Deferred>,
    /// How many exits there have been.
    exit_count: usize,
    /// The instruction that is emitted.
    current: Inst,
    /// The slots that are needed after each call.
    live: FxHashMap<Inst, Vec<u16>>,
    /// Registers of the allocator's that a called function saves in its frame, where it would keep what they hold alive.
    preserved: Vec<u8>,
    sites: Sites,
}

/// The exits with locations, in the order in which emission meets them.
pub(crate) fn place_exits(function: &Function, output: &Output) -> Vec<PlacedExit> {
    let mut exits = Vec::new();
    for block in (0..function.blocks.len()).map(Block::new) {
        for index in function.block_insns(block).iter() {
            if let Some(exit) = &function.instructions[index.index()].exit {
                exits.push(place(exit, output.inst_allocs(index)));
            }
        }
    }
    exits
}

fn place(exit: &Exit, allocations: &[Allocation]) -> PlacedExit {
    let location = |source: Source| match source {
        Source::Constant(bits) => Location::Constant(bits),
        Source::Double(bits) => Location::Double(bits),
        Source::Tagged(operand) | Source::Unboxed(operand) => {
            let is_double = matches!(source, Source::Unboxed(_));
            match (allocations[operand].as_reg(), allocations[operand].as_stack()) {
                (Some(register), _) if is_double => Location::Vector(register.hw_enc() as u8),
                (Some(register), _) => Location::General(register.hw_enc() as u8),
                (_, Some(slot)) if is_double => Location::DoubleSlot(slot_below(slot.index())),
                (_, Some(slot)) => Location::Slot(slot_below(slot.index())),
                _ => Location::Constant(strict_vm::Value::UNBOUND.bits()),
            }
        }
    };
    let frames = exit.frames.iter().map(|frame| ExitFrame {
        position: frame.position,
        registers: frame.registers.iter().map(|&(register, source)| (register, location(source))).collect(),
        caller: frame.caller.as_ref().map(|caller| ExitCaller {
            function: caller.function,
            destination: caller.destination,
            instance: caller.instance.map(location),
        }),
    });
    PlacedExit {
        frames: frames.collect(),
        blamed: exit.blamed,
        is_raising: exit.is_raising,
        is_return: exit.is_return,
        reason: exit.reason,
    }
}

/// How many words below `rbp` the allocator's slot lies.
fn slot_below(index: usize) -> u32 {
    index as u32 + 2
}

/// Where a block that only jumps leads.
fn forwarded(function: &Function, output: &Output, block: Block) -> Option<Block> {
    let data = &function.blocks[block.index()];
    let is_jump = data.range.len() == 1 && function.instructions[data.range.first().index()].op == Op::Jump;
    // Blocks that only lead to each other do not end: each loop has a place at which it can be left.
    let moves = output.block_insts_and_edits(function, block).any(|it| matches!(it, InstOrEdit::Edit(_)));
    (is_jump && !moves).then(|| data.successors[0])
}

impl<'a> Emitter<'a> {
    /// Emits a function.
    ///
    /// # Errors
    /// The assembler refuses something.
    pub(crate) fn emit(
        function: &'a Function,
        output: &'a Output,
        surroundings: &'a Surroundings,
    ) -> Result<Emitted, String> {
        let mut assembler = VecAssembler::new(surroundings.address);
        let labels = function.blocks.iter().map(|_| assembler.new_dynamic_label()).collect();
        let valid = assembler.new_dynamic_label();
        let bias = assembler.new_dynamic_label();
        let direct = assembler.new_dynamic_label();
        let mut emitter = Emitter {
            assembler,
            function,
            output,
            surroundings,
            labels,
            valid,
            bias,
            direct,
            deferred: Vec::new(),
            exit_count: 0,
            current: Inst::new(0),
            live: live::after_calls(function, output),
            preserved: live::preserved(function, output),
            sites: Sites::new(frames::frame_words(output.num_spillslots)),
        };
        dynasm!(emitter.assembler
            ; .arch x64
            ; =>valid
            ; .u64 0
            ; =>bias
            ; .u64 1 << 60
        );
        let (direct, generic) = emitter.entries();
        for index in 0..function.blocks.len() {
            // What is put before the next block: one that only leads on is not there.
            let is_there = |block: &usize| forwarded(function, output, Block::new(*block)).is_none();
            let next = (index + 1..function.blocks.len()).find(is_there).map(Block::new);
            if is_there(&index) {
                emitter.block(Block::new(index), next);
            }
        }
        emitter.out_of_line();
        let bytes = std::mem::replace(&mut emitter.assembler, VecAssembler::new(0));
        let bytes = bytes.finalize().map_err(|error| error.to_string())?;
        Ok(Emitted { bytes, direct, generic, sites: emitter.sites })
    }

    fn block(&mut self, block: Block, next: Option<Block>) {
        let label = self.labels[block.index()];
        dynasm!(self.assembler ; .arch x64 ; =>label);
        for step in self.output.block_insts_and_edits(self.function, block) {
            match step {
                InstOrEdit::Inst(index) => {
                    self.current = index;
                    let instruction = &self.function.instructions[index.index()];
                    let allocations = self.output.inst_allocs(index);
                    let exit = instruction.exit.is_some().then(|| {
                        self.exit_count += 1;
                        self.exit_count - 1
                    });
                    if let (Some(counter), Some(false)) =
                        (self.surroundings.stress, instruction.exit.as_ref().map(|exit| exit.is_raising))
                    {
                        let label = self.exit_label(exit);
                        dynasm!(self.assembler
                            ; .arch x64
                            ; mov r11, QWORD counter as i64
                            ; sub DWORD [r11], 1
                            ; jz =>label
                        );
                    }
                    self.instruction(instruction.op, allocations, exit, block, next);
                }
                InstOrEdit::Edit(Edit::Move { from, to }) => self.move_between(*from, *to),
            }
        }
    }

    /// The label of a block, or of the one to which it only leads.
    fn label_of(&self, block: Block) -> DynamicLabel {
        let mut block = block;
        while let Some(next) = forwarded(self.function, self.output, block) {
            block = next;
        }
        self.labels[block.index()]
    }

    /// The label of an exit, whose code comes out of line.
    fn exit_label(&mut self, exit: Option<usize>) -> DynamicLabel {
        let label = self.assembler.new_dynamic_label();
        self.deferred
            .push(Deferred::Exit { label, exit: exit.expect("an instruction that leaves has an exit") });
        label
    }

    fn move_between(&mut self, from: Allocation, to: Allocation) {
        let below = |it: Allocation| it.as_stack().map(|slot| -8 * slot_below(slot.index()) as i32);
        let number = |it: Allocation| it.as_reg().map(|register| register.hw_enc() as u8);
        let is_float =
            [from, to].iter().any(|it| it.as_reg().is_some_and(|it| it.class() == RegClass::Float));
        match (number(from), below(from), number(to), below(to)) {
            (Some(from), _, Some(to), _) if is_float => {
                dynasm!(self.assembler ; .arch x64 ; movaps Rx(to), Rx(from));
            }
            (Some(from), _, Some(to), _) => dynasm!(self.assembler ; .arch x64 ; mov Rq(to), Rq(from)),
            (Some(from), _, _, Some(to)) if is_float => {
                dynasm!(self.assembler ; .arch x64 ; movsd [rbp + to], Rx(from));
            }
            (Some(from), _, _, Some(to)) => dynasm!(self.assembler ; .arch x64 ; mov [rbp + to], Rq(from)),
            (_, Some(from), Some(to), _) if is_float => {
                dynasm!(self.assembler ; .arch x64 ; movsd Rx(to), [rbp + from]);
            }
            (_, Some(from), Some(to), _) => dynasm!(self.assembler ; .arch x64 ; mov Rq(to), [rbp + from]),
            _ => unreachable!("the allocator moves between slots by way of registers"),
        }
    }
}

/// The number of the register of an allocation.
fn number(allocation: Allocation) -> u8 {
    allocation.as_reg().expect("the operand is constrained to a register").hw_enc() as u8
}
