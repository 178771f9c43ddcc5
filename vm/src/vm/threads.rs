//! Threads: each has its own stacks and exception state, which the VM holds while the thread has the lock.
//!
//! A thread that gives the lock away spills its registers and tells which part of its native stack is in use, so that
//! collections by other threads find what it refers to; until it has the lock again it touches no heap object. When a
//! thread finds that another has run in the meantime, it exchanges the other's state in the [`Vm`] for its own.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use super::lock::GlobalLock;
use super::{Outcome, STACK_RESERVE, Stacks, Vm, attention};
use crate::heap::{Gc, NoMemory, Registers, StackBounds, Tracer};
use crate::monitoring::ThreadTracing;
use crate::object::List;
use crate::value::Value;

/// `sys.getswitchinterval()` at the start.
const SWITCH_INTERVAL: Duration = Duration::from_millis(5);
/// Native stack of a new thread unless the program tells, in bytes.
const NATIVE_STACK: usize = 64 << 20;
/// The least that a thread gets: what is kept free below calls, and some to work with.
const LEAST_NATIVE_STACK: usize = STACK_RESERVE + (1 << 20);

/// What a thread keeps to itself, and the VM holds while the thread runs.
pub(crate) struct ThreadContext {
    stacks: Stacks,
    raised: Value,
    handled: Value,
    in_repr: Gc<List>,
    context: Value,
    stack: StackBounds,
    stack_limit: usize,
    is_finalizing: bool,
    tracing: ThreadTracing,
}

/// A thread that runs Python code.
pub(crate) struct Thread {
    /// Its number, which no other thread of the VM has or had.
    pub(crate) id: u64,
    /// `get_ident()`
    pub(crate) ident: u64,
    /// The state, while that of another thread is loaded.
    parked: Option<ThreadContext>,
    /// The addresses of the native stack that are in use while the thread is without the lock.
    native_stack: (usize, usize),
    system: Option<std::thread::Thread>,
    /// What it is to call: function, arguments, keyword arguments.
    pub(crate) start: [Value; 3],
    /// Its `_ThreadHandle`, `None` without one.
    pub(crate) handle: Value,
    /// Whether the process ends without waiting for it.
    pub(crate) is_daemon: bool,
    /// To be raised at its next evaluation point; unbound for none.
    pub(crate) exception: Value,
    /// Weak references to the `_local` objects that hold a namespace of this thread, a list.
    pub(crate) locals: Value,
    /// The event loop that it runs, and the task; `None` without.
    pub(crate) event_loop: Value,
    pub(crate) event_task: Value,
}

/// The threads of a VM.
pub(crate) struct Threads {
    pub(crate) list: Vec<Thread>,
    /// The number of the thread whose state the VM holds.
    pub(crate) loaded: u64,
    /// The number of the main thread.
    pub(crate) main: u64,
    last_id: u64,
    pub(crate) lock: Arc<GlobalLock>,
    /// Who waits for what: the address of an object, and the number of a thread.
    waiting: Vec<(usize, u64)>,
    /// `threading.stack_size()`
    pub(crate) stack_size: usize,
    /// Whether the process is about to end, so that only the main thread runs.
    pub(crate) is_closing: bool,
    /// Whether a thread that runs no Python code may want to see where the others are.
    pub(crate) is_watched: bool,
}

/// The pointer that a new thread gets.
struct SharedVm(*mut Vm);

// SAFETY: the VM is used only by the thread that holds its lock.
unsafe impl Send for SharedVm {}

impl Threads {
    /// The current thread alone.
    pub(super) fn new() -> Threads {
        let main = Thread {
            system: Some(std::thread::current()),
            ident: current_ident(),
            ..Thread::new(1, [Value::NONE; 3])
        };
        Threads {
            list: vec![main],
            loaded: 1,
            main: 1,
            last_id: 1,
            lock: Arc::new(GlobalLock::held_by(1, SWITCH_INTERVAL)),
            waiting: Vec::new(),
            stack_size: 0,
            is_closing: false,
            is_watched: false,
        }
    }

