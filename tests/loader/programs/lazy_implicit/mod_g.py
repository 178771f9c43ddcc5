print("mod_g is imported")
VALUE = "g"
OTHER = "other g"
