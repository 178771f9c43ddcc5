//! [`Names`]: interned strings that the VM uses itself.

use crate::heap::{Gc, Tracer};
use crate::object::{Special, Str};

macro_rules! names {
    ($($field:ident $text:literal,)*) => {
        /// Interned strings that the VM uses itself.
        #[derive(Debug)]
        #[allow(missing_docs, reason = "each is the text beside it")]
        pub struct Names {
            $(pub $field: Gc<Str>,)*
            /// The names of special methods, in the order of the table.
            specials: Vec<Gc<Str>>,
        }

        impl Names {
            /// Interns all of them.
            pub(super) fn intern(intern: &mut dyn FnMut(&str) -> Gc<Str>) -> Names {
                Names {
                    $($field: intern($text),)*
                    specials: Special::ALL.iter().map(|special| intern(special.name())).collect(),
                }
            }

            /// They live as long as the VM.
            pub(super) fn trace(&self, tracer: &mut Tracer<'_>) {
                $(tracer.object(self.$field);)*
                for &name in &self.specials {
                    tracer.object(name);
                }
            }
        }
    };
}

impl Names {
    /// The name of a special method.
    #[inline]
    pub fn special(&self, special: Special) -> Gc<Str> {
        self.specials[special as usize]
    }

    /// The special method with this interned name.
    pub fn find_special(&self, name: Gc<Str>) -> Option<Special> {
        // Most names are none, which one can see.
        if !name.as_ascii().is_some_and(|text| text.starts_with("__")) {
            return None;
        }
        let place = self.specials.iter().position(|&special| special == name)?;
        Special::ALL.get(place).copied()
    }
}

names! {
    empty "",
    dunder_name "__name__",
    qualname "__qualname__",
    module "__module__",
    doc "__doc__",
    dict "__dict__",
    class "__class__",
    bases "__bases__",
    slots "__slots__",
    weakref "__weakref__",
    annotations "__annotations__",
    annotate "__annotate__",
    annotate_func "__annotate_func__",
    annotations_cache "__annotations_cache__",
    classcell "__classcell__",
    classdictcell "__classdictcell__",
    static_attributes "__static_attributes__",
    firstlineno "__firstlineno__",
    type_params "__type_params__",
    orig_bases "__orig_bases__",
    abstractmethods "__abstractmethods__",
    isabstractmethod "__isabstractmethod__",
    match_args "__match_args__",
    builtins "builtins",
    dunder_builtins "__builtins__",
    main "__main__",
    file "__file__",
    path "__path__",
    loader "__loader__",
    spec "__spec__",
    package "__package__",
    all "__all__",
    cached "__cached__",
    metaclass "metaclass",
    notes "__notes__",
    sort "sort",
    keys "keys",
    values "values",
    items "items",
    get "get",
    throw "throw",
    close "close",
    send "send",
    write "write",
    flush "flush",
    end "end",
    mro "mro",
    print "print",
    import "__import__",
    build_class "__build_class__",
    wrapped "__wrapped__",
    objclass "__objclass__",
    origin "__origin__",
    origin_attribute "origin",
    args "__args__",
    parameters "__parameters__",
    typing_subst "__typing_subst__",
    typing_prepare_subst "__typing_prepare_subst__",
    reduce_ex "__reduce_ex__",
    reduce "__reduce__",
    getstate "__getstate__",
    getnewargs "__getnewargs__",
    getnewargs_ex "__getnewargs_ex__",
    value "value",
    real "real",
    imag "imag",
    conjugate "conjugate",
    stdout "stdout",
    stderr "stderr",
    stdin "stdin",
    modules "modules",
    displayhook "displayhook",
    excepthook "excepthook",
    underscore "_",
    lambda "<lambda>",
    fileno "fileno",
    find_and_load "_find_and_load",
    handle_fromlist "_handle_fromlist",
    import_module "import_",
    self_ "self",
    start "start",
    stop "stop",
    step "step",
    name "name",
    obj "obj",
    add_note "add_note",
    exceptions "exceptions",
    message "message",
    strict "strict",
    key "key",
    reverse "reverse",
    default "default",
    as_integer_ratio "as_integer_ratio",
    fget "fget",
    fset "fset",
    fdel "fdel",
    doc_argument "doc",
}
