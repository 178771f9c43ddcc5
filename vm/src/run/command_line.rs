//! Python's command line: flags, what to run, and its arguments.
//!
//! Flags are read as CPython reads them: short ones may be joined (`-Ic`), the value of `-W`, `-X`, `-c` and `-m` may be
//! the rest of the word or the next one, and nothing after the program is looked at.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::Path;

use super::options::{Options, Program};

/// A command line that was understood.
#[derive(Clone, Debug)]
pub enum Invocation {
    /// Run a program.
    Run(Box<Launch>),
    /// Print this, and end well.
    Print(String),
}

/// A program with its arguments, and how to interpret it.
#[derive(Clone, Debug)]
pub struct Launch {
    /// How to interpret.
    pub options: Options,
    /// What to run.
    pub program: Program,
    /// What follows the program on the command line.
    pub arguments: Vec<OsString>,
}

/// A command line that was not understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UsageError {
    /// There is no such flag.
    #[error("unknown option {0}")]
    UnknownOption(String),
    /// The last word lacks what it needs.
    #[error("argument expected for the {0} option")]
    MissingArgument(String),
    /// A setting has a value that it cannot have.
    #[error("{0}")]
    BadValue(String),
}

/// Short flags that take a value.
const WITH_VALUE: &[u8] = b"cmWX";

/// The flags, for `--help`.
pub const HELP: &str = "\
usage: strict run [option] ... [-c cmd | -m mod | file | -] [arg] ...
Options (and corresponding environment variables):
-b     : issue warnings about converting bytes/bytearray to str and comparing
         bytes/bytearray with str or bytes with int; also PYTHONBYTESWARNING=x
         (-bb: issue errors)
-B     : don't write .pyc files on import; also PYTHONDONTWRITEBYTECODE=x
-c cmd : program passed in as string (terminates option list)
-E     : ignore PYTHON* environment variables (such as PYTHONPATH)
-h     : print this help message and exit (also -? or --help)
-i     : inspect interactively after running script; forces a prompt even
         if stdin does not appear to be a terminal; also PYTHONINSPECT=x
-I     : isolate the interpreter from the user's environment (implies -E, -P and -s)
-L     : import modules of module level when they are first used; also
         PYTHONLAZYIMPORTS=1
-m mod : run library module as a script (terminates option list)
-O     : remove assert and __debug__-dependent statements; also PYTHONOPTIMIZE=x
-OO    : do -O changes and also discard docstrings
-P     : don't prepend a potentially unsafe path to sys.path; also PYTHONSAFEPATH
-q     : don't print version and copyright messages on interactive startup
-s     : don't add user site directory to sys.path; also PYTHONNOUSERSITE=x
-S     : don't imply 'import site' on initialization
-u     : force the stdout and stderr streams to be unbuffered; also PYTHONUNBUFFERED=x
-v     : trace import statements; also PYTHONVERBOSE=x
-V     : print the version and exit (also --version; -VV for more)
-W arg : warning control; also PYTHONWARNINGS=arg
-x     : skip first line of source
-X opt : set an implementation-specific option
--venv DIR        : run in this virtual environment; also VIRTUAL_ENV
--dump-bytecode   : print the compiled program instead of running it
--check-hash-based-pycs always|default|never : accepted for compatibility
Arguments:
file   : program read from script file
-      : program read from stdin (default; interactive mode if a tty)
arg ...: arguments passed to program in sys.argv[1:]
";

/// The version of the language and of this program.
pub fn version() -> String {
    format!("Python {} (Strict {})", strict_library::VERSION, env!("CARGO_PKG_VERSION"))
}

/// Reads a command line, without the name of the program, and the environment.
///
/// # Errors
/// It makes no sense.
pub fn parse(
    words: &[OsString],
    environment: &dyn Fn(&str) -> Option<OsString>,
) -> Result<Invocation, UsageError> {
    let mut reader = Reader { words, at: 0, options: Options::default(), program: None };
    if let Some(text) = reader.read()? {
        return Ok(Invocation::Print(text));
    }
    let Reader { at, mut options, program, .. } = reader;
    if !options.ignore_environment {
        read_environment(&mut options, environment)?;
    }
    read_x_options(&mut options)?;
    options.utf8_mode = is_in_utf8_mode(&options, environment);
    let (program, at) = match program {
        Some(program) => (program, at),
        None => match words.get(at) {
            None => (Program::StandardInput, at),
            Some(word) if word == "-" => (Program::StandardInput, at + 1),
            Some(word) => (Program::File(word.clone()), at + 1),
        },
    };
    let arguments = words.get(at..).unwrap_or_default().to_vec();
    Ok(Invocation::Run(Box::new(Launch { options, program, arguments })))
}

