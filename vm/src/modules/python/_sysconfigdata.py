"""What a build of CPython would remember of its configuration."""

build_time_vars = {
    "EXT_SUFFIX": ".so", "SOABI": "strict-314", "Py_DEBUG": 0, "Py_GIL_DISABLED": 0, "WITH_DOC_STRINGS": 1,
    "HAVE_FORK": 1, "prefix": "/usr", "exec_prefix": "/usr", "LIBDIR": "/usr/lib", "CONFIG_ARGS": "",
}
