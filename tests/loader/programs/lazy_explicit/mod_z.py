print("mod_z is imported")
VALUE = "z"