    pub(super) fn trace(&self, tracer: &mut Tracer<'_>) {
        for thread in &self.list {
            for &value in &thread.start {
                tracer.value(value);
            }
            tracer.value(thread.handle);
            tracer.value(thread.exception);
            tracer.value(thread.locals);
            tracer.value(thread.event_loop);
            tracer.value(thread.event_task);
            if let Some(context) = &thread.parked {
                context.stacks.trace(tracer);
                tracer.value(context.raised);
                tracer.value(context.handled);
                tracer.object(context.in_repr);
                tracer.value(context.context);
                context.tracing.trace_roots(tracer);
            }
        }
    }

    /// The native stacks of all threads but the one that runs.
    pub(super) fn parked_stacks(&self, visit: &mut dyn FnMut(usize, usize)) {
        for thread in self.list.iter().filter(|thread| thread.id != self.loaded) {
            visit(thread.native_stack.0, thread.native_stack.1);
        }
    }

    /// The frames of threads that wait for their turn.
    pub(crate) fn parked_frames(&self) -> impl Iterator<Item = &super::Frame> {
        let parked = self.list.iter().filter_map(|thread| thread.parked.as_ref());
        parked.flat_map(|context| context.stacks.frames())
    }

    /// Whether any thread has a function of `sys.settrace`, and one of `sys.setprofile`, given those of the one that
    /// runs.
    pub(crate) fn have_tracing(&self, current: ThreadTracing) -> (bool, bool) {
        let others = self.list.iter().filter_map(|thread| Some(thread.parked.as_ref()?.tracing));
        others.chain([current]).fold((false, false), |(trace, profile), it| {
            (trace || !it.trace.is_none(), profile || !it.profile.is_none())
        })
    }

    /// Changes the functions of all threads but the one that runs.
    pub(crate) fn set_tracing(&mut self, change: &dyn Fn(&mut ThreadTracing)) {
        for context in self.list.iter_mut().filter_map(|thread| thread.parked.as_mut()) {
            change(&mut context.tracing);
        }
    }

    /// The thread that runs.
    pub(crate) fn current(&mut self) -> &mut Thread {
        let loaded = self.loaded;
        self.get(loaded).expect("the thread that runs is listed until it ends")
    }

    /// The thread with a number, unless it has ended.
    pub(crate) fn get(&mut self, id: u64) -> Option<&mut Thread> {
        self.list.iter_mut().find(|thread| thread.id == id)
    }

    /// Whether the main thread runs.
    pub(crate) fn is_main(&self) -> bool {
        self.loaded == self.main
    }
}

impl Thread {
    fn new(id: u64, start: [Value; 3]) -> Thread {
        Thread {
            id,
            ident: 0,
            parked: None,
            native_stack: (0, 0),
            system: None,
            start,
            handle: Value::NONE,
            is_daemon: true,
            exception: Value::UNBOUND,
            locals: Value::NONE,
            event_loop: Value::NONE,
            event_task: Value::NONE,
        }
    }
}

/// `get_ident()`: what the system calls the thread.
pub(crate) fn current_ident() -> u64 {
    // SAFETY: only tells who runs.
    unsafe { libc::pthread_self() as u64 }
}

impl Vm {
    /// Runs `work` without the lock, so that other threads may run Python code meanwhile: for anything that may take
    /// long or wait, system calls above all. `work` must not touch values, heap objects or the VM; what it reads from
    /// or writes into (a buffer, a file descriptor) it owns or borrows from outside of the heap.
    ///
    /// ```ignore
    /// let result = vm.blocking(|| file.read(&mut buffer));
    /// ```
    ///
    /// For a system call that a signal may interrupt use [`Vm::interruptible`], which runs signal handlers and calls
    /// again.
    pub fn blocking<T>(&mut self, work: impl FnOnce() -> T) -> T {
        if self.threads.list.len() == 1 && !self.threads.is_watched || self.threads.is_closing {
            // Nobody else could take the lock: only its holder starts threads.
            return work();
        }
        let mut work = Some(work);
        let mut result = None;
        self.without_lock(&mut || result = work.take().map(|work| work()));
        result.expect("the work has been done")
    }

