print("pack.child is imported")
NAME = "child"
