"""The table of users."""

from __stub__ import effect

_reads_table_users = effect("io", "reads the table of users")

class struct_passwd(tuple):
    __match_args__ = ("pw_name", "pw_passwd", "pw_uid", "pw_gid", "pw_gecos", "pw_dir", "pw_shell")
    n_fields = n_sequence_fields = 7
    n_unnamed_fields = 0
    pw_name, pw_passwd, pw_uid, pw_gid, pw_gecos, pw_dir, pw_shell = [property(lambda self, i=i: self[i]) for i in range(7)]

@_reads_table_users
def getpwall() -> list[struct_passwd]: ...
@_reads_table_users
def getpwnam(name, /) -> struct_passwd: ...
@_reads_table_users
def getpwuid(uidobj, /) -> struct_passwd: ...