/// The words of the command line, and what they have said so far.
struct Reader<'a> {
    words: &'a [OsString],
    at: usize,
    options: Options,
    program: Option<Program>,
}

impl Reader<'_> {
    /// Reads flags up to the program. Some text is to be printed instead of running anything.
    fn read(&mut self) -> Result<Option<String>, UsageError> {
        while self.program.is_none() {
            let Some(word) = self.words.get(self.at) else { break };
            let bytes = word.as_bytes();
            if bytes.len() < 2 || bytes[0] != b'-' {
                break;
            }
            self.at += 1;
            if bytes == b"--" {
                break;
            }
            let printed = match bytes.strip_prefix(b"--") {
                Some(long) => self.long(long, word)?,
                None => self.short(&bytes[1..])?,
            };
            if printed.is_some() {
                return Ok(printed);
            }
        }
        Ok(None)
    }

    fn long(&mut self, name: &[u8], word: &OsStr) -> Result<Option<String>, UsageError> {
        match name {
            b"help" | b"help-all" | b"help-env" | b"help-xoptions" => return Ok(Some(HELP.to_owned())),
            b"version" => return Ok(Some(version() + "\n")),
            b"dump-bytecode" => self.options.dump_bytecode = true,
            b"venv" => {
                self.options.virtual_environment = Some(virtual_environment(&self.value(b"", "--venv")?)?);
            }
            b"check-hash-based-pycs" => {
                let value = self.value(b"", "--check-hash-based-pycs")?;
                if !["always", "default", "never"].iter().any(|known| value == *known) {
                    let message = "--check-hash-based-pycs must be one of 'default', 'always', or 'never'";
                    return Err(UsageError::BadValue(message.to_owned()));
                }
            }
            _ => return Err(UsageError::UnknownOption(word.to_string_lossy().into_owned())),
        }
        Ok(None)
    }

    /// One word of short flags.
    fn short(&mut self, flags: &[u8]) -> Result<Option<String>, UsageError> {
        let options = &mut self.options;
        for (index, &flag) in flags.iter().enumerate() {
            if WITH_VALUE.contains(&flag) {
                let value = self.value(&flags[index + 1..], &format!("-{}", char::from(flag)))?;
                self.valued(flag, value);
                return Ok(None);
            }
            match flag {
                b'b' => options.bytes_warning += 1,
                b'B' => options.dont_write_bytecode = true,
                b'd' => options.debug += 1,
                b'E' => options.ignore_environment = true,
                b'h' | b'?' => return Ok(Some(HELP.to_owned())),
                b'i' => {
                    options.inspect += 1;
                    options.interactive += 1;
                }
                b'I' => {
                    options.isolated = true;
                    options.ignore_environment = true;
                    options.no_user_site = true;
                    options.safe_path = true;
                }
                b'O' => options.optimize += 1,
                b'P' => options.safe_path = true,
                b'L' => options.x_options.push(("lazy-imports".to_owned(), None)),
                b'q' => options.quiet += 1,
                b's' => options.no_user_site = true,
                b'S' => options.no_site = true,
                b't' | b'R' => {}
                b'u' => options.unbuffered = true,
                b'v' => options.verbose += 1,
                b'V' => return Ok(Some(version() + "\n")),
                b'x' => options.skip_first_line = true,
                _ => return Err(UsageError::UnknownOption(format!("-{}", char::from(flag)))),
            }
        }
        Ok(None)
    }

    /// The value of a flag: the rest of its word, or the next word.
    fn value(&mut self, rest: &[u8], flag: &str) -> Result<OsString, UsageError> {
        if !rest.is_empty() {
            return Ok(OsString::from_vec(rest.to_vec()));
        }
        let value = self.words.get(self.at).cloned();
        self.at += 1;
        value.ok_or_else(|| UsageError::MissingArgument(flag.to_owned()))
    }

    fn valued(&mut self, flag: u8, value: OsString) {
        match flag {
            b'c' => self.program = Some(Program::Command(value)),
            b'm' => self.program = Some(Program::Module(value)),
            b'W' => self.options.warnings.push(value),
            _ => {
                let text = value.to_string_lossy();
                let (name, value) = match text.split_once('=') {
                    Some((name, value)) => (name, Some(value.to_owned())),
                    None => (&*text, None),
                };
                self.options.x_options.push((name.to_owned(), value));
            }
        }
    }
}

