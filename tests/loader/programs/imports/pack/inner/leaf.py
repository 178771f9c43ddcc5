import __strict__

if __name__ == "__main__":
    print("as the program", __spec__.name, __package__)
