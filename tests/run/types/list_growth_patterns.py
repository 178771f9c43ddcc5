# stress: 499
"""Lists that grow and shrink in every way keep their order."""
l = []
for i in range(50): l.insert(i // 2, i)
print(l[:10], len(l)); del l[10:40:3]; print(len(l), l[10:15]); l[5:5] = range(100, 105); print(l[3:12]); l[::2] = [0] * len(l[::2]); print(sum(l)); l[-3:] = []; print(len(l)); l *= 2; print(len(l), l.count(0)); l.sort(); print(l[-3:]); l.reverse(); print(l[:3]); l.extend(l[:2]); l += l[:1]; l.append(l.pop(0)); print(l[-4:], len(l)); l.clear(); print(l); q = list(range(10))
while q: q.pop(0); q.pop() if q else None
print(q); m = [None] * 3; m[1] = m[:]; print(m); s = list("abc"); s[1:2] = ["x", ["y"]]; print(s, s.index(["y"])); r = list(range(5)); r[1:4] = r[3:0:-1]; print(r); r[len(r):] = [9]; r[:0] = [8]; print(r); w = [1, 2, 3]; w[:] = (x * 2 for x in w); print(w); w[w.index(4):] = []; print(w); z = [[] for _ in range(3)]; z[0].append(1); print(z)
