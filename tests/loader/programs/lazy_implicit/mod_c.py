print("mod_c is imported")
VALUE = "c"
OTHER = "other c"