/// Adds what `PYTHON…` variables say; flags win.
fn read_environment(
    options: &mut Options,
    environment: &dyn Fn(&str) -> Option<OsString>,
) -> Result<(), UsageError> {
    let given = |name: &str| environment(name).filter(|value| !value.is_empty());
    // A variable that is not a number counts as one.
    let level = |name: &str| {
        let value = given(name)?;
        let level = value.to_str().and_then(|text| text.parse::<i64>().ok()).unwrap_or(1);
        Some(level.clamp(0, 255) as u8)
    };
    for (name, count) in [
        ("PYTHONDEBUG", &mut options.debug),
        ("PYTHONINSPECT", &mut options.inspect),
        ("PYTHONOPTIMIZE", &mut options.optimize),
        ("PYTHONVERBOSE", &mut options.verbose),
        ("PYTHONBYTESWARNING", &mut options.bytes_warning),
    ] {
        *count = (*count).max(level(name).unwrap_or(0));
    }
    for (name, flag) in [
        ("PYTHONDONTWRITEBYTECODE", &mut options.dont_write_bytecode),
        ("PYTHONNOUSERSITE", &mut options.no_user_site),
        ("PYTHONSAFEPATH", &mut options.safe_path),
        ("PYTHONUNBUFFERED", &mut options.unbuffered),
        ("PYTHONWARNDEFAULTENCODING", &mut options.warn_default_encoding),
    ] {
        *flag |= given(name).is_some();
    }
    options.dev_mode |= given("PYTHONDEVMODE").is_some_and(|value| value != "0");
    options.fault_handler |= given("PYTHONFAULTHANDLER").is_some();
    if let Some(value) = given("PYTHONWARNINGS") {
        let parts = value.as_bytes().split(|&byte| byte == b',');
        let mut warnings: Vec<OsString> = parts.map(|part| OsString::from_vec(part.to_vec())).collect();
        warnings.append(&mut options.warnings);
        options.warnings = warnings;
    }
    if let Some(value) = given("PYTHONHASHSEED").filter(|value| value != "random") {
        let seed = value.to_str().and_then(|text| text.parse::<u32>().ok());
        let message = "PYTHONHASHSEED must be \"random\" or an integer in range [0; 4294967295]";
        options.hash_seed = Some(seed.ok_or_else(|| UsageError::BadValue(message.to_owned()))?);
    }
    if let Some(value) = given("PYTHONINTMAXSTRDIGITS") {
        let message = "PYTHONINTMAXSTRDIGITS: invalid limit; must be >= 640 or 0 for unlimited.";
        options.int_max_str_digits = Some(digit_limit(value.to_str(), message)?);
    }
    options.module_path = given("PYTHONPATH");
    Ok(())
}

/// The path by which the system was asked to execute this program, whatever name the program was told.
#[allow(unsafe_code, reason = "reads what the system has put above the stack")]
pub fn executed_path() -> Option<OsString> {
    // SAFETY: the call takes a number; the entry, if it is there, is the address of a text that lives as long as the process.
    unsafe {
        let address = libc::getauxval(libc::AT_EXECFN);
        (address != 0).then(|| {
            let text = std::ffi::CStr::from_ptr(address as *const std::ffi::c_char);
            OsStr::from_bytes(text.to_bytes()).to_owned()
        })
    }
}

/// The absolute path of the virtual environment in a folder.
fn virtual_environment(folder: &OsStr) -> Result<OsString, UsageError> {
    if !Path::new(folder).join("pyvenv.cfg").is_file() {
        let shown = folder.to_string_lossy();
        return Err(UsageError::BadValue(format!(
            "--venv: {shown} is no virtual environment: it has no file pyvenv.cfg; `strict-python -m venv {shown}` makes one"
        )));
    }
    let path =
        std::path::absolute(folder).map_err(|error| UsageError::BadValue(format!("--venv: {error}")))?;
    Ok(path.into_os_string())
}

