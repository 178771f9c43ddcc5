print("mod_b is imported")
VALUE = "b"
OTHER = "other b"
