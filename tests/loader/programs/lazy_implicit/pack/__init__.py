print("pack is imported")