/// Applies the `-X` options that are settings.
fn read_x_options(options: &mut Options) -> Result<(), UsageError> {
    options.dev_mode |= options.x_option("dev").is_some();
    options.fault_handler |= options.dev_mode || options.x_option("faulthandler").is_some();
    options.warn_default_encoding |= options.x_option("warn_default_encoding").is_some();
    if let Some(value) = options.x_option("int_max_str_digits") {
        let message = "-X int_max_str_digits: invalid limit; must be >= 640 or 0 for unlimited.";
        options.int_max_str_digits = Some(digit_limit(Some(value), message)?);
    }
    if options.dev_mode {
        options.warnings.insert(0, "default".into());
    }
    if options.bytes_warning > 0 {
        let action = if options.bytes_warning > 1 { "error::BytesWarning" } else { "default::BytesWarning" };
        options.warnings.push(action.into());
    }
    Ok(())
}

fn is_in_utf8_mode(options: &Options, environment: &dyn Fn(&str) -> Option<OsString>) -> bool {
    let given = |name: &str| environment(name).filter(|value| !value.is_empty());
    let told = given("PYTHONUTF8").filter(|_| !options.ignore_environment);
    match (options.x_option("utf8"), told) {
        (Some(value), _) => value != "0",
        (None, Some(value)) => value == "1",
        (None, None) => {
            let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(given);
            locale.is_none_or(|locale| locale == "C" || locale == "POSIX")
        }
    }
}

fn digit_limit(text: Option<&str>, message: &str) -> Result<u32, UsageError> {
    let limit = text.and_then(|text| text.parse::<u32>().ok()).filter(|&limit| limit == 0 || limit >= 640);
    limit.ok_or_else(|| UsageError::BadValue(message.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn launch(words: &[&str], environment: &[(&str, &str)]) -> Launch {
        let words: Vec<OsString> = words.iter().map(Into::into).collect();
        let lookup = |name: &str| {
            environment.iter().find(|(given, _)| *given == name).map(|(_, value)| OsString::from(value))
        };
        match parse(&words, &lookup) {
            Ok(Invocation::Run(launch)) => *launch,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn joined_flags_end_with_a_value() {
        let launch = launch(&["-Oucprint(1)", "-v", "x"], &[]);
        assert_eq!(launch.program, Program::Command("print(1)".into()));
        assert_eq!(launch.arguments, ["-v", "x"]);
        assert_eq!((launch.options.optimize, launch.options.unbuffered), (1, true));
        assert_eq!(launch.options.verbose, 0);
    }

    #[test]
    fn nothing_after_the_program_is_a_flag() {
        let launch = launch(&["-B", "app.py", "-c", "--help"], &[]);
        assert_eq!(launch.program, Program::File("app.py".into()));
        assert_eq!(launch.arguments, ["-c", "--help"]);
    }

    #[test]
    fn isolation_ignores_the_environment() {
        let environment = [("PYTHONOPTIMIZE", "2"), ("PYTHONPATH", "/x")];
        let isolated = launch(&["-I", "-"], &environment);
        assert_eq!(isolated.program, Program::StandardInput);
        assert_eq!((isolated.options.optimize, isolated.options.module_path), (0, None));
        let open = launch(&["-"], &environment);
        assert_eq!((open.options.optimize, open.options.module_path), (2, Some("/x".into())));
    }

    #[test]
    fn warnings_of_the_command_line_come_last() {
        let launch = launch(&["-Werror", "-W", "ignore::X"], &[("PYTHONWARNINGS", "a,b")]);
        assert_eq!(launch.options.warnings, ["a", "b", "error", "ignore::X"]);
    }

    #[test]
    fn mistakes_are_named() {
        let error = |words: &[&str]| {
            let words: Vec<OsString> = words.iter().map(Into::into).collect();
            parse(&words, &|_| None).err().map(|error| error.to_string())
        };
        assert_eq!(error(&["-c"]).as_deref(), Some("argument expected for the -c option"));
        assert_eq!(error(&["-Z"]).as_deref(), Some("unknown option -Z"));
        assert_eq!(error(&["--zap"]).as_deref(), Some("unknown option --zap"));
        assert!(error(&["-Xint_max_str_digits=3"]).is_some_and(|text| text.contains("must be >= 640")));
    }
}
