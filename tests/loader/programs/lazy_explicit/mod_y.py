print("mod_y is imported")
VALUE = "y"
