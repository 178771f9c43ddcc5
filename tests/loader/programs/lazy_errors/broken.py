VALUE = 1
raise RuntimeError("this module does not work")
