print("mod_e is imported")
VALUE = "e"
OTHER = "other e"
