# stress: 2000
"""zipfile, tarfile, shutil, tempfile: what is written is read again; errors of damaged archives."""
import zipfile, tarfile, io, os, tempfile, shutil
b = io.BytesIO()
with zipfile.ZipFile(b, "w", zipfile.ZIP_DEFLATED) as z: z.writestr("a.txt", "hello " * 20); z.writestr("d/b.bin", b"\0" * 50)
with zipfile.ZipFile(b) as z:
    print(z.namelist(), z.read("a.txt")[:5], z.getinfo("d/b.bin").file_size, z.testzip(), [i.compress_type for i in z.infolist()])
    with z.open("a.txt") as f: print(f.readline()[:6], f.tell() > 0)
    try: z.read("nope")
    except KeyError as e: print(e)
for bad in (b"", b"PK\3\4", b.getvalue()[:-10]):
    try: zipfile.ZipFile(io.BytesIO(bad))
    except zipfile.BadZipFile as e: print(e)
t = io.BytesIO()
with tarfile.open(fileobj=t, mode="w:gz") as tar: i = tarfile.TarInfo("x/y.txt"); i.size = 3; tar.addfile(i, io.BytesIO(b"abc"))
t.seek(0)
with tarfile.open(fileobj=t) as tar: print(tar.getnames(), tar.extractfile("x/y.txt").read(), tar.getmember("x/y.txt").isfile())
try: tarfile.open(fileobj=io.BytesIO(b"junk"))
except tarfile.ReadError as e: print(type(e).__name__)
d = tempfile.mkdtemp()
with open(os.path.join(d, "f"), "w") as f: f.write("x")
shutil.copytree(d, d + "2"); print(os.listdir(d + "2"), shutil.make_archive(d + "3", "zip", d).endswith(".zip"), shutil.which("nope-nope"), os.path.exists(shutil.move(d + "2", d + "4"))); [shutil.rmtree(x) for x in (d, d + "4")]; os.remove(d + "3.zip"); print(os.path.exists(d))
with tempfile.TemporaryDirectory() as td, tempfile.NamedTemporaryFile(dir=td) as nf: nf.write(b"q"); nf.flush(); print(os.path.getsize(nf.name))
with tempfile.SpooledTemporaryFile(max_size=5) as sp: sp.write(b"abc"); print(sp._rolled); sp.write(b"defg"); print(sp._rolled)
