print("mod_x is imported")
VALUE = "x"