    /// Makes a system call without the lock. If a signal interrupts it, the handlers run (in the main thread), and
    /// unless one raises, the call is made again (PEP 475).
    ///
    /// ```ignore
    /// let count = vm.interruptible(|| cvt(unsafe { libc::read(fd, address, length) }))?;
    /// ```
    ///
    /// # Errors
    /// What a signal handler raises. Errors of the call itself are in the result.
    pub fn interruptible<T>(
        &mut self,
        mut call: impl FnMut() -> std::io::Result<T>,
    ) -> Outcome<std::io::Result<T>> {
        loop {
            match self.blocking(&mut call) {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => self.check_signals()?,
                result => return Ok(result),
            }
        }
    }

    /// Gives the lock away for the time of `work`.
    #[inline(never)]
    fn without_lock(&mut self, work: &mut dyn FnMut()) {
        // What the callers keep in registers is in this frame, or in what the registers are spilled to.
        let registers = Registers::spill();
        let low = registers.lowest_address();
        let (me, base) = (self.threads.loaded, self.heap.stack().base);
        self.threads.current().native_stack = (low, base);
        let (lock, attention) = (Arc::clone(&self.threads.lock), self.attention);
        lock.release();
        work();
        lock.take(me, attention);
        self.load_thread(me);
        std::hint::black_box(&registers);
    }

    /// Hands the lock over to a thread that waits for it.
    pub(super) fn hand_over(&mut self) {
        if self.threads.is_closing {
            self.attention.fetch_and(!attention::HAND_OVER, Ordering::Relaxed);
            return;
        }
        let (lock, me) = (Arc::clone(&self.threads.lock), self.threads.loaded);
        self.without_lock(&mut || lock.wait_for_switch(me));
    }

    /// Makes the state of the thread that has taken the lock the VM's.
    fn load_thread(&mut self, id: u64) {
        let before = self.threads.loaded;
        if before == id {
            return;
        }
        let mut context = self
            .threads
            .get(id)
            .and_then(|thread| thread.parked.take())
            .expect("the state of a thread is parked while another runs");
        std::mem::swap(&mut self.stacks, &mut context.stacks);
        std::mem::swap(&mut self.raised, &mut context.raised);
        std::mem::swap(&mut self.handled, &mut context.handled);
        std::mem::swap(&mut self.in_repr, &mut context.in_repr);
        std::mem::swap(&mut self.context, &mut context.context);
        std::mem::swap(&mut self.stack_limit, &mut context.stack_limit);
        std::mem::swap(&mut self.is_finalizing, &mut context.is_finalizing);
        std::mem::swap(&mut self.monitoring.thread, &mut context.tracing);
        context.stack = self.heap.set_stack(context.stack);
        // The state of a thread that has ended is dropped.
        if let Some(thread) = self.threads.get(before) {
            thread.parked = Some(context);
        }
        self.threads.loaded = id;
        if self.has_async_exception() {
            self.attention.fetch_or(attention::EXCEPTION, Ordering::Relaxed);
        }
        if self.threads.is_main() && super::signals::is_pending() {
            self.attention.fetch_or(attention::SIGNAL, Ordering::Relaxed);
        }
    }

    fn has_async_exception(&mut self) -> bool {
        !self.threads.current().exception.is_unbound()
    }

