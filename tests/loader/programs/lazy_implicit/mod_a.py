print("mod_a is imported")
VALUE = "a"
OTHER = "other a"
