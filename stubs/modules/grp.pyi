"""The table of groups."""

from __stub__ import effect

_reads_table_groups = effect("io", "reads the table of groups")

class struct_group(tuple):
    __match_args__ = ("gr_name", "gr_passwd", "gr_gid", "gr_mem")
    n_fields = n_sequence_fields = 4
    n_unnamed_fields = 0
    gr_name, gr_passwd, gr_gid, gr_mem = [property(lambda self, i=i: self[i]) for i in range(4)]

@_reads_table_groups
def getgrall() -> list[struct_group]: ...
@_reads_table_groups
def getgrgid(id) -> struct_group: ...
@_reads_table_groups
def getgrnam(name) -> struct_group: ...
