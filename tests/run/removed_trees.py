"""Folders listed by a descriptor: their entries are looked at in that folder, and `shutil.rmtree` works."""
import os
import shutil
import tempfile

folder = tempfile.mkdtemp()
os.makedirs(os.path.join(folder, "one", "two"))
os.symlink("one", os.path.join(folder, "link"))
with open(os.path.join(folder, "one", "file"), "w") as file:
    file.write("text")
descriptor = os.open(folder, os.O_RDONLY)
with os.scandir(descriptor) as entries:
    for entry in sorted(entries, key=lambda entry: entry.name):
        same = os.path.samestat(entry.stat(), os.stat(os.path.join(folder, "one")))
        print(entry.name, entry.path, entry.is_dir(), entry.is_dir(follow_symlinks=False), entry.is_symlink(), same)
os.close(descriptor)
shutil.rmtree(folder)
print(os.path.exists(folder))
