print("mod_f is imported")
VALUE = "f"
OTHER = "other f"
