//! How a process that runs Python begins and ends: the main thread, and what is done before the process exits.
#![allow(unsafe_code, reason = "blocks signals in the first thread")]

use crate::run::ExitStatus;
use crate::vm::{Vm, signals};

/// Native stack of the main thread, in bytes. Only what is used takes memory.
const MAIN_STACK: usize = 512 << 20;

/// The status of a program whose output could not be written.
const UNFLUSHED: u8 = 120;

/// Runs `work` in a thread with a large stack, and ends the process with its status.
///
/// The process's first thread only waits. It blocks all signals, so that they interrupt the thread that runs Python
/// code. The thread itself ends the process, since in a forked child it is the only one.
pub fn run_main_thread(work: impl FnOnce() -> ExitStatus + Send + 'static) -> ! {
    let work = move || -> () { std::process::exit(work().0.into()) };
    let stack = crate::address_space::share(MAIN_STACK, 16);
    let Ok(thread) = std::thread::Builder::new().stack_size(stack).spawn(work) else {
        crate::run::write_stderr("strict: cannot start the main thread\n");
        std::process::exit(1)
    };
    // SAFETY: changes which signals this thread takes.
    unsafe {
        let mut all = std::mem::zeroed();
        libc::sigfillset(&raw mut all);
        libc::pthread_sigmask(libc::SIG_BLOCK, &raw const all, std::ptr::null_mut());
    }
    // It ends the process unless it panics.
    let _ = thread.join();
    std::process::exit(101)
}

impl Vm {
    /// Does what is done at the end of a program, whose exception has been shown: the status for the process. After
    /// an interrupt that nobody caught the process ends by that signal, so that its parent learns of it.
    pub(crate) fn end(mut self: Box<Self>, status: ExitStatus, is_interrupt: bool) -> ExitStatus {
        let is_written = self.shut_down();
        if let Some(hook) = &mut self.strict.hook {
            hook.finish();
        }
        if let Some(report) = self.backend_report() {
            crate::run::write_stderr(&report);
        }
        if is_interrupt {
            signals::end_by_interrupt();
        }
        // Threads that are daemons may still wait for it.
        std::mem::forget(self);
        if is_written { status } else { ExitStatus(UNFLUSHED) }
    }

    /// Ends the program: waits for threads that are no daemons, calls the functions registered with `atexit`, and runs
    /// the finalisers of all objects. To be called when the main program has ended and its exception has been shown.
    /// Whether all output was written.
    pub fn shut_down(&mut self) -> bool {
        self.call_if_loaded("threading", "_shutdown", "Exception ignored on threading shutdown");
        self.call_if_loaded("atexit", "_run_exitfuncs", "Exception ignored in atexit callback");
        // Daemons stay where they are from now on.
        self.threads.is_closing = true;
        crate::modules::io::close_all(self)
    }

    /// Calls a function of a module if that has been imported.
    fn call_if_loaded(&mut self, module: &str, function: &str, complaint: &str) {
        let (modules, name) = (self.modules, self.intern(module));
        let Some(module) = self.dict_get_str(modules, name) else { return };
        let function = self.intern(function);
        let result = self.get_attribute(module, function).and_then(|function| self.call(function, &[]));
        if result.is_err() {
            let exception = self.take_raised();
            self.report_unraisable_message(exception, complaint);
        }
    }
}
