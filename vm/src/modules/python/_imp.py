"""(Extremely) low-level import machinery bits as used by importlib."""

check_hash_based_pycs = "default"


def extension_suffixes():
    return [".cpython-314-x86_64-linux-gnu.so", ".abi3.so", ".so"]


def is_builtin(name, /):
    import sys
    return 1 if name in sys.builtin_module_names else 0


def init_frozen(name, /):
    return None


def exec_builtin(mod, /):
    return 0


def create_dynamic(spec, file=None, /):
    raise ImportError(f"{spec.origin}: extension modules are not supported", name=spec.name, path=spec.origin)


def exec_dynamic(mod, /):
    return 0


def _override_frozen_modules_for_tests(override, /):
    return None


def _override_multi_interp_extensions_check(override, /):
    return 0


def source_hash(key, source):
    import hashlib
    return hashlib.blake2b(source, digest_size=8, key=key.to_bytes(8, "little")).digest()


_held = 0


def lock_held():
    return _held > 0


def acquire_lock():
    global _held
    _held += 1


def release_lock():
    global _held
    if not _held:
        raise RuntimeError("not holding the import lock")
    _held -= 1