    /// Starts a thread that calls `start` (function, tuple of arguments, dictionary or `None`): its `get_ident()`.
    ///
    /// # Errors
    /// The system gives no thread or no memory for one.
    pub(crate) fn start_thread(
        &mut self,
        start: [Value; 3],
        handle: Value,
        is_daemon: bool,
    ) -> Result<u64, NoMemory> {
        let stacks = Stacks::reserve_small()?;
        let in_repr = self.new_list();
        self.threads.last_id += 1;
        let id = self.threads.last_id;
        let context = ThreadContext {
            stacks,
            raised: Value::UNBOUND,
            handled: Value::UNBOUND,
            in_repr,
            context: Value::NONE,
            stack: StackBounds { limit: 0, base: 0 },
            stack_limit: 0,
            is_finalizing: false,
            tracing: ThreadTracing::NONE,
        };
        let mut thread = Thread::new(id, start);
        thread.handle = handle;
        thread.is_daemon = is_daemon;
        thread.parked = Some(context);
        self.threads.list.push(thread);
        let vm = SharedVm(std::ptr::from_mut(self));
        let (lock, attention) = (Arc::clone(&self.threads.lock), self.attention);
        let size = match self.threads.stack_size {
            0 => NATIVE_STACK,
            size => size.max(LEAST_NATIVE_STACK),
        };
        let work = move || run_thread(vm, id, &lock, attention);
        match std::thread::Builder::new().stack_size(size).spawn(work) {
            Ok(joining) => {
                let system = joining.thread().clone();
                let ident = std::os::unix::thread::JoinHandleExt::as_pthread_t(&joining);
                if let Some(thread) = self.threads.get(id) {
                    thread.ident = ident;
                    thread.system = Some(system);
                }
                Ok(ident)
            }
            Err(_) => {
                self.threads.list.retain(|thread| thread.id != id);
                Err(NoMemory)
            }
        }
    }

    /// To be called first by a new thread, when it has the lock.
    fn begin_thread(&mut self, id: u64) {
        self.heap.attach_thread();
        let stack = StackBounds::current();
        let limit = self.recursion_limit;
        if let Some(context) = self.threads.get(id).and_then(|thread| thread.parked.as_mut()) {
            context.stack = stack;
            context.stack_limit = stack.limit + STACK_RESERVE;
            context.stacks.set_limit(limit);
        }
        self.load_thread(id);
    }

    /// To be called last: nothing of the thread's is used from now on.
    fn end_thread(&mut self) {
        crate::modules::thread::forget_locals(self);
        block_signals();
        let id = self.threads.loaded;
        if let Some(place) = self.threads.list.iter().position(|thread| thread.id == id) {
            let thread = self.threads.list.swap_remove(place);
            crate::modules::thread::set_done(self, thread.handle);
        }
        self.threads.loaded = 0;
    }

    /// Waits until another thread calls [`Vm::wake_one`] or [`Vm::wake_all`] for the same object: whether one did
    /// before the deadline.
    ///
    /// # Errors
    /// What signal handlers raise, which run meanwhile in the main thread.
    pub(crate) fn wait_on(&mut self, object: Value, deadline: Option<Instant>) -> Outcome<bool> {
        let entry = (object.bits() as usize, self.threads.loaded);
        self.threads.waiting.push(entry);
        loop {
            self.blocking(|| match deadline {
                None => std::thread::park(),
                Some(deadline) => {
                    std::thread::park_timeout(deadline.saturating_duration_since(Instant::now()));
                }
            });
            if !self.threads.waiting.contains(&entry) {
                return Ok(true);
            }
            let result = self.check_signals();
            let place = self.threads.waiting.iter().position(|&other| other == entry);
            if let Err(raised) = result {
                match place {
                    Some(place) => drop(self.threads.waiting.remove(place)),
                    None => self.wake_one(object),
                }
                return Err(raised);
            }
            let Some(place) = place else { return Ok(true) };
            if deadline.is_some_and(|deadline| deadline <= Instant::now()) {
                self.threads.waiting.remove(place);
                return Ok(false);
            }
        }
    }

    /// Wakes the thread that has waited longest for an object.
    pub(crate) fn wake_one(&mut self, object: Value) {
        let address = object.bits() as usize;
        if let Some(place) = self.threads.waiting.iter().position(|&(other, _)| other == address) {
            let (_, id) = self.threads.waiting.remove(place);
            self.unpark(id);
        }
    }

    /// Wakes all threads that wait for an object.
    pub(crate) fn wake_all(&mut self, object: Value) {
        let address = object.bits() as usize;
        while self.threads.waiting.iter().any(|&(other, _)| other == address) {
            self.wake_one(object);
        }
    }

