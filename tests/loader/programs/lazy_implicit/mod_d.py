print("mod_d is imported")
VALUE = "d"
OTHER = "other d"
