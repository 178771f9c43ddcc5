print("a plain module")
VALUE = 1