    fn unpark(&mut self, id: u64) {
        if let Some(system) = self.threads.get(id).and_then(|thread| thread.system.as_ref()) {
            system.unpark();
        }
    }

    /// The identity and the innermost frame of each thread that is in Python code.
    pub(crate) fn current_frames(&mut self) -> Outcome<Gc<List>> {
        let found = self.new_list();
        for place in 0..self.threads.list.len() {
            let ident = self.new_int(self.threads.list[place].ident as i64);
            self.exchange_stacks(place);
            let frame = match self.stacks.depth() {
                0 => Value::NONE,
                depth => self.frame_object(depth - 1).value(),
            };
            self.exchange_stacks(place);
            let pair = self.pair(ident, frame);
            self.append(found, pair)?;
        }
        Ok(found)
    }

    /// The stacks of the thread at a place in the list.
    pub(crate) fn stacks_of_thread(&self, place: usize) -> Option<&Stacks> {
        let thread = self.threads.list.get(place)?;
        if thread.id == self.threads.loaded {
            return Some(&self.stacks);
        }
        thread.parked.as_ref().map(|context| &context.stacks)
    }

    /// Does something from a thread that runs no Python code while no other thread does, or after some time anyway.
    pub(crate) fn at_rest(vm: &Vm, patience: Duration, work: impl FnOnce()) {
        let lock = Arc::clone(&vm.threads.lock);
        let is_taken = lock.take_within(patience, vm.attention);
        work();
        if is_taken {
            lock.release();
        }
    }

    fn exchange_stacks(&mut self, place: usize) {
        if let Some(context) = self.threads.list[place].parked.as_mut() {
            std::mem::swap(&mut self.stacks, &mut context.stacks);
        }
    }

    /// Has an exception raised in another thread at its next evaluation point: whether there is such a thread.
    pub(crate) fn raise_in_thread(&mut self, ident: u64, exception: Value) -> bool {
        let Some(thread) = self.threads.list.iter_mut().find(|thread| thread.ident == ident) else {
            return false;
        };
        thread.exception = exception;
        self.attention.fetch_or(attention::EXCEPTION, Ordering::Relaxed);
        true
    }

    /// To be called in a forked child: the current thread is the only one, and the main one.
    pub(crate) fn forget_other_threads(&mut self) {
        let me = self.threads.loaded;
        let interval = self.threads.lock.interval();
        // The other threads may have held its parts.
        std::mem::forget(std::mem::replace(
            &mut self.threads.lock,
            Arc::new(GlobalLock::held_by(me, interval)),
        ));
        self.threads.waiting.clear();
        self.threads.main = me;
        let list = std::mem::take(&mut self.threads.list);
        let (mine, others): (Vec<_>, Vec<_>) = list.into_iter().partition(|thread| thread.id == me);
        self.threads.list = mine;
        for thread in others {
            crate::modules::thread::set_done(self, thread.handle);
        }
        self.threads.current().ident = current_ident();
        self.threads.current().system = Some(std::thread::current());
        self.attention.fetch_and(!attention::HAND_OVER, Ordering::Relaxed);
    }
}

/// The life of a thread.
fn run_thread(vm: SharedVm, id: u64, lock: &GlobalLock, attention: &AtomicU32) {
    lock.take(id, attention);
    // SAFETY: the VM outlives its threads, since the process ends with it, and this thread has taken its lock.
    let vm: &mut Vm = unsafe { &mut *{ vm }.0 };
    vm.begin_thread(id);
    crate::modules::thread::run(vm);
    vm.end_thread();
    lock.release();
}

/// Leaves signals to the other threads: one that counts as ended must not take what is sent to the process.
fn block_signals() {
    // SAFETY: the calls fill in a local and read it.
    unsafe {
        let mut all = std::mem::zeroed();
        libc::sigfillset(&raw mut all);
        libc::pthread_sigmask(libc::SIG_BLOCK, &raw const all, std::ptr::null_mut());
    }
}
