"""array: item types, conversions and errors."""

import array


def show(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!", type(error).__name__, error)


for line in r'''
array.array('x')
array.array('i', 'ab')
array.array('w', 'ab')
array.array('b', [300])
array.array('B', [300])
array.array('B', [-1])
array.array('h', [1<<20])
array.array('H', [1<<20])
array.array('H', [-1])
array.array('i', [1<<40])
array.array('I', [1<<40])
array.array('I', [-1])
array.array('l', [1<<80])
array.array('L', [1<<80])
array.array('L', [-1])
array.array('q', [1<<80])
array.array('Q', [1<<80])
array.array('Q', [-1])
array.array('i', ['a'])
array.array('i', [1.5])
array.array('f', ['a'])
array.array('w', [1])
array.array('w', ['ab'])
array.array('i')
array.array()
array.array('ii')
array.array(5)
array.array('i', b'abc')
array.array('i', 5)
array.array('i', [1,2])[5]
array.array('i', [1,2])['a']
array.array('i', [1,2]) + [1]
array.array('i', [1,2]) + array.array('b')
array.array('i', [1,2]).extend(array.array('b'))
array.array('i').pop()
array.array('i',[1]).pop(4)
array.array('i',[1]).index(4)
array.array('i',[1]).remove(4)
array.array('i',[1]).fromfile(1, 2)
array.array('i',[1]).frombytes(b'abc')
array.array('i',[1]).fromunicode('a')
array.array('i',[1]).tounicode()
array.array('i',[1]).byteswap()
array.array('i',[1]).__reduce_ex__(2)
array.array('w','ab')
array.array('i').fromlist(1)
array.array('i',[1])<array.array('i',[2])
array.array('i',[1]).__setitem__(slice(0,1), [1])
array.array('i',[1]).__setitem__(slice(0,1), array.array('b'))
array.array('i',[1,2,3]).__setitem__(slice(0,3,2), array.array('i',[1]))
array.array('i',[1]).__setitem__(4, 1)
array.array('i',[1])*'a'
array._array_reconstructor(1,2,3,4)
array._array_reconstructor(array.array,'z',3,b'')
array._array_reconstructor(array.array,'i',300,b'')
array._array_reconstructor(array.array,'i',4,'')
array.array('i').__class_getitem__(int)
array.typecodes
array.array('i',[1]).__contains__('a')
'''.strip().splitlines():
    show(line)
