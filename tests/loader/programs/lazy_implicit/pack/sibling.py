print("pack.sibling is imported")
NAME = "sibling"
